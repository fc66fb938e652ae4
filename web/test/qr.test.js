/** QR codes, read back by other means than they were written. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { qrCode, qrPath } = await load("lib/qr.js");

// Made by another program (python-qrcode 8) of "OTP", in bytes, with correction M and the mask that costs least.
const OTP = [
  "111111101011101111111",
  "100000101110001000001",
  "101110101110101011101",
  "101110100111101011101",
  "101110101001101011101",
  "100000100010001000001",
  "111111101010101111111",
  "000000000100000000000",
  "100111111001010010111",
  "010101001011110111111",
  "001000100101100101111",
  "000111010010111110111",
  "011000101111111110100",
  "000000001100111000111",
  "111111101101000000100",
  "100000101010001000110",
  "101110101010011011101",
  "101110101010111110000",
  "101110100111110111011",
  "100000100111100101011",
  "111111101010110110100",
];

test("A code is the one that another program makes of the same text", () => {
  assert.deepEqual(qrCode("OTP").map((row) => row.map(Number).join("")), OTP);
});

test("The smallest version that holds the text is taken, and there is none for more than 2,331 bytes", () => {
  const size = (count) => qrCode("x".repeat(count))?.length ?? null;
  assert.deepEqual([1, 14, 15, 26, 27, 106, 213, 214, 2331, 2332].map(size), [
    21,
    21,
    25,
    25,
    29,
    41,
    57,
    61,
    177,
    null,
  ]);
  assert.equal(qrCode("é".repeat(8)).length, 25);
});

test("Each code says its mask twice, has its eyes, and is drawn as one path", () => {
  for (const text of ["a", "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ", "y".repeat(500)]) {
    const code = qrCode(text);
    const size = code.length;
    const near = Array.from({ length: 8 }, (_, place) => code[8][place < 6 ? place : place === 6 ? 7 : 8]);
    const far = Array.from({ length: 7 }, (_, place) => code[size - 1 - place][8]);
    assert.deepEqual(near.slice(0, 6), far.slice(0, 6));
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
      assert.ok(code[y][x] && code[y - 3][x - 3] && !code[y - 2][x - 2]);
    }
    const dark = code.flat().filter(Boolean).length;
    assert.equal(qrPath(code).split("M").length - 1, dark);
  }
});
