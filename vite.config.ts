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
    rolldownOptions: {
      input: ["static/src/main.tsx", "static/src/shared.tsx"],
      // What both pages need of others' code, apart from our own. CodeMirror stays where it is: it comes when it is shown.
      output: {
        codeSplitting: {
          groups: [
            { name: "libraries", test: /node_modules\/(@?preact|@zag-js|@floating-ui|d3-|@?socket\.io|engine\.io)/ },
          ],
        },
      },
    },
  },
  test: {
    include: ["static/src/**/*.test.{ts,tsx}"],
    passWithNoTests: true,
  },
});
