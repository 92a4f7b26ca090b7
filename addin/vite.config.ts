import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { findingRules } from "./findingRules.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/addin/",
  plugins: [findingRules()],
  build: {
    outDir: here("../api/Varamail.Api/wwwroot/addin"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // Everything comes from its own file: the pages' Content-Security-Policy allows no data: script or style.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        read: here("read.html"),
        compose: here("compose.html"),
        desk: here("desk.html"),
        oversight: here("oversight.html"),
        guideline: here("guideline.html"),
      },
    },
  },
  test: {
    environment: "happy-dom",
    // Days and hours are those of Sweden, wherever the browser stands: the tests stand far away.
    env: { TZ: "Pacific/Auckland" },
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    // Answers fetched from elsewhere would make a test depend on the network.
    environmentOptions: { happyDOM: { settings: { disableJavaScriptFileLoading: true, disableCSSFileLoading: true } } },
  },
});
