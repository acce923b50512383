// A QR code of a short text, drawn here so that no secret leaves the page.
//
// Byte mode, error correction L, versions 1 to 20 (ISO/IEC 18004), always mask 0: any mask is read, the
// choice of one only eases reading from afar. Pure.

/** By version, from 1: bytes of error correction a block, and blocks. */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];

/** Rows of modules, true where dark; `undefined` for a text of more than 858 bytes. */
export function qrCode(text: string): boolean[][] | undefined {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CORRECTION.findIndex((_, i) => bytes.length <= capacity(i + 1)) + 1;
  if (version === 0) return undefined;
  const grid = new Grid(version);
  grid.fill(interleaved(padded(bytes, version), version));
  return grid.dark;
}

/** The dark modules as the path of an SVG whose unit is a module. */
export function qrPath(rows: boolean[][]): string {
  return rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
}

const at = (list: readonly number[], version: number) => list[version - 1] ?? 0;
const countBits = (version: number) => (version < 10 ? 8 : 16);
const capacity = (version: number) => dataBytes(version) - (countBits(version) + 4 + 4) / 8;

/** Modules that are no pattern, in whole bytes. */
function rawBytes(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    modules -= (25 * marks - 10) * marks - 55;
  }
  if (version >= 7) modules -= 36;
  return Math.floor(modules / 8);
}

const dataBytes = (version: number) =>
  rawBytes(version) - at(CORRECTION, version) * at(BLOCKS, version);

/** Mode, length, bytes, end, and filling up to the version's size. */
function padded(bytes: readonly number[], version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >>> i) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  put(0, 4);
  const size = dataBytes(version);
  for (let filler = 0xec; bits.length < size * 8; filler ^= 0xec ^ 0x11) put(filler, 8);
  return Array.from({ length: size }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** Blocks with their error correction, byte by byte of each in turn. */
function interleaved(data: readonly number[], version: number): number[] {
  const [blocks, correction, raw] = [
    at(BLOCKS, version),
    at(CORRECTION, version),
    rawBytes(version),
  ];
  const short = Math.floor(raw / blocks) - correction;
  const shorts = blocks - (raw % blocks);
  const by = generator(correction);
  let start = 0;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const part = data.slice(start, (start += short + (i < shorts ? 0 : 1)));
    return { part, check: remainder(part, by) };
  });
  const turns = (length: number, pick: (part: (typeof parts)[number]) => readonly number[]) =>
    Array.from({ length }, (_, i) => parts.flatMap((part) => pick(part)[i] ?? [])).flat();
  return [...turns(short + 1, ({ part }) => part), ...turns(correction, ({ check }) => check)];
}

/** In the field of 256 with the polynomial 0x11d. */
function times(x: number, y: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((y >>> i) & 1) * x;
  }
  return product;
}

function generator(degree: number): number[] {
  const found = Array<number>(degree).fill(0);
  found[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    found.forEach((value, j) => (found[j] = times(value, root) ^ (found[j + 1] ?? 0)));
  }
  return found;
}

function remainder(data: readonly number[], by: readonly number[]): number[] {
  let rest = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = by.map((value, i) => (rest[i + 1] ?? 0) ^ times(value, factor));
  }
  return rest;
}

class Grid {
  readonly dark: boolean[][];
  readonly #size: number;
  /** Where patterns are, and data is not. */
  readonly #taken: boolean[][];

  constructor(version: number) {
    const size = version * 4 + 17;
    const empty = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
    [this.#size, this.dark, this.#taken] = [size, empty(), empty()];
    for (let i = 0; i < size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ] as const) {
      this.#rings(x, y, 4, [2, 4]);
    }
    this.#align(version);
    this.#name(version);
  }

  /** Puts the bits in, two columns at a time, up and down from the lower right; masked. */
  fill(bytes: readonly number[]): void {
    let i = 0;
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.#size; step++) {
        const y = ((right + 1) & 2) === 0 ? this.#size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.#taken[y]![x]) continue;
          const bit = ((bytes[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1;
          this.dark[y]![x] = (bit === 1) !== ((x + y) % 2 === 0);
          i += 1;
        }
      }
    }
  }

  #set(x: number, y: number, dark: boolean): void {
    const row = this.dark[y];
    if (!row || x < 0 || x >= this.#size) return;
    row[x] = dark;
    this.#taken[y]![x] = true;
  }

  /** Squares around a point, dark but for some. */
  #rings(x: number, y: number, width: number, light: readonly number[]): void {
    for (let dy = -width; dy <= width; dy++) {
      for (let dx = -width; dx <= width; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        this.#set(x + dx, y + dy, !light.includes(ring));
      }
    }
  }

  #align(version: number): void {
    if (version === 1) return;
    const marks = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + marks * 3 + 5) / (marks * 4 - 4)) * 2;
    const last = this.#size - 7;
    const places = Array.from({ length: marks }, (_, i) =>
      i === 0 ? 6 : last - (marks - 1 - i) * step,
    );
    for (const x of places) {
      for (const y of places) {
        // A finder stands in each corner but the lower right.
        const finder = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
        if (!finder) this.#rings(x, y, 2, [1]);
      }
    }
  }

  /** Format (correction L, mask 0), twice; and from version 7 on the version, twice. */
  #name(version: number): void {
    const size = this.#size;
    const format = ((0b01000 << 10) | coded(0b01000, 10, 0x537)) ^ 0x5412;
    for (let i = 0; i < 15; i++) {
      const dark = ((format >>> i) & 1) === 1;
      if (i < 8) {
        this.#set(8, i < 6 ? i : i + 1, dark);
        this.#set(size - 1 - i, 8, dark);
      } else {
        this.#set(i === 8 ? 7 : 14 - i, 8, dark);
        this.#set(8, size - 15 + i, dark);
      }
    }
    this.#set(8, size - 8, true);
    if (version < 7) return;
    const bits = (version << 12) | coded(version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      const dark = ((bits >>> i) & 1) === 1;
      this.#set(a, b, dark);
      this.#set(b, a, dark);
    }
  }
}

/** The check bits of a BCH code. */
function coded(value: number, length: number, by: number): number {
  let rest = value;
  for (let i = 0; i < length; i++) rest = (rest << 1) ^ ((rest >>> (length - 1)) * by);
  return rest;
}
