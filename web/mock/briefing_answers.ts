// The mock's answers: duties and the roll call.

import type { components } from "../src/api/schema.ts";
import { type Ask, callsAt, lastCall, numberOf, page, ref, roundAt, under } from "./asking.ts";
import { areas, CITY, pathOf, peopleOf } from "./city.ts";
import { countDuties, dutiesAt, isLate } from "./duties.ts";
import * as night from "./night.ts";
import { iso } from "./night.ts";
import { casesAt } from "./tracing_answers.ts";
import { heldAt, zonesAt } from "./zoning_answers.ts";

type S = components["schemas"];

export function duties(ask: Ask): S["DutyPage"] {
  const want = (name: string) => ask.query.get(name);
  const list = dutiesAt(ask.t, numberOf(ask, "unit")).filter(
    (duty) =>
      (want("state") ? duty.state === want("state") : duty.state !== "done") &&
      (!want("kind") || duty.kind === want("kind")) &&
      (!want("party") || duty.party === want("party")) &&
      (!want("owner") || duty.owner === want("owner")),
  );
  return { ...page(ask, list), total: list.length };
}
export function dutySummary(ask: Ask): S["DutySummary"] {
  const all = dutiesAt(ask.t, numberOf(ask, "unit"));
  const kinds = [...new Set(all.map((duty) => duty.kind))];
  const parties = [...new Set(all.map((duty) => duty.party))];
  return {
    as_of: ask.as_of,
    total: countDuties(all),
    by_kind: kinds.map((kind) => ({
      kind,
      title: all.find((d) => d.kind === kind)?.title ?? { zh: "", en: "" },
      counts: countDuties(all.filter((d) => d.kind === kind)),
    })),
    by_party: parties.map((party) => ({
      party,
      counts: countDuties(all.filter((d) => d.party === party)),
    })),
  };
}
export function briefingFigures(t: number, id: number): S["BriefingFigures"] {
  const within = id === CITY ? undefined : id;
  const open = dutiesAt(t, within).filter((duty) => duty.state !== "done");
  const listed = night.contacts.filter(
    (contact) => contact.listed <= t && under(contact.person, within),
  );
  const zones = zonesAt(t, within);
  return {
    cases: casesAt(t, within).length,
    antigen_positive: within ? 0 : night.antigen.filter((when) => when <= t).length,
    positive_tubes:
      t >= night.TUBE_POSITIVE && (!within || pathOf(night.STATION).some((s) => s.id === id))
        ? 1
        : 0,
    held: heldAt(t, within).length,
    contacts_listed: listed.length,
    contacts_held: listed.filter((contact) => contact.held <= t).length,
    zones: zones.length,
    people_in_zones: Math.min(
      peopleOf(id),
      zones.filter((zone) => zone.level !== "lockdown").reduce((sum, zone) => sum + zone.people, 0),
    ),
    duties_open: open.length,
    duties_overdue: open.filter(isLate).length,
    round: t >= night.ROUND_OPENED ? night.figures(id, t) : null,
  };
}
export function briefing(ask: Ask): S["Briefing"] {
  const call = callsAt(ask.t).at(-1);
  const row = (id: number): S["BriefingRow"] => {
    const figures = briefingFigures(ask.t, id);
    if (!call) return { unit: ref(id), figures, change: null };
    const before = briefingFigures(call.at, id);
    const change = Object.fromEntries(
      Object.entries(figures).map(([key, value]) => [
        key,
        typeof value === "number" ? value - (before[key as "cases"] ?? 0) : null,
      ]),
    ) as unknown as S["BriefingFigures"];
    change.round = figures.round
      ? night.add({ ...figures.round }, before.round ?? night.noFigures(), -1)
      : null;
    return { unit: ref(id), figures, change };
  };
  const groups = new Map<string, S["Briefing"]["late"][number]>();
  for (const duty of dutiesAt(ask.t).filter(isLate)) {
    const key = `${duty.kind} ${duty.owner}`;
    const old = groups.get(key);
    groups.set(key, {
      kind: duty.kind,
      title: duty.title,
      party: duty.party,
      owner: duty.owner,
      unit: null,
      count: (old?.count ?? 0) + 1,
      late_minutes_max: Math.max(old?.late_minutes_max ?? 0, duty.late_minutes),
    });
  }
  return {
    as_of: ask.as_of,
    at: iso(ask.t),
    last_roll_call: lastCall(ask.t),
    round: roundAt(ask),
    city: row(CITY),
    districts: areas.get(CITY)?.children.map(row) ?? [],
    late: [...groups.values()].toSorted((a, b) => b.late_minutes_max - a.late_minutes_max),
  };
}
