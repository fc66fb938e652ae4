/** What is kept of a person, as a file: what it is called. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { fileName } = await load("lib/personal-data.js");

test("C22 The file is called like the person, in letters of any script, and by no path", () => {
  assert.equal(fileName("Leila Haddad"), "Leila-Haddad");
  assert.equal(fileName("高橋 美咲"), "高橋-美咲");
  assert.equal(fileName("../../etc/passwd\u202e.exe"), "etc-passwd-exe");
  assert.equal(fileName(" – "), "person");
});
