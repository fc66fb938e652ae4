/** Runs queries against the portal's API, as the viewer who is signed in. */
import { h } from "../lib/h.js";
import { createDocs } from "./docs.js";
import { firstLook } from "./first.js";
import { createRequest } from "./request.js";
import { createResponse } from "./response.js";
import { createSide } from "./side.js";
import { createSplitter } from "./splitter.js";
import { createTabStrip } from "./tab-strip.js";
import { createToolbar } from "./toolbar.js";
import { createWorkspace } from "./workspace.js";
import { createIsland } from "./island.js";
import { styles } from "./styles.js";

await styles(["explorer.css", "controls.css", "editor.css", "answer.css", "docs.css"]);

export default function explorer(context) {
  const { setTitle, toast, ended } = context;
  const workspace = createWorkspace(context, firstLook(context.viewer));
  let box = null;
  setTitle("Explorer");

  const tell = (text) => toast(text);
  const copy = async (text, what) => {
    await navigator.clipboard.writeText(text);
    tell(`${what} copied.`);
  };
  const docs = createDocs(workspace, {
    copySDL: async () => copy(await sdl(), "Schema"),
    downloadSDL: async () => saveText(await sdl(), "schema.graphql"),
  });
  const side = createSide({ docs });
  const openDocs = (type, member) => (side.show("docs"), docs.open(type, member));
  const request = createRequest(workspace, { ended, openDocs });
  const response = createResponse(workspace, { goTo: request.goTo, toast: tell });
  side.bring(async () => {
    const { createHistory } = await import("./history-view.js");
    return createHistory(workspace, request.restore);
  });

  async function sdl() {
    const { printSchema } = await import("./sdl.js");
    return printSchema(workspace.schema.value.known);
  }

  async function share() {
    const hash = workspace.link();
    globalThis.history.replaceState(globalThis.history.state, "", location.pathname + location.search + hash);
    await copy(location.href, "Link");
  }

  const actions = {
    run: request.run,
    cancel: workspace.cancel,
    explain: request.explain,
    prettify: request.prettify,
    copyQuery: () => copy(workspace.current().query, "Query"),
    share,
    chooseOperation: request.chooseOperation,
    runAs: async () => (await import("./run-as.js")).openRunAs(context, workspace.link()),
    keys: async () => (await import("./keys-dialog.js")).showKeys(),
  };
  const strip = createTabStrip(workspace, request.reload);
  const toolbar = createToolbar(workspace, actions);
  const responsePane = createIsland("div", { class: "pane pane--response" }, response.view);
  const edge = (options) => createSplitter({ ...options, box: () => box });
  const first = edge({
    label: "Width of the request",
    name: "--request",
    value: 36,
    least: 20,
    most: 60,
    direction: 1,
  });
  const second = edge({
    label: "Width of the side panel",
    name: "--side",
    value: 25,
    least: 16,
    most: 45,
    direction: -1,
  });

  function keys(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    const name = `${event.shiftKey ? "Shift+" : ""}${event.altKey ? "Alt+" : ""}${event.key.toLowerCase()}`;
    const perform = isCommand ? COMMANDS[name] : KEYS[name];
    if (!perform || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    perform();
  }

  const KEYS = { f8: request.nextProblem };
  const COMMANDS = {
    "enter": request.run,
    "Shift+p": request.prettify,
    ...(workspace.canExplain && { "Shift+e": request.explain }),
    "Shift+c": actions.copyQuery,
    "d": request.openAtCaret,
    "Alt+k": side.search,
  };
  const attach = (node) => (box = node);

  document.addEventListener("keydown", keys, { signal: ended });
  if (workspace.follow(location.hash)) request.reload();
  workspace.loadSchema();

  return {
    /** Back, Forward or a typed address: another query may stand behind the `#`. */
    move: (url) => workspace.follow(url.hash) && request.reload(),
    view: () =>
      h("div", { class: "explorer" }, [
        h("div", { class: "explorer__head" }, [h("h1", { tabindex: "-1" }, "Explorer"), toolbar()]),
        strip(),
        h("div", { class: "explorer__panes", ref: attach }, [
          request.view(),
          first(),
          responsePane(),
          second(),
          side.view(),
        ]),
      ]),
  };
}

function saveText(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
