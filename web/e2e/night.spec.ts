// What a duty officer does in the night: sees the positive tube on the map and opens it, follows the
// missing down to a door, and looks back in time.
import { expect, type Page, test } from "@playwright/test";

async function opened(page: Page, search = "") {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(`/?lang=en${search}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("what decision waits");
  return problems;
}

// How many colours the map really shows: a blank canvas has one.
async function coloursOf(page: Page): Promise<number> {
  const shot = (await page.locator(".map-canvas").screenshot()).toString("base64");
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(
      context.getImageData(0, 0, canvas.width, canvas.height).data.buffer,
    );
    return new Set(pixels).size;
  }, shot);
}

test("the positive tube is on the map and opens to its people", async ({ page }) => {
  const problems = await opened(page);
  await expect(page.locator(".map-canvas[data-drawn]")).toBeVisible();
  expect(await coloursOf(page)).toBeGreaterThan(50);
  const pin = page.getByRole("button", { name: /Positive tube/ }).first();
  await pin.click();
  await expect(page).toHaveURL(/tube=/);
  await expect(page.getByText("Its way")).toBeVisible();
  const members = page.locator(".panel table.grid tbody tr");
  expect(await members.count()).toBeGreaterThan(1);
  await expect(page.locator(".panel").getByText("Positive", { exact: true }).first()).toBeVisible();
  expect(problems).toEqual([]);
});

test("the missing open unit by unit down to a door", async ({ page }) => {
  await opened(page, "&tab=missing");
  for (let depth = 0; depth < 9; depth++) {
    if (await page.locator(".door").first().isVisible()) break;
    const link = page.locator(".tab-panel table.grid tbody tr:not(.sum) th a").first();
    await link.or(page.locator(".door").first()).first().waitFor();
    if (!(await link.isVisible())) break;
    const name = await link.textContent();
    await link.press("Enter"); // By keyboard all the way.
    await expect(page.locator(".panel .trail [aria-current]")).toHaveText(name ?? "");
    await expect(page.locator(".waiting")).toHaveCount(0);
    await page.waitForTimeout(300);
  }
  const door = page.locator(".door").first();
  await expect(door).toBeVisible();
  await expect(door.locator("li").first()).toContainText(/Man|Woman/);
  expect(await page.locator(".panel .trail li").count()).toBeGreaterThan(3);
});

test("the time slider shows what was known then", async ({ page }) => {
  await opened(page);
  const tile = page.locator(".tile", { hasText: "Positive tubes" }).locator(".value .n");
  await expect(tile).not.toHaveText("0");
  const thumb = page.getByRole("slider", { name: "Time" });
  await thumb.focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/as_of=/);
  await expect(tile).toHaveText("0");
  await expect(page.getByText("Looking back", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: /Positive tube/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page).not.toHaveURL(/as_of=/);
  await expect(tile).not.toHaveText("0");
});

test("a mark of the timeline opens its moment, and the address carries it", async ({
  page,
  context,
}) => {
  await opened(page);
  for (let n = 0; n < 3; n++) await page.getByRole("button", { name: "Previous mark" }).click();
  await expect(page).toHaveURL(/as_of=\d+/);
  const shown = await page.getByTestId("moment").textContent();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByTestId("moment")).toHaveText(shown ?? "");
});

test("a case opens to its contacts, of which only what is seen is drawn", async ({ page }) => {
  await opened(page, "&tab=cases");
  await page.locator(".card").last().click();
  await expect(page.locator(".contact").first()).toBeVisible();
  expect(await page.locator(".contact").count()).toBeLessThan(60);
});

test("the language changes without losing the view", async ({ page }) => {
  await opened(page, "&tab=duties");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("正在发生什么");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page).toHaveURL(/tab=duties/);
});

test("an unreachable program is said, and found again", async ({ page }) => {
  await opened(page);
  await expect(page.getByText("Live", { exact: false }).first()).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.reload().catch(() => undefined);
  await expect(page.getByText(/Offline since/)).toBeVisible();
  await page.unroute("**/api/v1/**");
  await expect(page.getByText("● Live")).toBeVisible({ timeout: 20_000 });
  await expect(page.locator(".tile").first()).toContainText(/\d/);
});
