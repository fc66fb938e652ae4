/** The list of keyboard shortcuts, and the switch that turns them off. */
import { h, icon, signal } from "./h.js";
import { openDialog } from "./dialog.js";
import { t } from "./i18n.js";
import { areOn, turn } from "./keys.js";
import { placesFor } from "./nav.js";
import { CONTROL } from "./shell.js";
import "./finding-words.js";
import "./screen-words.js";

/** @type {[string[], string][]} */
const EVERYWHERE = [
  [[CONTROL, "K"], "help.find"],
  [["/"], "help.search"],
  [["?"], "help.list"],
  [[CONTROL, "Enter"], "help.run"],
  [[CONTROL, "S"], "help.save"],
  [["Esc"], "help.escape"],
];

/** Shows the list, with the places that the viewer can go to. */
export function showHelp(viewer) {
  const isOn = signal(areOn());
  const set = (event) => {
    turn(event.currentTarget.checked);
    isOn.value = areOn();
  };
  openDialog((close) => view(close, viewer, isOn.value, set), { label: "help-title" });
}

function view(close, viewer, isOn, set) {
  const place = ({ key, name }) => shortcut(["g", key], t("help.go", { place: t(`place.${name}`) }), t("help.then"));
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "help-title" }, t("help.title")),
      h("button", { class: "tool", type: "button", "aria-label": t("help.close"), onclick: close }, icon("close")),
    ]),
    h("h3", { class: "shortcuts__title" }, t("help.everywhere")),
    h("dl", { class: "shortcuts" }, EVERYWHERE.map(([keys, word]) => shortcut(keys, t(word), "+"))),
    h("h3", { class: "shortcuts__title" }, t("help.places")),
    h("dl", { class: "shortcuts" }, placesFor(viewer).map(place)),
    h("label", { class: "check" }, [
      h("input", { type: "checkbox", checked: isOn, onchange: set }),
      h("span", null, t("help.switch")),
    ]),
  ];
}

function shortcut(keys, text, between) {
  const part = (key, index) => [
    index > 0 && h("span", { class: "shortcuts__between" }, between),
    h("kbd", null, key),
  ];
  return h("div", { class: "shortcuts__row" }, [
    h("dt", null, keys.map(part)),
    h("dd", null, text),
  ]);
}
