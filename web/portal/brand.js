/** A portal's own look: everything that has the accent takes the colour that the partner chose for this customer. */

const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * Puts the brand's colour on, once for each portal. Without one, or without an answer, the usual look stays.
 * @param {{run: Function}} client
 * @param {string} portal
 */
export async function wear(client, portal) {
  const root = document.documentElement;
  if (root.dataset.portal === portal) return;
  try {
    const { viewer } = await client.run("brand");
    const colour = viewer?.portalUser?.portal?.brandColor;
    if (!isColour(colour)) return;
    root.style.setProperty("--brand", colour);
    root.dataset.portal = portal;
  } catch (error) {
    if (error.kind === "auth") throw error;
  }
}

/** Whether a text is a colour as brands are kept: six hexadecimal digits. */
export function isColour(text) {
  return COLOUR.test(text ?? "");
}
