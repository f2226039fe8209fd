// The duties of the mock's night: each arises, is due, and is done at a moment known beforehand.
import type { components } from "../src/api/schema.ts";
import { pathOf } from "./city.ts";
import { chance } from "./geometry.ts";
import { cases, contacts, homeOf, iso, members, START, TUBE, TUBE_POSITIVE } from "./night.ts";

type S = components["schemas"];
const MINUTE = 60_000;

const TITLES: Partial<Record<S["DutyKind"], S["Text"]>> = {
  notify_sampling_team: { zh: "通知应急采样队", en: "Notify the sampling team" },
  notify_community: { zh: "通知社区", en: "Notify the community" },
  notify_police: { zh: "通知公安", en: "Notify the police" },
  hold_pool_member: { zh: "找到并管控混管人员", en: "Find and hold the pool member" },
  single_retest: { zh: "单管复采出结果", en: "Single re-test, result back" },
  case_report: { zh: "网络直报", en: "Report the case" },
  case_transfer: { zh: "转运定点医院", en: "Transfer to hospital" },
  core_facts: { zh: "核心流调信息", en: "Core facts of the case" },
  isolate_close_contact: { zh: "密接隔离到位", en: "Isolate the close contact" },
  isolate_second_degree: { zh: "次密接隔离到位", en: "Isolate the second-degree contact" },
};

interface MockDuty {
  id: number;
  kind: S["DutyKind"];
  opened: number;
  due: number;
  done: number;
  person: number;
  subject: S["DutySubject"];
  party: S["Party"];
  owner: string;
}

const duties: MockDuty[] = [];
function open(
  kind: S["DutyKind"],
  opened: number,
  minutes: number,
  done: number,
  person: number,
  subject: S["DutySubject"],
  party: S["Party"],
  owner: string,
) {
  duties.push({
    id: duties.length + 1,
    kind,
    opened,
    due: opened + minutes * MINUTE,
    done,
    person,
    subject,
    party,
    owner,
  });
}
const streetOf = (person: number) =>
  pathOf(homeOf(person)).find((unit) => unit.level === "subdistrict")?.name ?? "";

const tube: S["DutySubject"] = {
  label: TUBE,
  tube: TUBE,
  case: null,
  person: null,
  zone: null,
  round: null,
};
const first = members[0] ?? 0;
open(
  "notify_sampling_team",
  TUBE_POSITIVE,
  30,
  TUBE_POSITIVE + 4 * MINUTE,
  first,
  tube,
  "department",
  "应急采样队",
);
open(
  "notify_community",
  TUBE_POSITIVE,
  30,
  TUBE_POSITIVE + 9 * MINUTE,
  first,
  tube,
  "territory",
  "河埒街道",
);
open(
  "notify_police",
  TUBE_POSITIVE,
  30,
  TUBE_POSITIVE + 6 * MINUTE,
  first,
  tube,
  "department",
  "市公安局",
);
members.forEach((person, i) => {
  const about: S["DutySubject"] = { ...tube, person };
  open(
    "hold_pool_member",
    TUBE_POSITIVE,
    120,
    TUBE_POSITIVE + (20 + 130 * chance(i, 71)) * MINUTE,
    person,
    about,
    "territory",
    streetOf(person),
  );
  open(
    "single_retest",
    TUBE_POSITIVE,
    480,
    TUBE_POSITIVE + (190 + 420 * chance(i, 72)) * MINUTE,
    person,
    about,
    "department",
    "市疾控中心实验室",
  );
});
for (const c of cases) {
  const about: S["DutySubject"] = {
    label: `病例 ${c.id}`,
    tube: null,
    case: c.id,
    person: null,
    zone: null,
    round: null,
  };
  open(
    "case_report",
    c.at,
    120,
    c.at + (60 + 240 * chance(c.id, 81)) * MINUTE,
    c.person,
    about,
    "unit",
    "市疾控中心",
  );
  open(
    "case_transfer",
    c.at,
    120,
    c.at + (90 + 300 * chance(c.id, 82)) * MINUTE,
    c.person,
    about,
    "department",
    "市卫健委转运组",
  );
  open(
    "core_facts",
    c.at,
    240,
    c.at + (150 + 360 * chance(c.id, 83)) * MINUTE,
    c.person,
    about,
    "department",
    "流调三组",
  );
}
for (const contact of contacts) {
  const about: S["DutySubject"] = {
    label: `病例 ${contact.case.id}`,
    tube: null,
    case: contact.case.id,
    person: contact.person,
    zone: null,
    round: null,
  };
  const kind = contact.degree === 1 ? "isolate_close_contact" : "isolate_second_degree";
  open(
    kind,
    contact.listed,
    (contact.due - contact.listed) / MINUTE,
    contact.held,
    contact.person,
    about,
    "territory",
    streetOf(contact.person),
  );
}

function stateAt(duty: MockDuty, t: number): S["DutyState"] {
  if (duty.done <= t) return "done";
  if (t <= duty.due) return "open";
  return t > duty.due + 30 * MINUTE ? "escalated" : "overdue";
}

const RANK: Record<S["DutyState"], number> = { escalated: 0, overdue: 1, open: 2, done: 3 };

export function dutiesAt(t: number, unit?: number): S["Duty"][] {
  return duties
    .filter((duty) => duty.opened <= t && duty.opened >= START)
    .map((duty): S["Duty"] => {
      const state = stateAt(duty, t);
      const end = state === "done" ? duty.done : t;
      return {
        id: duty.id,
        kind: duty.kind,
        title: TITLES[duty.kind] ?? { zh: duty.kind, en: duty.kind },
        subject: duty.subject,
        path: pathOf(homeOf(duty.person)),
        party: duty.party,
        owner: duty.owner,
        opened_at: iso(duty.opened),
        due_at: iso(duty.due),
        state,
        late_minutes: Math.max(0, Math.floor((end - duty.due) / MINUTE)),
        done_at: state === "done" ? iso(duty.done) : null,
        evidence: null,
      };
    })
    .filter((duty) => unit === undefined || duty.path.some((step) => step.id === unit))
    .toSorted((a, b) => RANK[a.state] - RANK[b.state] || a.due_at.localeCompare(b.due_at));
}

export const isLate = (duty: S["Duty"]) => duty.state === "overdue" || duty.state === "escalated";

export function countDuties(list: S["Duty"][]): S["DutyCounts"] {
  const counts = { open: 0, overdue: 0, escalated: 0, done: 0 };
  for (const duty of list) counts[duty.state]++;
  return counts;
}
