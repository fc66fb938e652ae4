/** What a new password lacks, told before the server is asked. */

/** The fewest characters, counted as the server counts them. */
const MINIMUM = 15;

/** How many characters a new password lacks. */
export function missingCharacters(password) {
  return Math.max(0, MINIMUM - [...password.normalize("NFC")].length);
}
