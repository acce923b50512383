// Fails when the built app outgrows its budgets (gzip, DESIGN.md §7). Run after `npm run build`.
//
// "First JS" is what a browser must have before anything shows: the entry script of index.html,
// what it imports statically, and what index.html preloads. Pages behind `import()` are not in it.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const KB = 1024;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** @param {string} file relative to dist */
const gzipped = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length;

/**
 * The entry files and everything they import statically, however deep.
 * @param {string[]} entries
 */
function staticClosure(entries) {
  const seen = new Set(entries);
  for (const file of seen) {
    const source = readFileSync(dist + file, "utf8");
    // Static imports only: `from"./x.js"` and `import"./x.js"`, never `import("./x.js")`.
    for (const [, name] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      seen.add(`assets/${name}`);
    }
  }
  return [...seen];
}

const html = readFileSync(`${dist}index.html`, "utf8");
const entries = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) =>
  String(m[1]),
);
if (entries.length === 0) throw new Error("dist/index.html names no script: was the app built?");

const assets = readdirSync(`${dist}assets`).map((name) => `assets/${name}`);
const sum = (/** @type {string[]} */ files) => files.reduce((total, f) => total + gzipped(f), 0);

const budgets = [
  { name: "first JS", bytes: sum(staticClosure(entries)), limit: 60 * KB },
  { name: "all JS", bytes: sum(assets.filter((f) => f.endsWith(".js"))), limit: 120 * KB },
  { name: "CSS", bytes: sum(assets.filter((f) => f.endsWith(".css"))), limit: 12 * KB },
];

let over = false;
for (const { name, bytes, limit } of budgets) {
  const ok = bytes <= limit;
  over ||= !ok;
  const size = `${(bytes / KB).toFixed(1)} KB`;
  console.log(
    `${ok ? "ok  " : "OVER"} ${name.padEnd(9)} ${size.padStart(9)} of ${limit / KB} KB gzip`,
  );
}
process.exit(over ? 1 : 0);
