import assert from "node:assert/strict";
import test from "node:test";
import { adopt } from "../lib/i18n.js";
import { spanAt } from "../screens/home.js";

test("A month is held against the same days of the month before, never against more than it has", async (t) => {
  adopt({ businessZone: "UTC" });
  const cases = [
    ["2026-11-21", "2026-11-01", "2026-10-01", "2026-10-21"],
    ["2026-03-31", "2026-03-01", "2026-02-01", "2026-02-28"],
    ["2026-01-01", "2026-01-01", "2025-12-01", "2025-12-01"],
    ["2026-12-31", "2026-12-01", "2026-11-01", "2026-11-30"],
  ];
  for (const [now, month, before, last] of cases) {
    await t.test(now, () => {
      const span = spanAt(now);
      assert.deepEqual([span.month, span.before, span.last], [month, before, last]);
      assert.equal(span.variables.today, now);
      assert.ok(span.variables.until > span.variables.before && span.variables.until <= span.variables.month);
    });
  }
  adopt();
});
