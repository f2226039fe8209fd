import { describe, expect, it } from "vitest";
import { change, clock, count, isoLocal, moment, percent, span, where } from "./format";

describe("numbers", () => {
  it("have their thousands apart", () => expect(count(7462135, "zh")).toBe("7,462,135"));
  it("show a change with its sign, also when there is none", () => {
    expect([change(12, "en"), change(-1200, "en"), change(0, "zh")]).toEqual([
      "+12",
      "−1,200",
      "±0",
    ]);
  });
  it("never round an incomplete share up to all", () => {
    expect(percent(9999, 10000)).toBe("99.9%");
    expect(percent(5, 5)).toBe("100.0%");
    expect(percent(0, 0)).toBe("–");
  });
});

describe("times", () => {
  const three = "2022-03-30T19:00:00Z";
  it("are the city's, whatever the reader's device", () => {
    expect(clock(three, "zh")).toBe("03:00");
    expect(moment(three, "zh")).toBe("3月31日 03:00");
    expect(moment(three, "en")).toBe("31 Mar 03:00");
  });
  it("show midnight as 00:00", () => expect(clock("2022-03-30T16:00:00Z", "en")).toBe("00:00"));
  it("go to the address in local time", () => {
    expect(isoLocal(Date.parse(three))).toBe("2022-03-31T03:00:00+08:00");
  });
  it("say spans in hours and minutes", () => {
    expect([span(47, "zh"), span(110, "zh"), span(120, "en"), span(61, "en")]).toEqual([
      "47分钟",
      "1小时50分",
      "2 h",
      "1 h 1 min",
    ]);
  });
});

it("says where without repeating the city", () => {
  const path = [
    { id: 1, level: "city" as const, name: "无锡市" },
    { id: 2, level: "district" as const, name: "滨湖区" },
    { id: 3, level: "subdistrict" as const, name: "河埒街道" },
  ];
  expect(where(path)).toBe("滨湖区 河埒街道");
});
