// Compiler settings shared by Vite, vitest and svelte-check.
//
// `fragments: "tree"` builds markup with DOM calls instead of `innerHTML`, so the page runs under
// `require-trusted-types-for 'script'` without a policy of its own.

/** @type {import("@sveltejs/vite-plugin-svelte").SvelteConfig} */
export default {
  compilerOptions: {
    runes: true,
    fragments: "tree",
  },
};
