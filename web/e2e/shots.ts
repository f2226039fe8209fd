// Takes the screenshots that people look at: `node e2e/shots.ts FOLDER [ADDRESS]`.
import { chromium } from "@playwright/test";
import { LAUNCH } from "./browser.ts";

const folder = process.argv[2] ?? "shots";
const address = process.argv[3] ?? process.env.FIREBREAK_URL ?? "http://127.0.0.1:4173";
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const VIEWS: Record<string, string> = { main: "", ...JSON.parse(process.argv[4] ?? "{}") };
const SETTLE_MS = 2500;

const browser = await chromium.launch(LAUNCH);
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const lang of ["zh", "en"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      page.on(
        "console",
        (message) => message.type() === "error" && console.error(size, lang, message.text()),
      );
      page.on("pageerror", (error) => console.error(size, lang, error.message));
      for (const [name, search] of Object.entries(VIEWS)) {
        await page.goto(`${address}/?lang=${lang}${search}`);
        await page
          .locator(".map-canvas[data-drawn]")
          .waitFor({ timeout: 30_000 })
          .catch(() => console.error("map not drawn"));
        await page.waitForTimeout(SETTLE_MS);
        await page.screenshot({
          path: `${folder}/${name}-${size}-${lang}-${colorScheme}.png`,
          fullPage: size === "phone",
        });
      }
      await page.close();
    }
  }
}
await browser.close();
