/** Symbols that only the explorer draws, so the page's sprite stays small. Their labels carry the meaning. */
import { h } from "../lib/h.js";

const PATHS = {
  plus: "M12 5v14M5 12h14",
  link:
    "M10 13.5a4 4 0 0 0 6 .4l3-3a4.2 4.2 0 0 0-6-6l-1.6 1.6M14 10.5a4 4 0 0 0-6-.4l-3 3a4.2 4.2 0 0 0 6 6l1.600-1.600",
  prettify: "M4 6h16M8 10.700h9M8 15.300h12M4 20h10",
  download: "M12 4v11M7 10.500l5 5 5-5M4.500 20h15",
  star: "m12 3.500 2.600 5.500 6 .8-4.400 4.100 1.100 6-5.300-2.900-5.300 2.900 1.100-6L3.400 9.800l6-.8z",
  trash: "M4.500 6.500h15M9 6.500V4h6v2.500M6.500 6.500 7.500 20h9l1-13.500M10 10.500v6M14 10.500v6",
  keys: "M3 7h18v10.500H3zM6.500 10.500h.1M10 10.500h.1M14 10.500h.1M17.500 10.500h.1M8 14h8",
  explain: "M12 3.500a5.500 5.500 0 0 0-3.300 9.900c.8.6 1.300 1.500 1.300 2.600h4c0-1.100.5-2 1.300-2.600A5.500 5.500 0 0 0 12 3.500zM10 19h4M11 21.500h2",
  tree: "M5 4v14.500h5M5 9h5M12 7h8v4h-8zM12 16.500h8v4h-8z",
  table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
  text: "M5 5.500h14M5 10h9M5 14.500h14M5 19h6",
};

/** @param {keyof typeof PATHS} name */
export function symbol(name) {
  return h("svg", { class: "icon", "aria-hidden": "true", viewBox: "0 0 24 24", width: 18, height: 18 }, [
    h("path", { d: PATHS[name] }),
  ]);
}
