/** The dialogs in which the operator changes a partner, its partnerships and its users. */
import { openDecision } from "../../lib/decision.js";
import { t } from "../../lib/i18n.js";
import "../settings-words.js";
import { openForm, zones } from "./form.js";

const KINDS = ["MSSP", "RESELLER", "LEAD_BUYER"];
const ROLES = ["ADMIN", "USER", "MARKETING", "NOTIFICATIONS"];
const kinds = () => KINDS.map((kind) => [kind, t(`partnership.type.${kind}`)]);

/** What the company is called. */
export function openPartner({ id, version, name, legalName, vatId }, { client, ...surroundings }) {
  openForm({
    title: t("partnerform.edit", { name }),
    submit: t("partnerform.save"),
    values: { name, legalName: legalName ?? "", vatId: vatId ?? "" },
    content: ({ text }) => [
      text("name", t("partnerform.name"), { required: true, autofocus: true }),
      text("legalName", t("partnerform.legal"), { hint: t("partnerform.optional") }),
      text("vatId", t("partnerform.vat"), { hint: t("partnerform.optional"), maxlength: 40 }),
    ],
    send: async (values, { idempotencyKey }) => {
      const [legalName, vatId] = [values.legalName.trim() || null, values.vatId.trim() || null];
      const input = { id, expectedVersion: version, name: values.name.trim(), legalName, vatId, idempotencyKey };
      return (await client.run("updatePartner", { input })).updatePartner;
    },
  }, surroundings);
}

/** Another partnership of the company. */
export function openNewPartnership({ id, name, timeZone }, { client, ...surroundings }) {
  openForm({
    title: t("partnerform.partnership", { name }),
    submit: t("partnerform.partnership.yes"),
    values: { type: "MSSP", name: "", currency: "EUR", timeZone, periodAnchorDay: "1" },
    content: ({ text, select }) => [
      select("type", t("partnerform.kind"), kinds(), t("partnerform.kind.text")),
      text("name", t("partnerform.called"), { required: true, autofocus: true }),
      text("currency", t("partnerform.currency"), { required: true, hint: t("partnerform.currency.text"), maxlength: 3 }),
      select("timeZone", t("partnerform.zone"), zones(timeZone)),
      text("periodAnchorDay", t("partnerform.day"), {
        required: true,
        hint: t("partnerform.day.text"),
        inputmode: "numeric",
        maxlength: 2,
      }),
    ],
    send: async ({ name, currency, ...values }, { idempotencyKey }) => {
      const periodAnchorDay = Math.trunc(Number(values.periodAnchorDay)) || 0;
      const texts = { name: name.trim(), currency: currency.trim() };
      const input = { organizationId: id, ...values, ...texts, periodAnchorDay, idempotencyKey };
      return (await client.run("createPartnership", { input })).createPartnership;
    },
  }, surroundings);
}

/** What a partnership is called, and whether it goes on. */
export function openPartnership({ id, version, name, status }, { client, ...surroundings }) {
  const states = ["ACTIVE", "ENDED"].map((one) => [one, t(`partnership.status.${one}`)]);
  openForm({
    title: t("partnerform.edit", { name }),
    submit: t("partnerform.save"),
    values: { name, status },
    content: ({ text, select }) => [
      text("name", t("partnerform.called"), { required: true, autofocus: true }),
      select("status", t("partnerform.status"), states),
    ],
    send: async (values, more) => {
      const input = { id, expectedVersion: version, name: values.name.trim(), status: values.status, ...more };
      return (await client.run("updatePartnership", { input })).updatePartnership;
    },
  }, surroundings);
}

/** A further administrator of the company. */
export function openInvitation({ id, name }, { client, ...surroundings }) {
  openForm({
    title: t("partnerform.invite", { name }),
    submit: t("partnerform.invite.yes"),
    values: { name: "", email: "" },
    content: ({ text }) => [
      text("name", t("partnerform.person"), { required: true, autofocus: true }),
      text("email", t("partnerform.email"), { required: true, type: "email", inputmode: "email", maxlength: 254 }),
    ],
    send: async ({ name, email }, { idempotencyKey }) => {
      const input = { organizationId: id, name: name.trim(), email: email.trim(), idempotencyKey };
      return (await client.run("invitePartnerAdmin", { input })).invitePartnerAdmin;
    },
  }, surroundings);
}

/** A user's name and role, and another e-mail for who hasn't confirmed theirs, which the operator isn't shown (K6). */
export function openUser({ id, version, name, role, status }, { client, ...surroundings }) {
  const isInvited = status === "INVITED";
  openForm({
    title: t("partnerform.user", { name }),
    submit: t("partnerform.save"),
    values: { name, email: "", role },
    content: ({ text, select }) => [
      text("name", t("partnerform.name"), { required: true, autofocus: true }),
      isInvited && text("email", t("partnerform.email.other"), {
        hint: t("partnerform.email.invited"),
        type: "email",
        inputmode: "email",
        maxlength: 254,
      }),
      select("role", t("partnerform.role"), ROLES.map((one) => [one, t(`role.${one}`)])),
    ],
    send: async (values, more) => {
      const address = values.email.trim() && { email: values.email.trim() };
      const input = { id, expectedVersion: version, name: values.name.trim(), role: values.role, ...address, ...more };
      return (await client.run("updateUser", { input })).updateUser;
    },
  }, surroundings);
}

/** Asks before a partner is suspended, with what the server says comes of it, or reopened. */
export function openSwitch(mutation, { id, version, name }, { client, ended, onDone }) {
  const input = { id, expectedVersion: version };
  const send = {
    suspendPartner: async (confirm) =>
      (await client.run("suspendPartner", { input: { ...input, confirm } })).suspendPartner,
    reopenPartner: async () => (await client.run("reopenPartner", { input })).reopenPartner,
  };
  openDecision({
    title: t(`partnerform.${mutation}`, { name }),
    yes: t(`partnerform.${mutation}.yes`),
    text: mutation === "reopenPartner" ? t("partnerform.reopenPartner.text", { name }) : "",
    same: t("partnerform.same", { name }),
    send: send[mutation],
  }, { ended, onDone });
}
