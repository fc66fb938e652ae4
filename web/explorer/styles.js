/**
 * The explorer brings its own styles: no other screen needs them.
 * @param {string[]} names
 */
export function styles(names) {
  return Promise.all(names.map((name) => {
    const href = new URL(name, import.meta.url).href;
    if (document.querySelector(`link[href="${href}"]`)) return null;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    document.head.append(link);
    return new Promise((resume) => (link.onload = link.onerror = resume));
  }));
}
