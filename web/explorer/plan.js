/** PostgreSQL's plans, as EXPLAIN (FORMAT JSON) writes them, cut down to what explains. */

/** What decides which rows a step takes, in the order in which it is told. */
const CONDITIONS = ["Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "Filter", "One-Time Filter"];

/**
 * @typedef {object} Step
 * @property {string} name what it does, such as "Index Scan"
 * @property {string} target what it does it to; empty where nothing is named
 * @property {number} rows how many rows are expected
 * @property {{rows: number, time: string} | null} actual what came of it in all its rounds; null where it didn't run
 * @property {{name: string, text: string}[]} conditions
 * @property {Step[]} children
 */

/**
 * @param {any} plan
 * @returns {{root: Step, cost: number, rows: number, actual: {rows: number, time: string} | null} | null}
 */
export function planOf(plan) {
  const top = plan?.[0]?.Plan;
  if (!top) return null;
  const root = step(top);
  const took = plan[0]["Execution Time"];
  const actual = root.actual && { rows: root.actual.rows, time: milliseconds(took ?? top["Actual Total Time"]) };
  return { root, cost: top["Total Cost"] ?? 0, rows: root.rows, actual };
}

function step(node) {
  const rounds = node["Actual Loops"];
  const actual = rounds === undefined ? null : {
    rows: Math.round(node["Actual Rows"] * rounds),
    time: milliseconds((node["Actual Total Time"] ?? 0) * rounds),
  };
  return {
    name: node["Node Type"],
    target: [node["Subplan Name"], node["Index Name"] ?? node["Relation Name"], node.Alias].filter(isNew).join(" "),
    rows: node["Plan Rows"] ?? 0,
    actual,
    conditions: CONDITIONS.filter((name) => node[name]).map((name) => ({ name, text: node[name] })),
    children: (node.Plans ?? []).map(step),
  };
}

const isNew = (name, index, all) => name && all.indexOf(name) === index;
const milliseconds = (time) => (time < 10 ? time.toFixed(2) : String(Math.round(time)));
