/** Everything the explorer knows and can do, without a single element: requests, answers, problems, history, schema. */
import { signal } from "../lib/h.js";
import * as documents from "../queries.js";
import { operationAt, parse } from "./parse.js";
import * as log from "./history.js";
import { decodeLink, encodeLink } from "./link.js";
import { check, explain, send } from "./run.js";
import { readSchema } from "./schema.js";
import { createStore } from "./store.js";
import * as tabbing from "./tabs.js";
import { offsetOf, pieceAt } from "./tokens.js";
import { checkVariables, readHeaders, readVariables } from "./variables.js";
import { warningsOf } from "./warnings.js";

const PAUSE = 300;
/** To whom the server explains requests, and who may view as somebody else. */
const TRUSTED = ["OPERATOR", "ADMIN"];

/**
 * @param {any} context the screen's
 * @param {{query: string, variables: string}} first what a newcomer finds
 */
export function createWorkspace({ realm, client, viewer, ended, announce }, first) {
  const store = createStore(viewer, { session: sessionStorage, local: localStorage });
  const saved = store.load();
  const tabs = signal(restore(saved?.tabs) ?? tabbing.firstTab(first.query, first.variables));
  const entries = signal(Array.isArray(saved?.history) ? saved.history.filter(isEntry) : []);
  const answers = signal(/** @type {Map<number, any>} */ (new Map()));
  const schema = signal(/** @type {any} */ ({ known: null, message: "Loading the schema…" }));
  const problems = signal({ text: "", query: [], variables: [], headers: "", isChecking: false, isChecked: false });
  const caret = signal(0);
  const underway = new Map();
  let checking = new AbortController();
  let waiting = 0;
  let saving = 0;

  const current = () => tabbing.currentOf(tabs.value);
  const isRunning = () => answers.value.get(current().id)?.isRunning ?? false;
  const operations = () => read(current().query).operations;
  const chosen = () => operationAt(operations(), caret.value);

  function save() {
    clearTimeout(saving);
    saving = setTimeout(saveNow, PAUSE);
  }

  function saveNow() {
    clearTimeout(saving);
    store.save({ tabs: tabs.value, history: entries.value });
  }

  function setTabs(next) {
    tabs.value = next;
    save();
  }

  function setEntries(next) {
    entries.value = next;
    save();
  }

  function edit(changes) {
    setTabs(tabbing.update(tabs.value, changes));
    look();
  }

  /** Looks at what was typed, a moment after the last key; the server's validator has the last word. */
  function look(pause = PAUSE) {
    clearTimeout(waiting);
    checking.abort();
    waiting = setTimeout(lookNow, pause);
  }

  async function lookNow() {
    const { id, query } = current();
    const local = localProblems();
    problems.value = { ...local, isChecking: true, isChecked: false };
    const mine = (checking = new AbortController());
    if (!query.trim()) return void (problems.value = { ...local, query: [], isChecking: false, isChecked: false });
    const headers = readHeaders(current().headers).value;
    const found = await check({ query, headers, realm, signal: mine.signal }).catch(() => null);
    if (mine.signal.aborted || ended.aborted || id !== current().id) return;
    const errors = found?.map((error) => placed(error, query));
    const warnings = local.query.filter(({ severity }) => severity === "warning");
    const all = errors ? [...errors, ...warnings] : local.query;
    problems.value = { ...local, query: all, isChecking: false, isChecked: found !== null };
  }

  function localProblems() {
    const { query, variables, headers } = current();
    const { problem } = read(query);
    const { known } = schema.value;
    return {
      text: query,
      query: [...(problem ? [{ ...problem, severity: "error" }] : []), ...(known ? warningsOf(query, known) : [])],
      variables: checkVariables(variables, problem ? null : chosen(), known),
      headers: readHeaders(headers).problem,
    };
  }

  async function run() {
    const tab = current();
    const name = operationName();
    const outcome = await ask((request) => {
      setTabs(tabbing.update(tabs.value, { ran: request.query }));
      return attempt(() => send(request).then((answer) => ({ answer })));
    });
    if (outcome?.answer) keep(tab, outcome.answer, name);
  }

  const operationName = () => (operations().length > 1 ? chosen()?.name ?? null : null);

  /** Sends what stands in the editors; tells what came of it, unless something newer was asked. */
  async function ask(perform) {
    const tab = current();
    const variables = readVariables(tab.variables);
    const headers = readHeaders(tab.headers);
    if (variables.problem || headers.problem) return void (problems.value = { ...problems.value, ...localProblems() });
    if (!tab.query.trim()) return;
    underway.get(tab.id)?.abort();
    const mine = new AbortController();
    underway.set(tab.id, mine);
    put(tab.id, { ...answers.value.get(tab.id), isRunning: true, message: "" });
    const request = { query: tab.query, variables: variables.value, headers: headers.value };
    const outcome = await perform({ ...request, operationName: operationName(), realm, signal: mine.signal });
    if (underway.get(tab.id) !== mine || ended.aborted) return;
    underway.delete(tab.id);
    put(tab.id, { ...outcome, query: tab.query, isRunning: false });
    return outcome;
  }

  /** What the request would do stands where its answer would. */
  const explained = (isMeasured = false) => ask((request) => attempt(() => explain({ ...request, isMeasured })));

  function put(id, outcome) {
    answers.value = new Map(answers.value).set(id, outcome);
  }

  function keep({ query, variables, headers }, { time, errors, status }, operationName) {
    const isFine = errors.length === 0 && status < 300;
    const entry = { id: crypto.randomUUID?.() ?? String(Date.now()), query, variables, headers, operationName };
    setEntries(log.remember(entries.value, { ...entry, time, isFine, at: Date.now() }));
  }

  /** Gives objects without a selection a small one. Tells the text, where it has changed. */
  async function filled() {
    const { known } = schema.value;
    // Without a connection nothing comes, and the run that follows says so.
    const module = known && await import("./fill.js").catch(() => null);
    if (!module) return null;
    const { text, count } = module.fillLeaves(current().query, known);
    if (count) announce(count === 1 ? "One selection was added." : `${count} selections were added.`);
    return count ? text : null;
  }

  /** With headers in the editor, the schema is that of whoever they stand for: an API key sees another one. */
  function introspected() {
    const headers = readHeaders(current().headers).value;
    return Object.keys(headers).length ? introspectAs(headers, realm) : client.query("introspection");
  }

  async function loadSchema() {
    schema.value = { ...schema.value, message: "Loading the schema…" };
    try {
      schema.value = { known: readSchema((await introspected()).__schema), message: "" };
    } catch (error) {
      if (error.kind !== "auth") schema.value = { ...schema.value, message: error.message };
    }
    look(0);
  }

  /** Brings what an address holds to the front: never runs it. */
  function follow(hash) {
    const link = decodeLink(hash);
    if (!link) return false;
    const isSame = (tab) => tab.query === link.query && tab.variables.trim() === link.variables.trim();
    const there = tabs.value.list.find(isSame);
    setTabs(there ? tabbing.select(tabs.value, there.id) : tabbing.open(tabs.value, { ...link, ran: link.query }));
    return true;
  }

  ended.addEventListener("abort", () => {
    saveNow();
    clearTimeout(waiting);
    checking.abort();
    for (const controller of underway.values()) controller.abort();
  });
  addEventListener("pagehide", saveNow, { signal: ended });

  return {
    tabs,
    entries,
    answers,
    schema,
    problems,
    caret,
    store,
    current,
    isRunning,
    operations,
    chosen,
    edit,
    look,
    run,
    explained,
    filled,
    loadSchema,
    follow,
    setTabs,
    setEntries,
    canRunAs: TRUSTED.includes(viewer.role) && !viewer.impersonator,
    canExplain: TRUSTED.includes(viewer.role),
    outcome: () => answers.value.get(current().id) ?? {},
    cancel: () => underway.get(current().id)?.abort(),
    link: () => encodeLink({ ...current(), operationName: operations().length > 1 ? chosen()?.name : null }),
  };
}

