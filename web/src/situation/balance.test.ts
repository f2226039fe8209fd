import { describe, expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { balance, PARTS, widths } from "./balance";

const figures: Schemas["Figures"] = {
  registered: 100,
  sampled: 60,
  exempt: 5,
  missing: 35,
  at_station: 10,
  in_transit: 8,
  in_laboratory: 30,
  resulted: 12,
  not_on_register: 3,
};

describe("balance", () => {
  it("is zero when every person is counted once", () => {
    expect(balance(figures)).toEqual({ people: 0, sampled: 0 });
  });
  it("names how many people are lost between the counts", () => {
    expect(balance({ ...figures, missing: 33 }).people).toBe(2);
    expect(balance({ ...figures, in_transit: 9 }).sampled).toBe(-1);
  });
  it("does not count people who are not on the register", () => {
    expect(balance({ ...figures, not_on_register: 99 }).people).toBe(0);
  });
});

describe("widths", () => {
  const sum = (f: Schemas["Figures"]) => PARTS.reduce((all, part) => all + widths(f)[part], 0);
  it("fill the bar exactly", () => expect(sum(figures)).toBeCloseTo(100, 6));
  it("never hide a part that is not empty", () => {
    const rare = {
      ...figures,
      registered: 1_000_000,
      missing: 1,
      sampled: 999_994,
      resulted: 999_946,
    };
    expect(widths(rare).missing).toBeGreaterThan(0.5);
  });
  it("are empty for an empty round", () => {
    const none = Object.fromEntries(
      Object.keys(figures).map((key) => [key, 0]),
    ) as Schemas["Figures"];
    expect(sum(none)).toBe(0);
  });
});
