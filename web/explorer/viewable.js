/** The people that were found whom one may view as, of what the server answered. Pure. */

/** @param {any} data @param {number} now milliseconds since 1970 */
export function viewablePeople({ users, customers, organizations }, now) {
  if (users) {
    const ofPortals = (customers?.nodes ?? []).flatMap(ofPortal);
    return { people: [...users.nodes.map(ofOwnCompany), ...ofPortals], note: more(users) };
  }
  const allows = ({ supportAccessUntil: until }) => Boolean(until) && Date.parse(until) > now;
  const open = organizations.nodes.filter(allows);
  const closed = organizations.nodes.filter((company) => !allows(company)).map(({ name }) => name);
  const people = open.flatMap(({ name, users: { nodes } }) => nodes.map((user) => ({ ...user, sub: name })));
  return { people, note: [refused(closed), more(organizations)].filter(Boolean).join(" ") };
}

const ofOwnCompany = (user) => ({ ...user, sub: user.email });
const ofPortal = ({ name, portal }) =>
  portal?.enabled ? portal.users.nodes.map((user) => ({ ...user, role: "PORTAL", sub: name })) : [];

/** What consent is missing, of the companies that the text fits. */
function refused(names) {
  if (!names.length) return "";
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? " and others" : ""} `
    + (names.length === 1 ? "allows no access by the operator." : "allow no access by the operator.");
}

const more = ({ nodes, totalCount }) => (totalCount > nodes.length ? "There are more: type on." : "");
