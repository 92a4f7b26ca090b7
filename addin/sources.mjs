// The add-in's own sources, for scripts that run outside the page: modules as the build makes them, and files by their place here.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Loads by `ssrLoadModule("/src/…")`; whoever has used it closes it. */
export const sources = await createServer({
  configFile: here("vite.config.ts"),
  root: here("."),
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  appType: "custom",
});
