import { describe, expect, it } from "vitest";
import { parseSearch, readView, stringifySearch, turnTo, type View } from "./search";

const VIEW: View = {
  tab: "missing",
  area: 412,
  round: 1,
  as_of: "2022-03-31T03:00:00+08:00",
  doors: true,
  lang: "en",
};

describe("the address", () => {
  it("gives back the view it was made from", () => {
    expect(readView(parseSearch(stringifySearch({ ...VIEW })))).toEqual(VIEW);
  });
  it("keeps the plus of a time zone", () => {
    expect(stringifySearch({ as_of: VIEW.as_of })).toBe("?as_of=2022-03-31T03:00:00%2B08:00");
  });
  it("takes a position as well as a time", () => {
    expect(readView(parseSearch("?as_of=18204"))).toEqual({ as_of: "18204" });
  });
  it("drops what cannot be read", () => {
    const raw =
      "?tab=secrets&area=-1&as_of=yesterday&tube=%3Cb%3E&doors=perhaps&state=late&unknown=1";
    expect(readView(parseSearch(raw))).toEqual({});
  });
  it("is empty for the plain view", () => expect(stringifySearch({})).toBe(""));
});

it("turning to another list keeps where and when, not what was open", () => {
  const open: View = { ...VIEW, tube: "WX-1", case: 3, custody: "courier" };
  expect(turnTo("duties", open, { state: "overdue" })).toEqual({
    tab: "duties",
    area: 412,
    round: 1,
    as_of: VIEW.as_of,
    lang: "en",
    state: "overdue",
  });
});
