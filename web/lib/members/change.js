/** What is asked before a user of a customer's portal is disabled, enabled, invited again or removed. */
import { openDecision } from "../decision.js";
import { t } from "../i18n.js";
import "./dialog-words.js";

const SEND = {
  disable: async (client, input) => (await client.run("disablePortalUser", { input })).disablePortalUser,
  enable: async (client, input) => (await client.run("enablePortalUser", { input })).enablePortalUser,
  reinvite: async (client, input) => (await client.run("reinvitePortalUser", { input })).reinvitePortalUser,
  resetFactor: async (client, input) =>
    (await client.run("resetPortalUserSecondFactor", { input })).resetPortalUserSecondFactor,
  remove: async (client, input) => (await client.run("removePortalUser", { input })).removePortalUser,
};

/** Those whose consequences the server tells first. */
const ASKS = ["disable", "resetFactor", "remove"];

/** @param {{id: string, version: number, name: string}} user */
export function openChange(action, { id, version, name }, { client, ended, onDone }) {
  const asks = ASKS.includes(action);
  const words = {
    title: t(`member.${action}`, { name }),
    yes: t(`member.${action}.yes`),
    text: asks ? "" : t(`member.${action}.text`, { name }),
    same: t("member.same", { name }),
  };
  const send = (confirm) => SEND[action](client, { id, expectedVersion: version, ...(confirm && asks && { confirm }) });
  openDecision({ ...words, send }, { ended, onDone });
}
