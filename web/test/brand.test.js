/** How a customer's portal looks: what a change of it sends. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { changesOf } = await load("screens/brand/edit.js");
const PORTAL = { brandName: "Fjord Desk", brandColor: null, slug: "fjord", version: 3 };
const VALUES = { brandName: "Fjord Desk", brandColor: "", slug: "fjord" };

test("What stays isn't sent, and blanks around a text change nothing", () => {
  assert.deepEqual(changesOf(PORTAL, VALUES), {});
  assert.deepEqual(changesOf(PORTAL, { ...VALUES, brandName: " Fjord Desk ", slug: "fjord " }), {});
});

test("An emptied name or colour goes, an emptied address is the server's to refuse", () => {
  assert.deepEqual(changesOf(PORTAL, { ...VALUES, brandName: " " }), { brandName: null });
  assert.deepEqual(changesOf({ ...PORTAL, brandColor: "#0b5c7a" }, VALUES), { brandColor: null });
  assert.deepEqual(changesOf(PORTAL, { ...VALUES, slug: "" }), { slug: "" });
});

test("What differs is sent as it was typed", () => {
  assert.deepEqual(changesOf(PORTAL, { ...VALUES, brandColor: " #ABCDEF", slug: "nord" }), {
    brandColor: "#ABCDEF",
    slug: "nord",
  });
});
