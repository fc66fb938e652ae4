/** Cuts GraphQL and JSON text into coloured pieces, a line at a time, and never fails: it colours what people type. */

/**
 * @typedef {object} Token
 * @property {string} kind `keyword name type variable directive number string comment punctuation plain`
 * @property {string} text
 */

const KEYWORDS = new Set(["query", "mutation", "subscription", "fragment", "on", "true", "false", "null"]);
const GRAPHQL = new RegExp(
  [
    String.raw`(?<blank>[\s,\uFEFF]+)`,
    String.raw`(?<comment>#.*)`,
    String.raw`(?<block>""")`,
    String.raw`(?<string>"(?:[^"\\]|\\.)*"?)`,
    String.raw`(?<variable>\$[_A-Za-z]\w*)`,
    String.raw`(?<directive>@[_A-Za-z]\w*)`,
    String.raw`(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`(?<name>[_A-Za-z]\w*)`,
    String.raw`(?<punctuation>\.\.\.|[!$&():=@[\]{|}])`,
    String.raw`(?<plain>.)`,
  ].join("|"),
  "uy",
);
const BLOCK_END = /(?:[^"\\]|\\"""|\\|"(?!""))*("""|$)/uy;
const JSON_TEXT = new RegExp(
  [
    String.raw`(?<blank>\s+)`,
    String.raw`(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))`,
    String.raw`(?<string>"(?:[^"\\]|\\.)*"?)`,
    String.raw`(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`(?<keyword>true|false|null)`,
    String.raw`(?<punctuation>[\[\]{},:])`,
    String.raw`(?<plain>.)`,
  ].join("|"),
  "uy",
);

/**
 * One line of GraphQL.
 * @param {string} line
 * @param {boolean} isInBlock whether the line begins inside a block string
 * @returns {{tokens: Token[], isInBlock: boolean}} and whether the next line does
 */
export function lexLine(line, isInBlock = false) {
  const tokens = [];
  let at = 0;
  let inside = isInBlock;
  while (at < line.length) {
    if (inside) {
      const [text, end] = stick(BLOCK_END, line, at);
      tokens.push({ kind: "string", text });
      at += text.length;
      if (end === "") break;
      inside = false;
      continue;
    }
    const token = next(GRAPHQL, line, at);
    at += token.text.length;
    if (token.kind === "block") {
      tokens.push({ kind: "string", text: token.text });
      inside = true;
    } else tokens.push(named(token, tokens));
  }
  return { tokens, isInBlock: inside };
}

/** One line of JSON. A key is a `name`. */
export function lexJSONLine(line) {
  const tokens = [];
  for (let at = 0; at < line.length;) {
    const { kind, text } = next(JSON_TEXT, line, at);
    tokens.push({ kind: kind === "key" ? "name" : kind === "blank" ? "plain" : kind, text });
    at += text.length;
  }
  return { tokens, isInBlock: false };
}

function next(pattern, line, at) {
  const { groups } = stick(pattern, line, at);
  const [kind, text] = Object.entries(groups).find(([, value]) => value !== undefined);
  return { kind, text };
}

function stick(pattern, line, at) {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

/** A name's colour depends on what stands before it: `on` and `:` lead to types, in so far as they begin so. */
function named(token, before) {
  if (token.kind === "blank") return { kind: "plain", text: token.text };
  if (token.kind !== "name") return token;
  if (KEYWORDS.has(token.text)) return { kind: "keyword", text: token.text };
  const last = before.findLast(({ kind, text }) => kind !== "plain" || text.trim());
  const isAfterOn = last?.text === "on";
  const isType = /^[A-Z]/.test(token.text) && (isAfterOn || [":", "["].includes(last?.text));
  return { kind: isType ? "type" : "name", text: token.text };
}
