/** What may be done with several users of a customer's portal at once, by the partner's staff or its administrator. */
import { bulk } from "../bulk/selection.js";
import { t } from "../i18n.js";
import "./bulk-words.js";

/**
 * @param {any} context
 * @param {() => string | undefined} adminOf the id of the portal's administrator, who stays
 * @param {() => Promise<any>} again brings the list anew
 */
export function membersBulk(context, adminOf, again) {
  const words = {
    title: (verb, count) => t(`members.bulk.${verb}`, { count }),
    text: (verb, count) => t(`members.bulk.${verb}.text`, { count }),
  };
  return bulk(actionsOf(context, adminOf), context, words, again);
}

/** As in the rows themselves: nobody is offered to disable or remove the administrator, which the server refuses. */
export function actionsOf({ client }, adminOf) {
  const isOther = ({ id }) => id !== adminOf();
  const input = ({ id, version }, rest) => ({ id, expectedVersion: version, ...rest });
  return [
    {
      verb: "reinvite",
      fits: ({ state }) => state === "UNCONFIRMED",
      send: async (row, rest) =>
        (await client.run("reinvitePortalUser", { input: input(row, rest) })).reinvitePortalUser,
    },
    {
      verb: "disable",
      fits: ({ state }) => state === "ENABLED",
      isOffered: isOther,
      asks: true,
      send: async (row, rest) => (await client.run("disablePortalUser", { input: input(row, rest) })).disablePortalUser,
    },
    {
      verb: "enable",
      fits: ({ state }) => state === "DISABLED",
      send: async (row, rest) => (await client.run("enablePortalUser", { input: input(row, rest) })).enablePortalUser,
    },
    {
      verb: "remove",
      fits: () => true,
      isOffered: isOther,
      asks: true,
      send: async (row, rest) => (await client.run("removePortalUser", { input: input(row, rest) })).removePortalUser,
    },
  ];
}
