// The mock's answers: cases and contacts.

import type { components } from "../src/api/schema.ts";
import { type Ask, CLASSES, page, Refused, seen, under } from "./asking.ts";
import { pathOf } from "./city.ts";
import { chance } from "./geometry.ts";
import * as night from "./night.ts";
import { iso } from "./night.ts";

type S = components["schemas"];

export const countContacts = (list: night.MockContact[], t: number): S["ContactCounts"][] =>
  CLASSES.map(({ id, title, degree }) => {
    const mine = list.filter((contact) => contact.degree === degree && contact.listed <= t);
    return {
      class: id,
      title,
      degree,
      listed: mine.length,
      held: mine.filter((contact) => contact.held <= t).length,
    };
  });
export function casesAt(t: number, within?: number): S["CaseRecord"][] {
  return night.cases
    .filter((c) => c.at <= t && under(c.person, within))
    .toReversed()
    .map((c) => ({
      ...seen(c.person),
      id: c.id,
      label: `病例 ${c.id}`,
      path: pathOf(night.homeOf(c.person)),
      classification: c.id % 2 ? "confirmed" : "asymptomatic",
      origin: "local",
      found_how: c.found,
      onset: c.id === 1 ? "2022-03-29" : null,
      positive_specimen: "2022-03-30",
      reported_at: iso(c.at),
      isolated_at: t > c.at + 100 * 60_000 ? iso(c.at + 100 * 60_000) : null,
      infectious_period: { first: c.id === 1 ? "2022-03-25" : "2022-03-26", last: "2022-03-31" },
      tube: c.id === 1 ? night.TUBE : null,
      held: true,
      contacts: countContacts(
        night.contacts.filter((contact) => contact.case === c),
        t,
      ),
    }));
}
export function caseOf(ask: Ask, id: number) {
  const found = casesAt(ask.t).find((c) => c.id === id);
  if (!found)
    throw new Refused(
      404,
      "case.unknown",
      `此时还没有病例 ${id}。`,
      `At this time there is no case ${id}.`,
      "id",
    );
  return found;
}
export const PLACES: S["PlaceKind"][] = [
  "household",
  "workplace",
  "restaurant",
  "supermarket",
  "class_group",
];
export function contacts(ask: Ask, id: number): S["ContactPage"] {
  caseOf(ask, id);
  const wanted = ask.query.get("class");
  const held = ask.query.get("held");
  const list = night.contacts
    .filter((contact) => contact.case.id === id && contact.listed <= ask.t)
    .filter(
      (contact) => !wanted || CLASSES.find((one) => one.id === wanted)?.degree === contact.degree,
    )
    .filter((contact) => !held || String(contact.held <= ask.t) === held);
  const items = list.map((contact): S["Contact"] => {
    const kind =
      PLACES[contact.index < 4 ? 0 : 1 + Math.floor(chance(contact.index, 4) * 4)] ?? "other";
    const from = night.at("28T08:00") + chance(contact.index, 2) * 50 * 3600_000;
    const minutes = kind === "household" ? 1460 : Math.floor(12 + 300 * chance(contact.index, 5));
    const one = CLASSES[contact.degree - 1] as (typeof CLASSES)[number];
    const late = contact.held > ask.t && ask.t > contact.due;
    return {
      ...seen(contact.person),
      path: pathOf(night.homeOf(contact.person)),
      class: one.id,
      class_title: one.title,
      rule: `same_${kind}`,
      rule_title: {
        zh: kind === "household" ? "同住" : "同处一室",
        en: kind === "household" ? "Same household" : "Same room",
      },
      place: {
        id: kind === "household" ? null : 500 + contact.index,
        kind,
        name: kind === "household" ? "家中" : `虚构场所 ${contact.index % 23}`,
        unit: null,
        point: null,
      },
      first_at: iso(from),
      last_at: iso(from + minutes * 60_000),
      minutes,
      degree: contact.degree,
      via: contact.degree === 2 ? (night.contacts[0]?.person ?? null) : null,
      held: contact.held <= ask.t,
      duty: {
        id: contact.index,
        state: contact.held <= ask.t ? "done" : late ? "overdue" : "open",
        due_at: iso(contact.due),
      },
    };
  });
  return { ...page(ask, items), total: items.length };
}
