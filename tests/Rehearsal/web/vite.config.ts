import { cpSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What Microsoft's library loads in Outlook on the web, unaltered, at the path that it has at Microsoft. */
const officeFiles = ["office.js", "outlook-web-16.01.js", "sv-se/office_strings.js", "sv-se/outlook_strings.js", "en-us/office_strings.js", "en-us/outlook_strings.js"];

export default defineConfig({
  build: { outDir: here("../wwwroot"), emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  plugins: [
    {
      name: "office-js",
      closeBundle() {
        for (const file of officeFiles) {
          const to = here(`../wwwroot/lib/1/hosted/${file}`);
          mkdirSync(to.slice(0, to.lastIndexOf("/")), { recursive: true });
          cpSync(here(`node_modules/@microsoft/office-js/dist/${file}`), to);
        }
      },
    },
  ],
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
