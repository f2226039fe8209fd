// The mock's answers: status, timeline and register.

import type { components } from "../src/api/schema.ts";
import { type Ask, lastCall, ref, roundAt } from "./asking.ts";
import { areaOf, areas, CITY, pathOf, peopleOf } from "./city.ts";
import * as night from "./night.ts";
import { iso, positionOf } from "./night.ts";

type S = components["schemas"];

export const status = (ask: Ask): S["Status"] => ({
  as_of: ask.as_of,
  program_version: "0.1.0-mock",
  city: "无锡市",
  city_unit: CITY,
  people: peopleOf(CITY),
  units: areas.size,
  places: 0,
  now: iso(ask.t),
  clock: "simulated",
  clock_speed: 60,
  pack: {
    id: "covid19_omicron_city",
    version: "2022-03-22",
    title: { zh: "奥密克戎城市做法", en: "Omicron city practice" },
  },
  durable: true,
  current_round: roundAt(ask),
  last_roll_call: lastCall(ask.t),
});
export const timeline = (ask: Ask): S["Timeline"] => ({
  as_of: ask.as_of,
  first: { position: 1, at: iso(night.START) },
  last: { position: positionOf(ask.t), at: iso(ask.t) },
  marks: night.marks.filter((mark) => mark.position <= ask.as_of.position),
});

export const unitOf = (id: number): S["Unit"] => {
  const area = areaOf(id);
  const children = area?.level === "building" ? 24 : (area?.children.length ?? 0);
  const point = area ? { longitude: area.centre[0], latitude: area.centre[1] } : null;
  return { ...ref(id), code: area?.code ?? "", people: peopleOf(id), children, point };
};
export const unit = (ask: Ask, id: number): S["UnitAnswer"] => ({
  as_of: ask.as_of,
  unit: unitOf(id),
  path: pathOf(id),
});
export function search(ask: Ask): S["SearchAnswer"] {
  const words = ask.query.get("q") ?? "";
  const hits = [...areas.values()].filter((area) => area.name.includes(words)).slice(0, 20);
  return {
    as_of: ask.as_of,
    items: hits.map((area) => ({
      what: "unit" as const,
      id: area.id,
      name: area.name,
      level: area.level,
      path: pathOf(area.id),
    })),
  };
}
