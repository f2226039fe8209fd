// The round's conservation law, checked where it is shown: a page that hides a hole in the sums is
// worse than one that shows it.
import type { Schemas } from "../api/client";

export interface Balance {
  people: number; // registered − (sampled + exempt + missing); 0 when it balances.
  sampled: number; // sampled − (at_station + in_transit + in_laboratory + resulted).
}

export function balance(f: Schemas["Figures"]): Balance {
  return {
    people: f.registered - (f.sampled + f.exempt + f.missing),
    sampled: f.sampled - (f.at_station + f.in_transit + f.in_laboratory + f.resulted),
  };
}

export type Part =
  | "resulted"
  | "in_laboratory"
  | "in_transit"
  | "at_station"
  | "exempt"
  | "missing";
export const PARTS: Part[] = [
  "resulted",
  "in_laboratory",
  "in_transit",
  "at_station",
  "exempt",
  "missing",
];

// Widths of the parts in per cent. They fill the bar exactly; a part that is not 0 is never invisible.
export function widths(f: Schemas["Figures"], least = 0.6): Record<Part, number> {
  const total = PARTS.reduce((sum, part) => sum + f[part], 0);
  const raw = PARTS.map((part) =>
    total > 0 && f[part] > 0 ? Math.max(least, (100 * f[part]) / total) : 0,
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return Object.fromEntries(
    PARTS.map((part, i) => [part, sum > 0 ? (100 * (raw[i] ?? 0)) / sum : 0]),
  ) as Record<Part, number>;
}
