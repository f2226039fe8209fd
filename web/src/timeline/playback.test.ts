import { describe, expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { fraction, lastMark, lineOf, MINUTE, step, timeOf } from "./playback";

const at = (minutes: number) =>
  new Date(Date.parse("2022-03-30T08:00:00Z") + minutes * MINUTE).toISOString();
const mark = (position: number, minutes: number) =>
  ({
    position,
    at: at(minutes),
    kind: "other",
    label_zh: "",
    label_en: `mark ${position}`,
  }) as const;
const timeline: Schemas["Timeline"] = {
  as_of: { position: 300, recorded_at: at(600) },
  first: { position: 1, at: at(0) },
  last: { position: 300, at: at(600) },
  marks: [mark(100, 90), mark(200, 240)],
};

describe("the line", () => {
  it("reaches to the running clock", () => {
    expect(lineOf(timeline, Date.parse(at(605))).last).toBe(Date.parse(at(605)));
    expect(lineOf(timeline, null).last).toBe(Date.parse(at(600)));
  });
  it("is never empty, even at the first moment", () => {
    const fresh = { ...timeline, last: timeline.first };
    const line = lineOf(fresh, null);
    expect(line.last).toBeGreaterThan(line.first);
  });
  it("keeps the thumb on it", () => {
    const line = lineOf(timeline, null);
    expect([fraction(line.first - 1, line), fraction(line.last + 1, line)]).toEqual([0, 1]);
  });
});

describe("a position in the address", () => {
  it("of a mark is the mark's time", () =>
    expect(timeOf("100", timeline)).toBe(Date.parse(at(90))));
  it("between marks lies between their times", () =>
    expect(timeOf("150", timeline)).toBe(Date.parse(at(165))));
  it("past the end is the end", () => expect(timeOf("9999", timeline)).toBe(Date.parse(at(600))));
});

describe("a replay", () => {
  it("goes in even steps and ends at now", () => {
    const line = lineOf(timeline, null);
    let now: number | null = line.first;
    let steps = 0;
    while (now !== null) {
      now = step(now, line, 15);
      steps++;
    }
    expect(steps).toBe(600 / 15);
  });
  it("tells the mark last passed", () => {
    expect(lastMark(timeline.marks, Date.parse(at(239)))?.position).toBe(100);
    expect(lastMark(timeline.marks, Date.parse(at(10)))).toBeUndefined();
  });
});
