import { expect, it, vi } from "vitest";

vi.mock("maplibre-gl", () => ({ Marker: class {}, LngLatBounds: class {} }));
const { groupPins } = await import("./pins");

const pin = (kind: "tube" | "case", x: number, y: number) => ({
  kind,
  at: [x, y] as [number, number],
  label: "",
  open: () => {},
});
const project = ([x, y]: [number, number]) => ({ x, y });

it("joins what would overlap and loses nothing", () => {
  const groups = groupPins([pin("case", 0, 0), pin("case", 10, 0), pin("case", 200, 0)], project);
  expect(groups.map((group) => group.pins.length)).toEqual([2, 1]);
});

it("puts a positive tube before the cases around it", () => {
  const [group] = groupPins([pin("case", 0, 0), pin("tube", 5, 5)], project);
  expect(group?.pins[0]?.kind).toBe("tube");
});