async function attempt(perform) {
  try {
    return { answer: null, message: "", ...await perform() };
  } catch (error) {
    const message = error.name === "AbortError" ? "Cancelled." : "The server can't be reached.";
    return { answer: null, message };
  }
}

let last = { text: "", found: parse("") };

/** A document as it was read last: toolbar, tabs and checks ask for the same one. */
function read(text) {
  if (text !== last.text) last = { text, found: parse(text) };
  return last.found;
}

async function introspectAs(headers, realm) {
  const { body, errors, status } = await send({ query: documents.introspection.text, headers, realm });
  if (body?.data) return body.data;
  throw new Error(errors[0]?.message ?? `The server answered ${status}.`);
}

function placed({ message, line, column }, query) {
  return { message, severity: "error", ...pieceAt(query, offsetOf(query, { line, column })) };
}

/** Tabs as they were kept. Whatever isn't what we wrote counts as nothing. */
function restore(tabs) {
  const isTab = ({ id, query, variables }) =>
    Number.isInteger(id) && [query, variables].every((one) => typeof one === "string");
  if (!Array.isArray(tabs?.list) || !tabs.list.length || !tabs.list.every((tab) => tab && isTab(tab))) return null;
  const list = tabs.list.map((tab) => ({ operationName: null, ran: "", ...tab, headers: "" }));
  const next = Math.max(...list.map(({ id }) => id)) + 1;
  return { list, next, current: list.some(({ id }) => id === tabs.current) ? tabs.current : list[0].id };
}

const isEntry = (entry) => [entry?.id, entry?.query, entry?.variables].every((one) => typeof one === "string");
