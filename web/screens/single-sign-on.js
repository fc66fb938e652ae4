/** Where administrators say where their people, and those of customers' portals, sign in elsewhere. */
import { h, icon } from "../lib/h.js";
import { bones, card, facts } from "../lib/detail.js";
import { t } from "../lib/i18n.js";
import { loaded } from "../lib/loaded.js";
import { badge } from "../lib/table.js";
import { domainBadge } from "./federation/domain-state.js";
import { copied } from "./portal-address.js";
import "./federation/words.js";

export default function singleSignOn(context) {
  const { client, ended, setTitle, toast, viewer } = context;
  setTitle(t("federation.title"));
  const part = loaded({ ask, view: (found) => providers(found, actions) }, ended);
  // Whoever views as somebody else changes nothing.
  const mayChange = !viewer.impersonator;

  async function ask() {
    const nodes = [];
    let after = null;
    do {
      const { identityProviders: page } = await client.query("identityProviders", after ? { after } : {});
      nodes.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return nodes;
  }

  async function settled(message) {
    toast(message);
    part.change(await ask());
    document.querySelector("h1")?.focus();
  }

  const actions = {
    mayChange,
    async edit(provider, isOfPortal) {
      const { openProvider } = await import("./federation/edit.js");
      const onSaved = (name) => settled(t("federation.saved", { name }));
      openProvider({ provider, isOfPortal }, { ...context, onSaved });
    },
    async remove({ id, name, version }) {
      const { openDecision } = await import("../lib/decision.js");
      const send = async (confirm) => {
        const input = { id, confirm, expectedVersion: version };
        return (await client.run("removeIdentityProvider", { input })).removeIdentityProvider;
      };
      const onDone = () => settled(t("federation.removed", { name }));
      openDecision({ title: t("federation.remove.of", { name }), yes: t("federation.remove"), send }, { ended, onDone });
    },
    async copy() {
      const isDone = await copied(address());
      toast(isDone ? t("federation.copied") : t("federation.uncopied"), { isError: !isDone });
    },
  };

  return { ready: () => part.ready, view: () => page(part, actions) };
}

/** Where issuers send people back to. */
function address() {
  return `${location.origin}/single-sign-on`;
}

function page(part, { mayChange, edit, copy }) {
  const add = (isOfPortal) => () => edit(null, isOfPortal);
  const button = (word, onclick) => h("button", { class: "button", type: "button", onclick }, t(word));
  const hasOwn = part.data?.some(({ portal }) => !portal);
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [h("h1", { tabindex: "-1" }, t("federation.title"))]),
    h("p", { class: "lead" }, t("federation.text")),
    card("redirect", t("federation.redirect"), h("div", { class: "card__form" }, [
      h("p", null, h("code", null, address())),
      h("div", { class: "card__buttons" }, [
        h("button", { class: "button", type: "button", onclick: copy }, icon("copy"), t("federation.copy")),
        mayChange && part.data && !hasOwn && button("federation.add", add(false)),
        mayChange && part.data && button("federation.add.portal", add(true)),
      ]),
    ])),
    part.view() ?? h("div", { class: "card" }, bones()),
  ]);
}

function providers(found, actions) {
  if (!found.length) {
    const text = h("p", { class: "sub" }, t("federation.empty.text"));
    return card("empty", t("federation.empty"), h("div", { class: "card__form" }, text));
  }
  return h("div", { class: "halves" }, found.map((provider) => item(provider, actions)));
}

function item(provider, { mayChange, edit, remove }) {
  const { id, name, issuer, clientId, enabled, createsUsers, portal, domains } = provider;
  const whose = portal ? t("federation.portal", { customer: portal.customer?.name ?? portal.slug }) : t("federation.company");
  const tool = (word, onclick) =>
    h("button", { class: "button", type: "button", "aria-label": t(`${word}.of`, { name }), onclick }, t(word));
  const list = domains.nodes.map((domain) =>
    h("li", { key: domain.id }, [domain.name, " ", domainBadge(domain.status)])
  );
  const content = [
    facts([
      [t("federation.issuer"), issuer],
      [t("federation.client"), clientId],
      [t("federation.creates"), t(`federation.creates.${createsUsers}`)],
      [t("federation.domains"), list.length ? h("ul", { class: "lines" }, list) : t("federation.domains.none")],
    ]),
    h("div", { class: "card__form" }, [
      h("p", { class: "sub" }, [badge(t(enabled ? "federation.on" : "federation.off"), enabled ? "good" : ""), " ", whose]),
      !portal && enabled && h("p", { class: "sub" }, t("federation.try")),
      mayChange && h("div", { class: "card__buttons" }, [
        tool("federation.edit", () => edit(provider, Boolean(portal))),
        tool("federation.remove", () => remove(provider)),
      ]),
    ]),
  ];
  return h("div", { key: id }, card(`provider-${id}`, name, content));
}
