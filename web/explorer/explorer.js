import { h } from "../lib/h.js";
export default ({setTitle}) => { setTitle("Explorer"); return { view: () => h("h1", {tabindex:"-1"}, "Explorer") }; }
