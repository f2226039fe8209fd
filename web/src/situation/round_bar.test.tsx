// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it } from "vitest";
import { startLanguage } from "../i18n";
import { Balanced } from "./round_bar";

const figures = {
  registered: 2701,
  sampled: 1600,
  exempt: 1,
  missing: 1100,
  at_station: 100,
  in_transit: 200,
  in_laboratory: 700,
  resulted: 600,
  not_on_register: 0,
};

beforeAll(() => startLanguage("zh"));
afterEach(cleanup);

it("says that the sums hold", () => {
  render(<Balanced figures={figures} />);
  expect(screen.getByText(/账平/)).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("raises an alarm with the number of people that the sums lose", () => {
  render(<Balanced figures={{ ...figures, missing: 1088 }} />);
  expect(screen.getByRole("alert").textContent).toContain("差 12 人");
});
