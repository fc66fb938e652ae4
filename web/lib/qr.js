/**
 * A text as a QR code (ISO/IEC 18004): bytes, error correction M, the smallest of the forty versions that holds it.
 */

/** How many bytes correct each block of a version, and how many blocks there are; version 1 comes first. */
const CORRECTION = [
  ...[10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26],
  ...Array(19).fill(28),
];
const BLOCKS = [
  ...[1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  ...[17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
];
/** Two bits that say "M" in front of the mask's number. */
const LEVEL = 0;
const MASKS = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => (x * y) % 2 + (x * y) % 3,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2,
  (x, y) => ((x + y) % 2 + (x * y) % 3) % 2,
];

/**
 * The code as rows of dark and light; null for a text that is too long.
 * @param {string} text
 * @returns {boolean[][] | null}
 */
export function qrCode(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CORRECTION.findIndex((_, place) => bits(bytes, place + 1).length <= capacity(place + 1) * 8) + 1;
  if (!version) return null;
  const frame = framed(version);
  const stream = interleaved(padded(bits(bytes, version), capacity(version)), version);
  const codes = MASKS.map((_, mask) => drawn(frame, stream, mask));
  const costs = codes.map(penalty);
  return codes[costs.indexOf(Math.min(...costs))];
}

/** The path of an SVG, a unit for each module, that draws a code. */
export function qrPath(code) {
  return code.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

/** How many bytes of data a version holds. */
function capacity(version) {
  return Math.floor(modules(version) / 8) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

/** How many modules are left for data and its correction. */
function modules(version) {
  const count = (16 * version + 128) * version + 64;
  if (version < 2) return count;
  const places = Math.floor(version / 7) + 2;
  return count - (25 * places - 10) * places + 55 - (version < 7 ? 0 : 36);
}

/** The mode "bytes", how many there are, and the bytes themselves. */
function bits(bytes, version) {
  return [...digits(4, 4), ...digits(bytes.length, version < 10 ? 8 : 16), ...bytes.flatMap((byte) => digits(byte, 8))];
}

function digits(value, count) {
  return Array.from({ length: count }, (_, place) => value >>> (count - 1 - place) & 1);
}

/** An end, up to whole bytes, then two bytes in turn. */
function padded(stream, count) {
  const ended = [...stream, ...Array(Math.min(4, count * 8 - stream.length)).fill(0)];
  while (ended.length % 8) ended.push(0);
  const bytes = Array.from({ length: ended.length / 8 }, (_, place) =>
    ended.slice(place * 8, place * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  for (let place = 0; bytes.length < count; place++) bytes.push(place % 2 ? 0x11 : 0xec);
  return bytes;
}

/** The bytes of all blocks in turn, and then what corrects them in turn. The last blocks may hold one byte more. */
function interleaved(bytes, version) {
  const [count, length] = [BLOCKS[version - 1], CORRECTION[version - 1]];
  const short = Math.floor(bytes.length / count);
  const firstLong = count - bytes.length % count;
  const generator = generated(length);
  const blocks = Array.from({ length: count }, (_, place) => {
    const start = place * short + Math.max(0, place - firstLong);
    return bytes.slice(start, start + short + (place >= firstLong ? 1 : 0));
  });
  const corrections = blocks.map((block) => remainder(block, generator));
  const turns = (parts, size) =>
    Array.from({ length: size }, (_, place) => parts.filter((part) => place < part.length).map((part) => part[place]));
  return [...turns(blocks, short + 1), ...turns(corrections, length)].flat().flatMap((byte) => digits(byte, 8));
}

/** Multiplies in the field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(one, other) {
  let product = 0;
  for (let place = 7; place >= 0; place--) {
    product = product << 1 ^ (product >>> 7) * 0x11d;
    product ^= (other >>> place & 1) * one;
  }
  return product;
}

/** The polynomial whose roots are the first powers of two, without its leading one. */
function generated(count) {
  const result = [...Array(count - 1).fill(0), 1];
  for (let place = 0, root = 1; place < count; place++, root = times(root, 2)) {
    for (let term = 0; term < count; term++) {
      result[term] = times(result[term], root) ^ (result[term + 1] ?? 0);
    }
  }
  return result;
}

function remainder(block, generator) {
  const rest = Array(generator.length).fill(0);
  for (const byte of block) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    generator.forEach((term, place) => (rest[place] ^= times(term, factor)));
  }
  return rest;
}

/** What every code of a version has: a module is true, false, or undefined where data goes. */
function framed(version) {
  const size = version * 4 + 17;
  /** @type {(boolean | undefined)[][]} */
  const frame = Array.from({ length: size }, () => Array(size).fill(undefined));
  const set = (x, y, isDark) => frame[y]?.[x] === undefined && x >= 0 && x < size && y >= 0 && y < size &&
    (frame[y][x] = isDark);
  // The eyes, with the light around them.
  for (const [left, top] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
    around(4, (x, y, distance) => set(left + x, top + y, distance !== 2 && distance !== 4));
  }
  const centres = alignments(version, size);
  for (const x of centres) {
    for (const y of centres) {
      if ([[6, 6], [6, size - 7], [size - 7, 6]].some(([left, top]) => left === x && top === y)) continue;
      around(2, (right, down, distance) => set(x + right, y + down, distance !== 1));
    }
  }
  for (let place = 0; place < size; place++) {
    set(6, place, place % 2 === 0);
    set(place, 6, place % 2 === 0);
  }
  if (version >= 7) {
    const word = version << 12 | checked(version, 12, 0x1f25);
    for (let place = 0; place < 18; place++) {
      const [far, near] = [size - 11 + place % 3, Math.floor(place / 3)];
      set(far, near, Boolean(word >>> place & 1));
      set(near, far, Boolean(word >>> place & 1));
    }
  }
  return written(frame, 0);
}

function around(reach, draw) {
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) draw(x, y, Math.max(Math.abs(x), Math.abs(y)));
  }
}

/** Where the small squares are, in both directions. */
function alignments(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, place) => size - 7 - place * step).reverse()];
}

