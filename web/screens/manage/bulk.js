/** What administrators may do with several customers and their portals at once. */
import { bulk } from "../../lib/bulk/selection.js";
import { t } from "../../lib/i18n.js";
import "./bulk-words.js";

/**
 * @param {any} context
 * @param {() => Promise<any>} again brings the list anew
 */
export function customersBulk(context, again) {
  const words = {
    title: (verb, count) => t(`manage.bulk.${verb}`, { count }),
    text: (verb, count) => t(`manage.bulk.${verb}.text`, { count }),
  };
  return bulk(actionsOf(context), context, words, again);
}

/** As in the rows themselves: a portal follows its customer, and only those of managed services have one. */
export function actionsOf({ client }) {
  const ofCustomer = ({ id, version }, rest) => ({ id, expectedVersion: version, ...rest });
  const ofPortal = ({ id, portal }, rest) => ({ customerId: id, expectedVersion: portal?.version, ...rest });
  return [
    {
      verb: "portalOn",
      fits: ({ status, partnership, portal }) =>
        status === "ENABLED" && partnership.type === "MSSP" && !portal?.enabled,
      send: async (row, rest) =>
        (await client.run("enableCustomerPortal", { input: ofPortal(row, rest) })).enableCustomerPortal,
    },
    {
      verb: "portalOff",
      fits: ({ portal }) => Boolean(portal?.enabled),
      asks: true,
      send: async (row, rest) =>
        (await client.run("disableCustomerPortal", { input: ofPortal(row, rest) })).disableCustomerPortal,
    },
    {
      verb: "disable",
      fits: ({ status }) => status === "ENABLED",
      asks: true,
      send: async (row, rest) =>
        (await client.run("disableCustomer", { input: ofCustomer(row, rest) })).disableCustomer,
    },
    {
      verb: "enable",
      fits: ({ status }) => status === "DISABLED",
      send: async (row, rest) => (await client.run("enableCustomer", { input: ofCustomer(row, rest) })).enableCustomer,
    },
  ];
}
