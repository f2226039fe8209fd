import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const TABS = ["districts", "missing", "cases", "duties", "tubes", "held", "zones"];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const lang of ["zh", "en"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`axe finds nothing: ${size}, ${lang}, ${colorScheme}`, async ({ browser, baseURL }) => {
        const context = await browser.newContext({
          viewport,
          colorScheme,
          bypassCSP: true,
          baseURL,
          reducedMotion: "reduce",
        });
        const page = await context.newPage();
        for (const tab of TABS) {
          await page.goto(`/?lang=${lang}&tab=${tab}`);
          await page.locator(".tab-panel .freshness").first().waitFor();
          await expect(page.locator(".waiting")).toHaveCount(0);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(wide, `${tab} is wider than the screen`).toBeLessThanOrEqual(0);
          await page.evaluate(axe);
          const violations = await page.evaluate(async () => {
            const runner = (
              globalThis as unknown as {
                axe: { run: (o: object) => Promise<{ violations: Violation[] }> };
              }
            ).axe;
            return (await runner.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }))
              .violations;
          });
          const said = violations.map(
            (one) =>
              `${tab} ${one.id}: ${one.nodes
                .slice(0, 3)
                .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`)
                .join(" | ")}`,
          );
          expect(said).toEqual([]);
        }
        await context.close();
      });
    }
  }
}
