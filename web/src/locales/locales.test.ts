import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import en from "./en.json";
import zh from "./zh.json";

type Tree = { [key: string]: string | Tree };
const PLURAL = /_(one|other)$/;
const keys = (tree: Tree, at = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${at}${key}`.replace(PLURAL, "")] : keys(value, `${at}${key}.`),
  );
const known = (tree: Tree) => [...new Set(keys(tree))].toSorted();

it("says the same things in both languages", () => {
  expect(known(zh)).toEqual(known(en));
});

it("has words for every key that the page asks for", () => {
  const root = new URL("..", import.meta.url).pathname;
  const files = (readdirSync(root, { recursive: true }) as string[]).filter(
    (name) => /\.tsx?$/.test(name) && !name.includes(".test."),
  );
  const asked = files.flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(/\bt\("([a-z_.]+)"/g)].map(
      (hit) => hit[1] as string,
    ),
  );
  const all = new Set(known(zh));
  expect(asked.filter((key) => !all.has(key))).toEqual([]);
  expect(asked.length).toBeGreaterThan(50);
});
