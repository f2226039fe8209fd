// What every answer of the mock is made with: the moment asked about, pages, people without names.
import type { components } from "../src/api/schema.ts";
import { areaOf, pathOf } from "./city.ts";
import * as night from "./night.ts";
import { iso, positionOf } from "./night.ts";

type S = components["schemas"];

export const AREA_LEVELS = ["district", "subdistrict", "neighbourhood"];
export const ROUND: S["RoundRef"] = {
  id: 1,
  name: "三区首轮区域核酸筛查",
  due_at: iso(night.ROUND_DUE),
};
export const CLASSES = [
  { id: "close_contact", title: { zh: "密切接触者", en: "Close contact" }, degree: 1 as const },
  {
    id: "contact_of_contact",
    title: { zh: "次密接", en: "Contact of contact" },
    degree: 2 as const,
  },
];
export const LEVEL_TITLES: Record<S["ZoneLevel"], S["Text"]> = {
  none: { zh: "已解除", en: "Lifted" },
  precautionary: { zh: "防范区", en: "Precautionary area" },
  restricted: { zh: "管控区", en: "Restricted area" },
  lockdown: { zh: "封控区", en: "Sealed area" },
};

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly field = "",
  ) {
    super(en);
  }
}

export interface Ask {
  t: number;
  as_of: S["AsOf"];
  live: boolean;
  query: URLSearchParams;
}
export const numberOf = (ask: Ask, name: string) => {
  const text = ask.query.get(name);
  return text === null ? undefined : Number(text);
};
export const ref = (id: number): S["UnitRef"] => {
  const area = areaOf(id);
  if (!area)
    throw new Refused(
      404,
      "unit.unknown",
      `没有编号 ${id} 的单位。`,
      `There is no unit ${id}.`,
      "unit",
    );
  return { id: area.id, level: area.level, name: area.name };
};
export const under = (person: number, unit?: number) =>
  unit === undefined || pathOf(night.homeOf(person)).some((step) => step.id === unit);
export const seen = (person: number): S["PersonRef"] => ({
  person,
  sex: night.sexOf(person),
  age_years: night.ageOf(person),
});
export const roundAt = (ask: Ask) => (ask.t >= night.ROUND_OPENED ? ROUND : null);
export const callsAt = (t: number) => night.rollCalls.filter((call) => call.at < t);
export const lastCall = (t: number): S["RollCallRef"] | null => {
  const call = callsAt(t).at(-1);
  return call ? { position: positionOf(call.at), at: iso(call.at), title: call.title } : null;
};
export function page<T>(ask: Ask, items: T[], most = 1000) {
  const from = Number(ask.query.get("cursor") ?? 0);
  const limit = Math.min(most, numberOf(ask, "limit") ?? 100);
  const next_cursor = from + limit < items.length ? String(from + limit) : null;
  return { as_of: ask.as_of, items: items.slice(from, from + limit), next_cursor };
}
