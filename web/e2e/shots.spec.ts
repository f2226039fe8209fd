// Screenshots for people to look at: `SHOTS=folder npx playwright test shots`.
import { test } from "@playwright/test";

const folder = process.env.SHOTS;
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const VIEWS: Record<string, string> = {
  main: "",
  missing: "&tab=missing",
  cases: "&tab=cases",
  case: "&tab=cases&case=1",
  duties: "&tab=duties",
  tubes: "&tab=tubes",
  zones: "&tab=zones",
  past: "&as_of=2022-03-30T21:30:00%2B08:00",
};
const SETTLE_MS = 1800;

test.skip(!folder, "only when SHOTS names a folder");
test.setTimeout(300_000);

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const lang of ["zh", "en"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${size} ${lang} ${colorScheme}`, async ({ browser, baseURL }) => {
        const page = await browser.newPage({ viewport, colorScheme, baseURL });
        // All views once for each size; the other languages and themes show the first.
        const all = (size === "desktop" && lang === "zh") === (colorScheme === "dark");
        for (const [name, search] of Object.entries(VIEWS).slice(0, all ? undefined : 1)) {
          await page.goto(`/?lang=${lang}${search}`);
          await page.locator(".map-canvas[data-drawn]").waitFor();
          await page.waitForTimeout(SETTLE_MS);
          const path = `${folder}/${name}-${size}-${lang}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: size === "phone" });
        }
        await page.close();
      });
    }
  }
}
