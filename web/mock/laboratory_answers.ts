// The mock's answers: rounds, the missing and tubes.

import type { components } from "../src/api/schema.ts";
import { type Ask, callsAt, numberOf, page, Refused, ROUND, ref, seen } from "./asking.ts";
import { areaOf, areas, buildingsOf, CITY, household, householdId, pathOf } from "./city.ts";
import { chance } from "./geometry.ts";
import * as night from "./night.ts";
import { iso, positionOf } from "./night.ts";
import { unitOf } from "./status_answers.ts";
import { heldAt } from "./zoning_answers.ts";

type S = components["schemas"];

export function round(ask: Ask): S["Round"] {
  const id = numberOf(ask, "unit") ?? CITY;
  const figures = night.figures(id, ask.t);
  const call = callsAt(ask.t).at(-1);
  return {
    ...ROUND,
    state: ask.t > night.ROUND_DUE ? "closed" : "open",
    units: night.ROUND_DISTRICTS.map(ref),
    opened_at: iso(night.ROUND_OPENED),
    pool_size: 10,
    figures,
    change: call ? night.add({ ...figures }, night.figures(id, call.at), -1) : null,
  };
}
export function reconciliation(ask: Ask): S["Reconciliation"] {
  const id = numberOf(ask, "unit") ?? CITY;
  const level = ask.query.get("level");
  const row = (child: number) => ({
    unit: ref(child),
    children: unitOf(child).children,
    figures: night.figures(child, ask.t),
  });
  const ids = level
    ? [...areas.values()].filter((area) => area.level === level).map((area) => area.id)
    : (areaOf(id)?.children ?? []);
  const items = ids
    .filter(night.inRound)
    .map(row)
    .toSorted((a, b) => b.figures.missing - a.figures.missing);
  return {
    as_of: ask.as_of,
    round: ROUND,
    unit: row(id),
    path: pathOf(id),
    items,
    next_cursor: null,
  };
}
export function missing(ask: Ask): S["MissingPage"] {
  const id = numberOf(ask, "unit") ?? CITY;
  const home = household(id);
  const list = home ? [home.building] : buildingsOf(id).filter(night.inRound);
  const from = Number(ask.query.get("cursor") ?? 0);
  const items: S["MissingDoor"][] = [];
  let at = from;
  for (; at < list.length && items.length < 100; at++) {
    const building = list[at] ?? 0;
    for (const { door, people } of night.missingDoors(building, ask.t)) {
      const door_id = householdId(building, door);
      if (home && door_id !== id) continue;
      items.push({
        household: ref(door_id),
        path: pathOf(door_id),
        floor: Math.floor(door / 4) + 1,
        people: people.map((person) => ({
          ...seen(person),
          reason: chance(person, 8) < 0.93 ? "not_seen" : "tube_voided",
        })),
      });
    }
  }
  const people = home
    ? items.reduce((sum, door) => sum + door.people.length, 0)
    : night.figures(id, ask.t).missing;
  return {
    as_of: ask.as_of,
    round: ROUND,
    unit: ref(id),
    people,
    items,
    next_cursor: at < list.length ? String(at) : null,
  };
}
export const station = { id: 3, name: "河埒社区采样点" };
export function tubesAt(ask: Ask): S["Tube"][] {
  const known = (n: number, t: number): S["Tube"] => {
    const age = (ask.t - t) / 60_000;
    const custody =
      age < 25 ? "station" : age < 70 ? "courier" : age < 320 ? "laboratory" : "resulted";
    return {
      code: `WX220330-${String(200 + n).padStart(6, "0")}`,
      round: ROUND,
      custody,
      outcome: custody === "resulted" ? "negative" : "pending",
      people: 10 - (n % 4 === 3 ? 2 : 0),
      capacity: 10,
      purpose: "screening",
      station: { id: n % 40, name: `采样点 ${n % 40}` },
      laboratory: age < 70 ? null : { id: 1, name: "市疾控中心实验室" },
      courier: age < 25 ? null : `冷链车 ${n % 12}`,
      opened_at: iso(t),
      resulted_at: custody === "resulted" ? iso(t + 320 * 60_000) : null,
      held: 0,
    };
  };
  const positive: S["Tube"] = {
    code: night.TUBE,
    round: null,
    custody: "resulted",
    outcome: "positive",
    people: 10,
    capacity: 10,
    purpose: "screening",
    station,
    laboratory: { id: 1, name: "市疾控中心实验室" },
    courier: "冷链车 2",
    opened_at: iso(night.TUBE_FILLED),
    resulted_at: iso(night.TUBE_POSITIVE),
    held: heldAt(ask.t).filter((h) => h.tube).length,
  };
  const later = Array.from({ length: 300 }, (_, n) =>
    known(n, night.ROUND_OPENED + n * 75_000),
  ).filter((tube) => Date.parse(tube.opened_at) <= ask.t);
  return [...(ask.t >= night.TUBE_POSITIVE ? [positive] : []), ...later.toReversed()];
}
export function tubes(ask: Ask): S["TubePage"] {
  const [outcome, custody] = [ask.query.get("outcome"), ask.query.get("custody")];
  return page(
    ask,
    tubesAt(ask).filter(
      (tube) => (!outcome || tube.outcome === outcome) && (!custody || tube.custody === custody),
    ),
  );
}
export function tube(ask: Ask, code: string): S["TubeAnswer"] {
  const found = tubesAt(ask).find((one) => one.code === code);
  if (!found)
    throw new Refused(
      404,
      "tube.unknown",
      `没有编号 ${code} 的试管。`,
      `There is no tube ${code}.`,
      "code",
    );
  const positive = code === night.TUBE;
  const step = (kind: S["TubeStep"]["kind"], t: number, placeName: string): S["TubeStep"] => ({
    kind,
    occurred_at: iso(t),
    recorded_at: iso(t + 4000),
    position: positionOf(t),
    place: placeName,
  });
  const opened = Date.parse(found.opened_at);
  const steps = [
    step("opened", opened, found.station?.name ?? ""),
    step("handed_over", opened + 25 * 60_000, found.courier ?? ""),
    step("received", opened + 70 * 60_000, "市疾控中心实验室"),
  ];
  if (found.resulted_at)
    steps.push({
      ...step("resulted", Date.parse(found.resulted_at), "市疾控中心实验室"),
      outcome: found.outcome,
    });
  const people = positive
    ? night.members
    : night.members.map((person) => person + 96 * (1 + (opened % 97))).slice(0, found.people);
  return {
    as_of: ask.as_of,
    tube: found,
    cycle_thresholds: positive ? { ORF1ab: 31.2, N: 29.8 } : {},
    history: steps.filter((one) => Date.parse(one.recorded_at) <= ask.t),
    members: people.map((person, i) => ({
      ...seen(person),
      order: i + 1,
      path: pathOf(night.homeOf(person)),
      bound_at: iso(opened + i * 55_000),
      held: positive && ask.t > night.TUBE_POSITIVE,
      retest:
        positive && ask.t > night.TUBE_POSITIVE + 3600_000
          ? {
              tube: `WX220330-1${String(i).padStart(5, "0")}`,
              outcome:
                ask.t < (night.cases[0]?.at ?? 0) ? "pending" : i === 0 ? "positive" : "negative",
            }
          : null,
      antigen:
        positive && ask.t > (night.antigen[0] ?? 0) ? (i === 0 ? "positive" : "negative") : null,
    })),
  };
}
export function ledger(ask: Ask): S["Ledger"] {
  const f = night.figures(CITY, ask.t);
  const [st, co, la, re] = [f.at_station, f.in_transit, f.in_laboratory, f.resulted].map((people) =>
    Math.ceil(people / 9.4),
  ) as [number, number, number, number];
  const hop = (account: "station" | "courier" | "laboratory", inside: number, out: number) => ({
    account,
    in: inside + out,
    out,
    inside,
    balanced: true,
  });
  return {
    as_of: ask.as_of,
    total: st + co + la + re + 3,
    station: st,
    courier: co,
    laboratory: la,
    resulted: re,
    voided: 3,
    hops: [
      hop("station", st, co + la + re + 3),
      hop("courier", co, la + re),
      hop("laboratory", la, re),
    ],
    exceptions: [],
  };
}
