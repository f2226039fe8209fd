// The whole state of the view lives in the address: what is shown can be sent to somebody else. What
// cannot be read is dropped, never guessed.
import type { Schemas } from "../api/client";

export const TABS = ["districts", "missing", "cases", "duties", "tubes", "held", "zones"] as const;
export type Tab = (typeof TABS)[number];

export interface View {
  tab?: Tab;
  area?: number; // Unit id; absent: the whole city.
  round?: number; // Absent: the current round.
  as_of?: string; // A position or a time; absent: now.
  doors?: boolean; // The missing as doors instead of units.
  case?: number;
  class?: string; // Of contacts.
  held?: boolean; // Of contacts.
  tube?: string;
  outcome?: Schemas["TubeOutcome"];
  custody?: Schemas["Custody"];
  state?: Schemas["DutyState"];
  party?: Schemas["Party"];
  kind?: Schemas["DutyKind"];
  zone?: number;
  lang?: "zh" | "en";
}

const OUTCOMES = ["pending", "negative", "positive", "single_target", "inconclusive"] as const;
const CUSTODIES = ["station", "courier", "laboratory", "resulted", "voided"] as const;
const STATES = ["open", "overdue", "escalated", "done"] as const;
const PARTIES = ["territory", "department", "unit", "individual"] as const;
const AS_OF = /^(\d{1,18}|\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d))$/;
const WORD = /^[A-Za-z0-9_-]{1,64}$/;

const whole = (value: unknown): number | undefined =>
  /^\d{1,10}$/.test(String(value ?? "")) ? Number(value) : undefined;
const oneOf = <T extends string>(value: unknown, list: readonly T[]): T | undefined =>
  list.find((one) => one === value);
const match = (value: unknown, pattern: RegExp): string | undefined =>
  pattern.test(String(value ?? "")) ? String(value) : undefined;
const flag = (value: unknown): boolean | undefined =>
  value === true || value === "true"
    ? true
    : value === false || value === "false"
      ? false
      : undefined;

export function readView(raw: Record<string, unknown>): View {
  const view: View = {
    tab: oneOf(raw.tab, TABS),
    area: whole(raw.area),
    round: whole(raw.round),
    as_of: match(raw.as_of, AS_OF),
    doors: flag(raw.doors),
    case: whole(raw.case),
    class: match(raw.class, WORD),
    held: flag(raw.held),
    tube: match(raw.tube, /^[A-Za-z0-9-]{1,40}$/),
    outcome: oneOf(raw.outcome, OUTCOMES),
    custody: oneOf(raw.custody, CUSTODIES),
    state: oneOf(raw.state, STATES),
    party: oneOf(raw.party, PARTIES),
    kind: match(raw.kind, WORD) as Schemas["DutyKind"] | undefined,
    zone: whole(raw.zone),
    lang: oneOf(raw.lang, ["zh", "en"] as const),
  };
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
}

// Plain `a=1&b=2`, so that people can read and type it.
export const parseSearch = (text: string): Record<string, unknown> =>
  Object.fromEntries(new URLSearchParams(text.replace(/^\?/, "")));

export function stringifySearch(view: Record<string, unknown>): string {
  const pairs = Object.entries(view).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text.replaceAll("%3A", ":")}` : "";
}

// What stays when the user turns to another list: where and when, not which one was open.
export function turnTo(tab: Tab, view: View, more: View = {}): View {
  const { area, round, as_of, lang } = view;
  return { area, round, as_of, lang, ...more, tab };
}
