/** What administrators may do with several users of the company at once. */
import { bulk } from "../../lib/bulk/selection.js";
import { t } from "../../lib/i18n.js";
import "./bulk-words.js";

/**
 * @param {any} context
 * @param {() => Promise<any>} again brings the list anew
 */
export function usersBulk(context, again) {
  const words = {
    title: (verb, count) => t(`users.bulk.${verb}`, { count }),
    text: (verb, count) => t(`users.bulk.${verb}.text`, { count }),
  };
  return bulk(actionsOf(context), context, words, again);
}

/** As on a user's page: nobody is offered to disable or remove oneself, which the server refuses. */
export function actionsOf({ client, viewer }) {
  const isOther = ({ email }) => email !== viewer.email;
  const input = ({ id, version }, rest) => ({ id, expectedVersion: version, ...rest });
  return [
    {
      verb: "reinvite",
      fits: ({ status }) => status === "INVITED",
      send: async (row, rest) => (await client.run("reinviteUser", { input: input(row, rest) })).reinviteUser,
    },
    {
      verb: "disable",
      fits: ({ status }) => status === "ACTIVE",
      isOffered: isOther,
      asks: true,
      send: async (row, rest) => (await client.run("disableUser", { input: input(row, rest) })).disableUser,
    },
    {
      verb: "enable",
      fits: ({ status }) => status === "DISABLED",
      send: async (row, rest) => (await client.run("enableUser", { input: input(row, rest) })).enableUser,
    },
    {
      verb: "remove",
      fits: () => true,
      isOffered: isOther,
      asks: true,
      send: async (row, rest) => (await client.run("removeUser", { input: input(row, rest) })).removeUser,
    },
  ];
}
