// How the app is built, served while developing, and unit-tested.
//
// The portal function serves `dist/` with a policy that allows no inline script, no inline style
// and no data: scripts, so nothing may be inlined here (`assetsInlineLimit: 0`).
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the API and the socket: the address that `cargo xtask up` prints. */
const stack = process.env["POWERDOWN_URL"] ?? "http://localhost:8080";

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: { $lib: fileURLToPath(new URL("./src/lib", import.meta.url)) },
  },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // Every browser this target names preloads modules by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Many small files compress badly: what pages share comes at once, and so do places that are
        // visited together.
        codeSplitting: {
          groups: [
            { name: "parts", test: /src\/lib\/(?!qr|schedule)/, priority: 1 },
            { name: "door", test: /src\/pages\/session\// },
            { name: "company", test: /src\/pages\/(account|company|security)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      // The API takes changes from its own address alone, so the dev server speaks as that.
      "/api": { target: stack, changeOrigin: true, headers: { origin: stack } },
      "/ws": { target: stack, changeOrigin: true, ws: true, headers: { origin: stack } },
    },
  },
  test: {
    include: ["src/**/*.test.ts", "e2e/*.test.ts"],
    environment: "node",
  },
});
