import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/dist/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "static/dist",
    emptyOutDir: true,
    manifest: true,
    sourcemap: true,
    target: "es2023",
    // The Content-Security-Policy allows files of our own and no data: URL, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["static/src/main.tsx", "static/src/shared.tsx"] },
  },
  test: {
    include: ["static/src/**/*.test.{ts,tsx}"],
    passWithNoTests: true,
  },
});
