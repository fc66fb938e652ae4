/** The address of a customer, or of one of its tabs. */
export function tabPath(id, tab = "") {
  return `/customers/${encodeURIComponent(id)}${tab && `?tab=${tab}`}`;
}
