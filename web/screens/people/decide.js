/**
 * What is asked before a user or a customer is disabled or enabled, or a user removed or taken out of a partnership.
 */
import { openDecision as open } from "../../lib/decision.js";
import { t } from "../../lib/i18n.js";
import "./words.js";

const SEND = {
  disableUser: (client, input) => client.run("disableUser", { input }),
  enableUser: (client, input) => client.run("enableUser", { input }),
  disableCustomer: (client, input) => client.run("disableCustomer", { input }),
  enableCustomer: (client, input) => client.run("enableCustomer", { input }),
  removeUser: (client, input) => client.run("removeUser", { input }),
  resetUserPassword: (client, input) => client.run("resetUserPassword", { input }),
  resetSecondFactor: (client, input) => client.run("resetSecondFactor", { input }),
  removeMembership: (client, input) => client.run("removeMembership", { input }),
};

/**
 * Opens the dialog.
 * @param {keyof typeof SEND} mutation
 * @param {{id: string, version: number, name: string, partnership?: string}} subject the user or customer; or the
 *   place in the partnership so called, with the name of the user
 */
export function openDecision(mutation, { id, version, name, partnership = "" }, { client, ended, onDone }) {
  const asks = !mutation.startsWith("enable");
  const send = async (confirm) => {
    const input = { id, expectedVersion: version, ...(confirm && asks && { confirm }) };
    return (await SEND[mutation](client, input))[mutation];
  };
  const words = {
    title: t(`people.${mutation}`, { name, partnership }),
    yes: t(`people.${mutation}.yes`),
    text: asks ? "" : t(`people.${mutation}.text`, { name }),
    same: t("people.same", { name }),
  };
  open({ ...words, send }, { ended, onDone });
}
