// The mock keeps the laws that the contract states; else the page would be built on a city that lies.
import { expect, it } from "vitest";
import type { components } from "../src/api/schema.ts";
import { answer, Refused } from "./answers.ts";
import { at, iso } from "./night.ts";

type S = components["schemas"];
const now = at("31T03:20");
const get = <T>(path: string, query: Record<string, string> = {}) =>
  answer(path, new URLSearchParams(query), now) as T;

it("every person of a round is sampled, exempt or missing, at every hour", () => {
  for (const hour of ["30T21:00", "31T00:00", "31T03:00"]) {
    const { unit, items } = get<S["Reconciliation"]>("/laboratory/rounds/1/reconciliation", {
      as_of: iso(at(hour)),
    });
    for (const { figures: f } of [unit, ...items]) {
      expect(f.sampled + f.exempt + f.missing).toBe(f.registered);
      expect(f.at_station + f.in_transit + f.in_laboratory + f.resulted).toBe(f.sampled);
    }
    expect(items.reduce((sum, row) => sum + row.figures.missing, 0)).toBe(unit.figures.missing);
  }
});

it("the doors of a building hold exactly its missing people", () => {
  const answerOf = (unit?: number) =>
    get<S["Reconciliation"]>(
      "/laboratory/rounds/1/reconciliation",
      unit ? { unit: String(unit) } : {},
    );
  let row = answerOf().items[0];
  while (row && row.unit.level !== "building") row = answerOf(row.unit.id).items[0];
  const doors = get<S["MissingPage"]>("/laboratory/rounds/1/missing", {
    unit: String(row?.unit.id),
  });
  expect(doors.items.flatMap((door) => door.people).length).toBe(row?.figures.missing);
  expect(doors.people).toBe(row?.figures.missing);
});

it("knows nothing of the tube before its result", () => {
  expect(get<S["Marks"]>("/map/marks", { as_of: iso(at("30T17:00")) }).tubes.features).toEqual([]);
  expect(get<S["Marks"]>("/map/marks").tubes.features).toHaveLength(1);
});

it("refuses what it does not know by name", () => {
  expect(() => get("/laboratory/tubes/NONE")).toThrow(Refused);
});
