// What the mock answers to a GET of the contract; the types are the contract's own.
import type { components } from "../src/api/schema.ts";
import { type Ask, numberOf, page, Refused, roundAt } from "./asking.ts";
import { briefing, duties, dutySummary } from "./briefing_answers.ts";
import { ledger, missing, reconciliation, round, tube, tubes } from "./laboratory_answers.ts";
import { boundaries, mapBuildings, marks } from "./map_answers.ts";
import * as night from "./night.ts";
import { iso, positionOf } from "./night.ts";
import { search, status, timeline, unit } from "./status_answers.ts";
import { caseOf, casesAt, contacts } from "./tracing_answers.ts";
import { heldAt, proposals, zonesAt } from "./zoning_answers.ts";

type S = components["schemas"];

export { Refused };

const ROUTES: [RegExp, (ask: Ask, key: string) => unknown][] = [
  [/^\/status$/, status],
  [/^\/timeline$/, timeline],
  [/^\/registry\/units\/(\d+)$/, (ask, id) => unit(ask, Number(id))],
  [/^\/registry\/search$/, search],
  [/^\/map\/boundaries$/, boundaries],
  [/^\/map\/buildings$/, mapBuildings],
  [/^\/map\/marks$/, marks],
  [
    /^\/laboratory\/rounds$/,
    (ask): S["RoundPage"] => ({
      as_of: ask.as_of,
      items: roundAt(ask) ? [round(ask)] : [],
      next_cursor: null,
    }),
  ],
  [
    /^\/laboratory\/rounds\/1$/,
    (ask): S["RoundAnswer"] => ({ as_of: ask.as_of, round: round(ask) }),
  ],
  [/^\/laboratory\/rounds\/1\/reconciliation$/, reconciliation],
  [/^\/laboratory\/rounds\/1\/missing$/, missing],
  [/^\/laboratory\/tubes$/, tubes],
  [/^\/laboratory\/tubes\/([\w-]+)$/, tube],
  [/^\/laboratory\/ledger$/, ledger],
  [/^\/tracing\/cases$/, (ask): S["CasePage"] => page(ask, casesAt(ask.t, numberOf(ask, "unit")))],
  [
    /^\/tracing\/cases\/(\d+)$/,
    (ask, id): S["CaseAnswer"] => ({ as_of: ask.as_of, case: caseOf(ask, Number(id)) }),
  ],
  [/^\/tracing\/cases\/(\d+)\/contacts$/, (ask, id) => contacts(ask, Number(id))],
  [/^\/zoning\/zones$/, (ask): S["ZonePage"] => page(ask, zonesAt(ask.t, numberOf(ask, "unit")))],
  [/^\/zoning\/proposals$/, proposals],
  [
    /^\/quarantine\/held$/,
    (ask): S["HeldPage"] => {
      const items = heldAt(ask.t, numberOf(ask, "unit"));
      return { ...page(ask, items), total: items.length };
    },
  ],
  [/^\/duties$/, duties],
  [/^\/duties\/summary$/, dutySummary],
  [/^\/briefing$/, briefing],
];

// `path` is what follows /api/v1; `now` is the mock's clock.
export function answer(path: string, query: URLSearchParams, now: number): unknown {
  const wanted = query.get("as_of");
  const t = Math.min(
    now,
    !wanted ? now : /^\d+$/.test(wanted) ? night.timeOf(Number(wanted)) : Date.parse(wanted),
  );
  if (Number.isNaN(t))
    throw new Refused(
      400,
      "as_of.unreadable",
      "时刻无法识别。",
      "This time cannot be read.",
      "as_of",
    );
  const ask: Ask = {
    t,
    as_of: { position: positionOf(t), recorded_at: iso(t) },
    live: !wanted,
    query,
  };
  for (const [pattern, make] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return make(ask, match[1] ?? "");
  }
  throw new Refused(404, "path.unknown", "没有这个接口。", "There is no such endpoint.");
}
