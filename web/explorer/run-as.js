/** Whom to run operations as: one searches for a person, and views as them by the portal's own, audited way. */
import { h, icon, signal } from "../lib/h.js";
import { openDialog } from "../lib/dialog.js";
import { viewablePeople } from "./viewable.js";

const PAUSE = 200;
const ROLES = { ADMIN: "Admin", USER: "User", MARKETING: "Marketing", PORTAL: "Portal" };

/**
 * @param {{viewer: any, client: any, ended: AbortSignal}} context
 * @param {string} hash the request in front, as the explorer's address holds it
 */
export function openRunAs({ viewer, client, ended }, hash) {
  const state = signal({ text: "", active: 0, people: /** @type {any[]} */ ([]), note: "", isBusy: true });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let asking = new AbortController();
  let pause = 0;
  /** Enter came before what it chooses: whoever is found first is taken then, and the next dialog says who that is. */
  let isChosen = false;

  async function search(text) {
    asking.abort();
    const mine = (asking = new AbortController());
    try {
      const { people, note } = viewablePeople(await found(client, viewer, text, mine.signal), Date.now());
      if (mine.signal.aborted) return;
      set({ people, note, active: 0, isBusy: false });
      if (isChosen && people.length) choose(people[0]);
      isChosen = false;
    } catch (error) {
      if (!mine.signal.aborted && error.name !== "AbortError") set({ people: [], note: error.message, isBusy: false });
    }
  }

  async function choose(person) {
    dialog.close();
    const { openViewAs } = await import("../lib/viewing.js");
    openViewAs(person, { client, ended }, `/explorer${hash}`);
  }

  const actions = {
    type(event) {
      const text = event.currentTarget.value;
      clearTimeout(pause);
      isChosen = false;
      set({ text, isBusy: true });
      pause = setTimeout(() => search(text.trim()), PAUSE);
    },
    press(event) {
      const { people, active, isBusy } = state.value;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && people.length) {
        event.preventDefault();
        set({ active: (active + step + people.length) % people.length });
        document.getElementById(`person-${state.value.active}`)?.scrollIntoView({ block: "nearest" });
      }
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (isBusy) isChosen = true;
      else if (people[active]) choose(people[active]);
    },
    choose,
  };
  const dialog = openDialog(() => page(state.value, viewer, actions), { label: "run-as-title", look: "palette" });
  dialog.element.addEventListener("click", (event) => event.target === dialog.element && dialog.close());
  ended.addEventListener("abort", dialog.close);
  dialog.ended.addEventListener("abort", () => {
    asking.abort();
    clearTimeout(pause);
  });
  search("");
}

/** The operator finds people by their company, whose consent it takes; an admin the company's own and customers'. */
function found(client, { realm }, text, signal) {
  const filter = text ? { search: text.slice(0, 200) } : {};
  if (realm === "OPERATOR") return client.run("viewableByOperator", { filter }, signal);
  const active = { status: { eq: "ACTIVE" }, role: { in: ["USER", "MARKETING"] } };
  const customers = { status: { eq: "ENABLED" }, ...filter };
  return client.run("viewable", { filter: { ...active, ...filter }, customers, isTyped: text !== "" }, signal);
}

function page(state, { realm }, { type, press, choose }) {
  const { text, active, people, isBusy } = state;
  return [
    h("h2", { class: "visually-hidden", id: "run-as-title" }, "Run as somebody else"),
    h("div", { class: "palette__field" }, [
      icon("search"),
      h("input", {
        ...FIELD,
        "aria-label": realm === "OPERATOR" ? "Company of the person" : "Person or customer",
        placeholder: realm === "OPERATOR" ? "Run as somebody of which company?" : "Run as whom? A person or a customer",
        "aria-activedescendant": people.length ? `person-${active}` : null,
        value: text,
        oninput: type,
        onkeydown: press,
      }),
      isBusy && h("span", { class: "spinner", "aria-hidden": "true" }),
    ]),
    h("div", { class: "palette__list", id: "run-as-list", role: "listbox", "aria-label": "People" }, [
      people.map((person, index) => option(person, index, index === active, choose)),
    ]),
    h("p", { class: "palette__none", role: "status" }, statusOf(state)),
  ];
}

const FIELD = {
  class: "palette__input",
  type: "text",
  role: "combobox",
  autocomplete: "off",
  spellcheck: "false",
  autofocus: true,
  "aria-expanded": "true",
  "aria-controls": "run-as-list",
  "aria-autocomplete": "list",
};

function option(person, index, isActive, choose) {
  return h("div", {
    class: "palette__choice",
    role: "option",
    id: `person-${index}`,
    "aria-selected": String(isActive),
    onclick: () => choose(person),
    key: person.id,
  }, [
    icon("user"),
    h("span", { class: "palette__title" }, person.name),
    h("span", { class: "palette__sub" }, `${ROLES[person.role]}, ${person.sub}`),
  ]);
}

function statusOf({ people, note, isBusy }) {
  if (isBusy) return "Searching…";
  const count = people.length === 1 ? "1 person." : `${people.length || "No"} people.`;
  return [people.length || !note ? count : "", note].filter(Boolean).join(" ");
}
