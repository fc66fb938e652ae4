/** The keys' address, and what each state asks for. */
import assert from "node:assert/strict";
import test from "node:test";
import { readAddress, variablesOf, writeAddress } from "../screens/api-keys.js";

const read = (text) => readAddress(new URLSearchParams(text));

test("The state stands in the address, and one that there isn't is dropped", () => {
  assert.equal(writeAddress(read("state=GRACE&sort=NAME")), "/settings/api-keys?state=GRACE&sort=NAME");
  assert.equal(writeAddress(read("state=LOST&sort=SECRET")), "/settings/api-keys");
});

test("Every key is of the one state that asks for it", () => {
  const [past, future] = ["2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"];
  const holds = (filter, key) =>
    Object.entries(filter).every(([name, value]) => {
      if (name === "and") return value.every((one) => holds(one, key));
      if (name === "or") return value.some((one) => holds(one, key));
      return Object.entries(value).every(([sign, limit]) => {
        if (sign === "isNull") return (key[name] === null) === limit;
        return key[name] !== null && (sign === "gt" ? key[name] > limit : key[name] <= limit);
      });
    });
  // As api_key_state in the database says it.
  const stateOf = ({ revokedAt, graceEndsAt, expiresAt }) => {
    if (revokedAt) return "REVOKED";
    if (graceEndsAt === past) return "RETIRED";
    if (expiresAt === past) return "EXPIRED";
    return graceEndsAt ? "GRACE" : "ACTIVE";
  };
  const moments = [null, past, future];
  for (const revokedAt of [null, past]) {
    for (const graceEndsAt of moments) {
      for (const expiresAt of moments) {
        const key = { revokedAt, graceEndsAt, expiresAt };
        const found = ["ACTIVE", "GRACE", "RETIRED", "REVOKED", "EXPIRED"].filter((state) =>
          holds(variablesOf(read(`state=${state}`)).filter, key)
        );
        assert.deepEqual(found, [stateOf(key)], JSON.stringify(key));
      }
    }
  }
});
