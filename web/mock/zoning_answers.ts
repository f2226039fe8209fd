// The mock's answers: zones, proposals and held people.

import type { components } from "../src/api/schema.ts";
import { type Ask, LEVEL_TITLES, numberOf, ref, seen, under } from "./asking.ts";
import { pathOf, peopleOf } from "./city.ts";
import * as night from "./night.ts";
import { iso } from "./night.ts";
import { caseOf } from "./tracing_answers.ts";

type S = components["schemas"];

export const liesIn = (id: number, within: number) => pathOf(id).some((step) => step.id === within);
export const zonesAt = (t: number, within?: number): S["Zone"][] =>
  night.zones
    .filter((zone) => zone.at <= t)
    .filter(
      (zone) =>
        within === undefined || zone.units.some((id) => liesIn(id, within) || liesIn(within, id)),
    )
    .map((zone) => ({
      id: zone.id,
      name: zone.name,
      level: zone.level,
      level_title: LEVEL_TITLES[zone.level],
      units: zone.units.map(ref),
      people: zone.units.reduce((sum, id) => sum + peopleOf(id), 0),
      from: iso(zone.at),
      until: null,
      reason: "病例住址与流调轨迹",
      adopted_by: zone.by,
      second_person: zone.level === "lockdown" ? "市卫健委值班领导(虚构)" : null,
      adopted_at: iso(zone.at),
    }));
export function proposals(ask: Ask): S["ProposalList"] {
  const c = caseOf(ask, numberOf(ask, "case") ?? night.cases.length);
  const path = c.path;
  const zone = (level: S["ZoneLevel"], id: number) => ({
    level,
    units: [ref(id)],
    people: peopleOf(id),
  });
  const make = (
    width: "tight" | "standard" | "wide",
    steps: [S["ZoneLevel"], string][],
    covered: number,
  ): S["ZoneProposal"] => {
    const list = steps.flatMap(([level, at]) =>
      path.filter((step) => step.level === at).map((step) => zone(level, step.id)),
    );
    return {
      width,
      zones: list,
      people_restricted: Math.max(...list.map((one) => one.people)),
      priority_people: 0,
      exposure_covered: covered,
      reasons: [
        { unit: list[0]?.units[0]?.id ?? 0, zh: "覆盖病例住址", en: "Covers the case's home" },
      ],
    };
  };
  return {
    as_of: ask.as_of,
    items: [
      make("tight", [["lockdown", "building"]], 0.58),
      make("standard", [["lockdown", "compound"]], 0.83),
      make(
        "wide",
        [
          ["lockdown", "compound"],
          ["restricted", "neighbourhood"],
        ],
        0.94,
      ),
    ],
  };
}
export function heldAt(t: number, within?: number): S["HeldPerson"][] {
  const pool =
    t < night.TUBE_POSITIVE
      ? []
      : night.members.map((person) => ({
          person,
          at: night.TUBE_POSITIVE,
          reason: "pool_member" as const,
          tube: night.TUBE as string | null,
          c: null as number | null,
        }));
  const rest = night.contacts
    .filter((contact) => contact.held <= t)
    .map((contact) => ({
      person: contact.person,
      at: contact.held,
      reason: contact.degree === 1 ? ("close_contact" as const) : ("contact_of_contact" as const),
      tube: null,
      c: contact.case.id as number | null,
    }));
  return [...rest.toSorted((a, b) => b.at - a.at), ...pool]
    .filter((one) => under(one.person, within))
    .map((one) => ({
      ...seen(one.person),
      path: pathOf(night.homeOf(one.person)),
      reason: one.reason,
      since: iso(one.at),
      confirmed_at: iso(one.at),
      release_due_on: one.c ? "2022-04-13" : null,
      tube: one.tube,
      case: one.c,
    }));
}
