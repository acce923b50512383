// Serves dist/ for the browser tests as the portal function serves it: the strict policy, no-cache
// for the page, forever for hashed files, and the page for every path that is no file.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { portalPolicy } from "./policy.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const port = Number(process.env["PORT"] ?? 4173);
const policy = portalPolicy();

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
});

/** @param {string} path */
function fileFor(path) {
  const file = join(dist, normalize(decodeURIComponent(path)));
  const inside = file.startsWith(dist) && statSync(file, { throwIfNoEntry: false })?.isFile();
  return inside ? file : join(dist, "index.html");
}

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const file = fileFor(pathname);
  const hashed = file.includes("/assets/");
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  });
  createReadStream(file).pipe(response);
}).listen(port, "127.0.0.1", () => console.log(`dist/ on http://127.0.0.1:${port}`));
