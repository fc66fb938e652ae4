/** Fields with their labels, hints and errors, and the summary that tells how many there are. */
import { h, icon } from "./h.js";
import { t } from "./i18n.js";

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [error]
 * @property {"input" | "textarea"} [tag]
 * @property {any} [after] stands behind the input: a button in the same box
 * @property {string} [key] another one than the id, for a field that takes the place of another with this id
 */

/**
 * One labelled field. Whatever else is given becomes an attribute of the input.
 * @param {Field & Record<string, any>} field
 */
export function field({ id, key = id, label, hint, error, tag = "input", after, ...input }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return h("div", { class: "field", key }, [
    h("label", { class: "field__label", for: id }, label),
    h("div", { class: "field__box" }, [
      h(tag, {
        class: "field__input",
        id,
        name: id,
        "aria-invalid": error ? "true" : null,
        "aria-describedby": described || null,
        ...input,
      }),
      after,
    ]),
    hint && h("p", { class: "field__hint", id: `${id}-hint` }, hint),
    error && h("p", { class: "field__error", id: `${id}-error` }, icon("alert"), error),
  ]);
}

/**
 * A field for a password, with a button that shows what was typed.
 * @param {Field & Record<string, any>} rest
 * @param {boolean} isShown
 * @param {() => void} toggle
 */
export function passwordField(rest, isShown, toggle) {
  const eye = { class: "field__button", type: "button", "aria-pressed": String(isShown), onclick: toggle };
  return field({
    type: isShown ? "text" : "password",
    autocapitalize: "none",
    spellcheck: "false",
    required: true,
    after: h("button", { ...eye, "aria-label": t("signin.show") }, isShown ? t("signin.hide") : t("signin.reveal")),
    ...rest,
  });
}

/** What went wrong with the form as a whole. It takes the focus when it appears. */
export function summary(message) {
  if (!message) return null;
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return h("div", { class: "summary", role: "alert", tabindex: "-1", key: `summary ${message}`, ref: focus }, [
    icon("alert"),
    h("p", null, message),
  ]);
}

/**
 * Sorts a mutation's userErrors by field: the last step of the path `["input", "name"]`.
 * @param {{field: string[] | null, message: string}[]} errors
 * @param {string[]} known the fields that the form shows; every other error is about the form as a whole
 */
export function sortErrors(errors, known) {
  /** @type {Record<string, string>} */
  const fields = {};
  const whole = [];
  for (const { field: path, message } of errors) {
    const name = path?.at(-1);
    if (name && known.includes(name)) fields[name] ??= message;
    else whole.push(message);
  }
  const count = Object.keys(fields).length;
  if (!whole.length && count) whole.push(t("form.errors", { count }));
  return { fields, whole: whole.join(" ") };
}
