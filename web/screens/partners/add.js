/** The dialog in which the operator adds a partner: the company, its partnerships, and its first administrator. */
import { h, icon } from "../../lib/h.js";
import { t } from "../../lib/i18n.js";
import "../settings-words.js";
import { openForm, zones } from "./form.js";

const KINDS = ["MSSP", "RESELLER", "LEAD_BUYER"];
/** What a kind begins with; a lead buyer has no reporting periods that anybody asks for. */
const DAYS = { MSSP: "26", RESELLER: "1" };

/** Opens the dialog. */
export function openAddition({ client, ended, setGuard, onSaved }) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const kinds = KINDS.map((kind) => [
    [kind, false],
    [`${kind}.name`, t(`partnership.type.${kind}`)],
    [`${kind}.currency`, "EUR"],
    ...(DAYS[kind] ? [[`${kind}.periodAnchorDay`, DAYS[kind]]] : []),
  ]);
  const values = { name: "", legalName: "", vatId: "", timeZone, "admin.name": "", "admin.email": "" };
  openForm({
    title: t("partnerform.add"),
    submit: t("partnerform.add.yes"),
    values: { ...values, ...Object.fromEntries(kinds.flat()), partnerships: "" },
    content: (form) => content(form, timeZone),
    missing: (values) => (chosen(values).length ? null : { partnerships: t("partnerform.kinds.needed") }),
    nameOf,
    send: async (values, { idempotencyKey }) =>
      (await client.run("createPartner", { input: { ...inputOf(values), idempotencyKey } })).createPartner,
  }, { ended, setGuard, onSaved: ({ organization }, values) => onSaved(organization, values["admin.name"].trim()) });
}

const chosen = (values) => KINDS.filter((kind) => values[kind]);

/** What the API is asked for; what was left empty isn't sent. */
export function inputOf(values) {
  const text = (name) => values[name].trim();
  return {
    name: text("name"),
    ...(text("legalName") && { legalName: text("legalName") }),
    ...(text("vatId") && { vatId: text("vatId") }),
    timeZone: values.timeZone,
    partnerships: chosen(values).map((type) => ({
      type,
      name: text(`${type}.name`),
      currency: text(`${type}.currency`),
      ...(DAYS[type] && { periodAnchorDay: Math.trunc(Number(values[`${type}.periodAnchorDay`])) || 0 }),
    })),
    admin: { name: text("admin.name"), email: text("admin.email") },
  };
}

/** The field that an error is about: a partnership is named by its place among those chosen. */
export function nameOf(path, values) {
  const [first, place, ...rest] = path;
  return first === "partnerships" && rest.length ? [chosen(values)[Number(place)], ...rest].join(".") : path.join(".");
}

function content(form, timeZone) {
  const { values, errors, text, select } = form;
  const fault = errors.partnerships;
  return [
    text("name", t("partnerform.name"), { required: true, autofocus: true }),
    text("legalName", t("partnerform.legal"), { hint: t("partnerform.optional") }),
    text("vatId", t("partnerform.vat"), { hint: t("partnerform.optional"), maxlength: 40 }),
    select("timeZone", t("partnerform.zone"), zones(timeZone)),
    group("kinds", fault, [
      KINDS.map((kind) => [form.check(kind, t(`partnership.type.${kind}`)), values[kind] && terms(kind, form)]),
      fault && h("p", { class: "field__error", id: "kinds-error" }, icon("alert"), fault),
    ]),
    group("admin", "", [
      text("admin.name", t("partnerform.person"), { required: true }),
      text("admin.email", t("partnerform.email"), { required: true, type: "email", inputmode: "email", maxlength: 254 }),
    ]),
  ];
}

/** Fields that belong together, below a heading and what it's about. */
function group(name, fault, content) {
  const described = fault ? `${name}-hint ${name}-error` : `${name}-hint`;
  const look = { class: "terms", role: "group", "aria-labelledby": `${name}-label`, "aria-describedby": described };
  return h("div", { ...look, key: name }, [
    h("h3", { id: `${name}-label` }, t(`partnerform.${name}`)),
    h("p", { class: "field__hint", id: `${name}-hint` }, t(`partnerform.${name}.text`)),
    content,
  ]);
}

function terms(kind, { text }) {
  const name = t(`partnership.type.${kind}`);
  return h("div", { class: "terms terms--inner", role: "group", "aria-label": name, key: `${kind}-terms` }, [
    text(`${kind}.name`, t("partnerform.called"), { required: true }),
    text(`${kind}.currency`, t("partnerform.currency"), {
      required: true,
      hint: t("partnerform.currency.text"),
      maxlength: 3,
    }),
    DAYS[kind] && text(`${kind}.periodAnchorDay`, t("partnerform.day"), {
      required: true,
      hint: t("partnerform.day.text"),
      inputmode: "numeric",
      maxlength: 2,
    }),
  ]);
}
