import { expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { undecided } from "./answers";

const one = (
  id: number,
  home: number,
  classification: Schemas["CaseClassification"] = "confirmed",
) =>
  ({
    id,
    classification,
    path: [
      { id: 1, level: "city", name: "" },
      { id: home, level: "compound", name: "" },
    ],
  }) as unknown as Schemas["CaseRecord"];
const zone = (level: Schemas["ZoneLevel"], unit: number) =>
  ({ level, units: [{ id: unit, level: "compound", name: "" }] }) as unknown as Schemas["Zone"];

it("a case waits until a sealed area holds its home", () => {
  const cases = [one(1, 10), one(2, 20)];
  expect(undecided(cases, [zone("lockdown", 10)]).map((c) => c.id)).toEqual([2]);
  expect(undecided(cases, [zone("restricted", 20)]).map((c) => c.id)).toEqual([1, 2]);
});

it("a discarded case waits for nobody", () => {
  expect(undecided([one(1, 10, "discarded")], [])).toEqual([]);
});
