import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { findingRules } from "./findingRules.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The event handlers: one file of a fixed name, which the manifest and the well-known file name, for engines that know ES2016 only. */
export default defineConfig({
  base: "/addin/",
  // What is left of 40 kB when the code is in: Outlook's five seconds begin before it fetches the script.
  plugins: [findingRules({ room: 11_900 })],
  publicDir: false,
  build: {
    outDir: here("../api/Varamail.Api/wwwroot/addin"),
    emptyOutDir: false,
    target: "es2016",
    lib: { entry: here("src/launch/launch.ts"), formats: ["iife"], name: "varamail", fileName: () => "launch.js" },
  },
});
