/** What is remembered in this browser alone: the theme, and whether single keys are shortcuts. */
import { h, icon } from "./h.js";
import { t } from "./i18n.js";
import { areOn, turn } from "./keys.js";
import { chooseTheme, theme, THEMES } from "./shell.js";
import "./screen-words.js";

/** The content of the card. */
export function device() {
  const option = ([name, symbol]) =>
    h("label", { class: "segment", key: name }, [
      h("input", {
        type: "radio",
        name: "device-theme",
        value: name,
        checked: theme.value === name,
        onchange: () => chooseTheme(name),
      }),
      icon(symbol),
      h("span", null, t(`theme.${name}`)),
    ]);
  return h("div", { class: "settings" }, [
    h("fieldset", { class: "segments" }, h("legend", null, t("theme.title")), h("div", null, THEMES.map(option))),
    h("label", { class: "check" }, [
      h("input", { type: "checkbox", checked: areOn(), onchange: (event) => turn(event.currentTarget.checked) }),
      h("span", null, t("help.switch")),
    ]),
    h("p", { class: "sub" }, t("account.device.text")),
  ]);
}
