import { expect, it } from "vitest";
import { touched } from "./live";

it("a change makes the answers of its room stale, and those made from it", () => {
  const rooms = new Set(["laboratory"]);
  expect(touched(["laboratory", "tubes", "now", {}], rooms)).toBe(true);
  expect(touched(["map", "marks", "now", null], rooms)).toBe(true);
  expect(touched(["duties", "duties", "now", {}], rooms)).toBe(false);
});

it("never touches what was known at a past moment", () => {
  expect(
    touched(["laboratory", "tubes", "2022-03-30T20:00:00+08:00", {}], new Set(["laboratory"])),
  ).toBe(false);
});