/** What is left of a value behind so many places, divided by a polynomial. */
function checked(value, places, divisor) {
  let rest = value;
  for (let place = 0; place < places; place++) rest = rest << 1 ^ (rest >>> (places - 1)) * divisor;
  return rest;
}

/** Writes which mask it is, twice, with the one module that is always dark. */
function written(frame, mask) {
  const size = frame.length;
  const data = LEVEL << 3 | mask;
  const word = (data << 10 | checked(data, 10, 0x537)) ^ 0x5412;
  const bit = (place) => Boolean(word >>> place & 1);
  const code = frame.map((row) => [...row]);
  for (let place = 0; place < 15; place++) {
    const near = place < 6 ? place : place < 8 ? place + 1 : 0;
    if (place < 8) code[near][8] = bit(place);
    else code[8][place === 8 ? 7 : 14 - place] = bit(place);
    if (place < 8) code[8][size - 1 - place] = bit(place);
    else code[size - 15 + place][8] = bit(place);
  }
  code[size - 8][8] = true;
  return code;
}

/** The data goes up and down in columns of two, from the right, round what is there already. */
function drawn(frame, stream, mask) {
  const size = frame.length;
  const code = written(frame, mask);
  let place = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = (right + 1 & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (frame[y][x] !== undefined) continue;
        code[y][x] = Boolean(stream[place++]) !== (MASKS[mask](x, y) === 0);
      }
    }
  }
  return code;
}

/** How hard a code is to read: long runs, squares of one colour, what looks like an eye, too much of one colour. */
function penalty(code) {
  const size = code.length;
  const columns = code.map((_, x) => code.map((row) => row[x]));
  const lines = [...code, ...columns].map((line) => line.map((isDark) => (isDark ? "1" : "0")).join(""));
  let cost = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) cost += run.length - 2;
    cost += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const isDark = code[y][x];
      if (code[y - 1][x] === isDark && code[y][x - 1] === isDark && code[y - 1][x - 1] === isDark) cost += 3;
    }
  }
  const dark = code.flat().filter(Boolean).length;
  return cost + 10 * Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size));
}
