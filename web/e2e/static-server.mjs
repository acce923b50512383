// Serves dist/ for the browser tests as the portal function serves it: the strict policy, no-cache
// for the page, forever for hashed files, and the page for every path that is no file.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const port = Number(process.env["PORT"] ?? 4173);

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
});

// The portal's policy, and trusted types on top: Svelte names its policy at start and, with
// fragments built as trees, never uses it.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types svelte-trusted-html",
].join("; ");

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
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  });
  createReadStream(file).pipe(response);
}).listen(port, "127.0.0.1", () => console.log(`dist/ on http://127.0.0.1:${port}`));
