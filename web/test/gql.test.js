import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { createClient, Failure, read } = await load("lib/gql.js");
const answer = (status, body, headers = {}) => ({
  status,
  headers: new Headers(headers),
  text: typeof body === "string" ? body : JSON.stringify(body),
});
const failed = (code) => ({ errors: [{ message: "No.", extensions: { code, requestId: "r1" } }] });

test("Data is data", () => assert.deepEqual(read(answer(200, { data: { a: 1 } })), { a: 1 }));

test("Every bad answer is a failure of its kind", async (t) => {
  const cases = [
    ["the session has ended", answer(401, failed("UNAUTHENTICATED")), "auth", "UNAUTHENTICATED"],
    ["401 without a body", answer(401, ""), "auth", undefined],
    ["the server says why", answer(400, failed("BAD_CURSOR")), "graphql", "BAD_CURSOR"],
    ["a proxy's page", answer(502, "<html>"), "http", undefined],
    ["JSON that isn't GraphQL", answer(200, {}), "http", undefined],
    ["data beside errors", answer(200, { data: { a: null }, ...failed("INTERNAL") }), "graphql", "INTERNAL"],
  ];
  for (const [name, given, kind, code] of cases) {
    await t.test(name, () => {
      assert.throws(() => read(given), (error) => {
        assert.deepEqual([error instanceof Failure, error.kind, error.code], [true, kind, code]);
        return true;
      });
    });
  }
});

test("A failure carries the request's id and the waiting time", () => {
  const headers = { "x-request-id": "r2", "retry-after": "30" };
  assert.throws(() => read(answer(429, "", headers)), { requestID: "r2", retryAfter: 30, status: 429 });
  assert.throws(() => read(answer(500, failed("INTERNAL"))), { requestID: "r1" });
});

test("Equal queries under way share one request, mutations never", async () => {
  const sent = [];
  globalThis.fetch = /** @type {any} */ (async (_, { body, headers }) => {
    sent.push([JSON.parse(body), headers]);
    return new Response('{"data":{}}');
  });
  const client = createClient(() => "OPERATOR", () => {});
  await Promise.all([client.query("viewer"), client.query("viewer"), client.query("customer", { id: "1" })]);
  await client.query("viewer");
  assert.equal(sent.length, 3);
  await Promise.all([client.run("signOut"), client.run("signOut")]);
  assert.equal(sent.length, 5);
  assert.equal(sent[0][1]["portico-realm"], "OPERATOR");
  assert.match(sent[0][0].query, /query Viewer/);
});

test("An ended session is told once a request, with why, a lost network isn't one", async () => {
  const told = [];
  const client = createClient(() => "PARTNER", ({ code }) => told.push(code));
  globalThis.fetch =
    /** @type {any} */ (async () => new Response(JSON.stringify(failed("UNAUTHENTICATED")), { status: 401 }));
  await assert.rejects(client.run("viewer"), { kind: "auth" });
  globalThis.fetch = async () => {
    throw new TypeError("failed to fetch");
  };
  await assert.rejects(client.run("viewer"), { kind: "network" });
  assert.deepEqual(told, ["UNAUTHENTICATED"]);
});
