import { defineConfig } from "@playwright/test";
import { LAUNCH } from "./e2e/browser.ts";

// FIREBREAK_URL: drive the page that a running program serves. Absent: the built page on the mock.
const program = process.env.FIREBREAK_URL;

export default defineConfig({
  testDir: "e2e",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: program ?? "http://127.0.0.1:4173",
    launchOptions: LAUNCH,
    viewport: { width: 1440, height: 900 },
  },
  webServer: program
    ? []
    : [
        {
          command: "npm run build && npm run preview",
          url: "http://127.0.0.1:4173",
          reuseExistingServer: true,
          timeout: 120_000,
        },
      ],
});
