// The mock's night: what was known at a moment, as plain functions of time. Everything is invented;
// only the order of things follows the first night of a real outbreak.
import type { components } from "../src/api/schema.ts";
import { areas, buildings, buildingsOf, byName, DOORS, householdId, peopleOfDoor } from "./city.ts";
import { chance } from "./geometry.ts";

type S = components["schemas"];

export const at = (text: string) => Date.parse(`2022-03-${text}:00+08:00`);
export const START = at("30T16:00");
export const ROUND_OPENED = at("30T20:30");
export const ROUND_DUE = at("31T12:00");
const MINUTE = 60_000;

export const positionOf = (t: number) => 1 + Math.floor((Math.max(t, START) - START) / 2000);
export const timeOf = (position: number) => START + (position - 1) * 2000;
export const iso = (t: number) => `${new Date(t + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`;

export const ROUND_DISTRICTS = ["锡山区", "惠山区", "滨湖区"].map(
  (name) => byName(name, "district")?.id ?? 0,
);
export const inRound = (id: number): boolean => {
  for (let area = areas.get(id); area; area = areas.get(area.parent)) {
    if (ROUND_DISTRICTS.includes(area.id)) return true;
  }
  return false;
};

// --- The round: how many of a building were sampled, and how far their tubes came -----------------
const peopleOfBuilding = new Map<number, number>();
for (const id of buildings) {
  let people = 0;
  for (let door = 0; door < DOORS; door++) people += peopleOfDoor(id, door);
  peopleOfBuilding.set(id, people);
}

function share(building: number, t: number): number {
  const hours = (t - ROUND_OPENED) / 3600_000;
  if (hours <= 0) return 0;
  const late = 3 + 6 * chance(areas.get(building)?.parent ?? 0, 11) + 3 * chance(building, 12);
  return Math.min(0.995, 1 / (1 + Math.exp(-1.1 * (hours - late))));
}

export const noFigures = (): S["Figures"] => ({
  registered: 0,
  sampled: 0,
  at_station: 0,
  in_transit: 0,
  in_laboratory: 0,
  resulted: 0,
  exempt: 0,
  missing: 0,
  not_on_register: 0,
});

export function buildingFigures(building: number, t: number): S["Figures"] {
  const registered = peopleOfBuilding.get(building) ?? 0;
  const exempt = chance(building, 5) < 0.25 ? 1 : 0;
  const taken = (minutes: number) =>
    Math.floor((registered - exempt) * share(building, t - minutes * MINUTE));
  const [sampled, left, arrived, resulted] = [taken(0), taken(25), taken(70), taken(320)];
  return {
    registered,
    sampled,
    at_station: sampled - left,
    in_transit: left - arrived,
    in_laboratory: arrived - resulted,
    resulted,
    exempt,
    missing: registered - exempt - sampled,
    not_on_register: chance(building, 6) < 0.02 && sampled > 0 ? 1 : 0,
  };
}

export function add(sum: S["Figures"], more: S["Figures"], sign = 1): S["Figures"] {
  for (const key of Object.keys(sum) as (keyof S["Figures"])[]) sum[key] += sign * more[key];
  return sum;
}

export function figures(unit: number, t: number): S["Figures"] {
  const sum = noFigures();
  for (const id of buildingsOf(unit)) if (inRound(id)) add(sum, buildingFigures(id, t));
  return sum;
}

// The doors of a building behind which somebody is missing, in walking order.
export function missingDoors(building: number, t: number): { door: number; people: number[] }[] {
  let left = buildingFigures(building, t).missing;
  const doors = Array.from({ length: DOORS }, (_, door) => door);
  const order = doors.toSorted((a, b) => chance(building, a, 21) - chance(building, b, 21));
  const out: { door: number; people: number[] }[] = [];
  for (const door of order) {
    if (left <= 0) break;
    const count = Math.min(left, peopleOfDoor(building, door));
    left -= count;
    out.push({
      door,
      people: Array.from({ length: count }, (_, k) => personId(building, door, k)),
    });
  }
  return out.toSorted((a, b) => a.door - b.door);
}

// --- People ---------------------------------------------------------------------------------------
export const personId = (building: number, door: number, k: number) =>
  householdId(building, door) * 4 + k;
export const homeOf = (person: number) => Math.floor(person / 4);
export const sexOf = (person: number): S["Sex"] => (chance(person, 31) < 0.515 ? "male" : "female");
export const ageOf = (person: number) => Math.floor(2 + 86 * chance(person, 32) ** 1.2);
const someone = (within: number, salt: number) => {
  const list = buildingsOf(within);
  const building = list[Math.floor(chance(within, salt) * list.length)] ?? 0;
  return personId(building, Math.floor(chance(within, salt, 1) * DOORS), 0);
};
const street = (name: string) => byName(name, "subdistrict")?.id ?? 1;

// --- The positive tube and the cases ----------------------------------------------------------------
export const TUBE = "WX220330-000117";
export const TUBE_FILLED = at("30T15:10");
export const TUBE_POSITIVE = at("30T17:30");
export const STATION = street("河埒街道");
const MEMBER_STREETS = [
  "河埒街道",
  "河埒街道",
  "蠡湖街道",
  "钱桥街道",
  "雪浪街道",
  "河埒街道",
  "东亭街道",
  "华庄街道",
  "堰桥街道",
  "荣巷街道",
];
export const members = MEMBER_STREETS.map((name, i) => someone(street(name), 40 + i));

export interface MockCase {
  id: number;
  person: number;
  at: number;
  found: S["FoundHow"];
  close: number;
  second: number;
}
const found = (
  id: number,
  person: number,
  when: string,
  how: S["FoundHow"],
  close: number,
  second: number,
): MockCase => ({
  id,
  person,
  at: at(when),
  found: how,
  close,
  second,
});
export const cases: MockCase[] = [
  found(1, members[0] ?? 0, "30T19:52", "screening", 131, 402),
  found(2, someone(street("钱桥街道"), 61), "30T22:10", "contact", 118, 96),
  found(3, someone(street("河埒街道"), 62), "30T22:47", "contact", 87, 214),
  found(4, someone(street("雪浪街道"), 63), "30T23:55", "contact", 64, 51),
  found(5, someone(street("东亭街道"), 64), "31T00:41", "antigen", 142, 318),
];
export const antigen = [at("30T18:20"), at("31T00:12")];

export interface MockContact {
  person: number;
  case: MockCase;
  degree: 1 | 2;
  index: number;
  listed: number;
  held: number;
  due: number;
}
export const contacts: MockContact[] = cases.flatMap((c) =>
  Array.from({ length: c.close + c.second }, (_, index): MockContact => {
    const degree = index < c.close ? 1 : 2;
    const home =
      chance(c.id, index, 3) < 0.6
        ? areas.get(areas.get(Math.floor(homeOf(c.person) / 1))?.parent ?? 0)
        : undefined;
    const near = home?.id ?? ROUND_DISTRICTS[index % 3] ?? 1;
    const listed = c.at + (degree === 1 ? 20 : 75) * MINUTE;
    const limit = (degree === 1 ? 8 : 12) * 60 * MINUTE;
    const held =
      listed + (0.05 + chance(c.id, index, 9) ** 2 * 1.1) * limit * (degree === 1 ? 0.7 : 1);
    return {
      person: someone(near, 1000 * c.id + index),
      case: c,
      degree,
      index,
      listed,
      held,
      due: listed + limit,
    };
  }),
);

// --- Zones --------------------------------------------------------------------------------------------
export interface MockZone {
  id: number;
  name: string;
  level: S["ZoneLevel"];
  units: number[];
  at: number;
  by: string;
}
const compoundOf = (person: number) =>
  areas.get(areas.get(Math.floor((homeOf(person) - 1_000_000) / DOORS))?.parent ?? 0);
const sealed = cases.slice(0, 4).map((c, i): MockZone => {
  const area = compoundOf(c.person);
  return {
    id: i + 1,
    name: area?.name ?? "",
    level: "lockdown",
    units: [area?.id ?? 0],
    at: at("31T02:35") + i * MINUTE,
    by: "值班指挥长(虚构)",
  };
});
export const zones: MockZone[] = [
  ...sealed,
  {
    id: 6,
    name: "惠山、滨湖管控区",
    level: "restricted",
    units: ROUND_DISTRICTS.slice(1),
    at: at("31T02:45"),
    by: "值班指挥长(虚构)",
  },
  {
    id: 7,
    name: "锡山防范区",
    level: "precautionary",
    units: ROUND_DISTRICTS.slice(0, 1),
    at: at("31T02:46"),
    by: "值班指挥长(虚构)",
  },
];

// --- Roll calls and the timeline ------------------------------------------------------------------
export const rollCalls = [
  { at: at("30T20:00"), title: "第一次视频点调会" },
  { at: at("30T23:30"), title: "第二次视频点调会" },
  { at: at("31T03:00"), title: "第三次视频点调会" },
];
const mark = (
  t: number,
  kind: S["TimelineMark"]["kind"],
  zh: string,
  en: string,
): S["TimelineMark"] => ({
  position: positionOf(t),
  at: iso(t),
  kind,
  label_zh: zh,
  label_en: en,
});
export const marks: S["TimelineMark"][] = [
  mark(START + 5000, "import", "登记册已导入", "Register imported"),
  mark(TUBE_POSITIVE, "positive_tube", `混管 ${TUBE} 阳性`, `Tube ${TUBE} positive`),
  ...antigen.map((t) => mark(t, "antigen_positive", "抗原阳性 1 人", "One antigen positive")),
  ...cases.map((c) => mark(c.at, "case_opened", `病例 ${c.id}`, `Case ${c.id}`)),
  mark(ROUND_OPENED, "round_opened", "三区首轮核酸开始", "First round in three districts"),
  mark(at("31T02:35"), "zone_adopted", "划定封控区 4 处", "Four places sealed"),
  mark(at("31T02:45"), "zone_adopted", "划定管控区、防范区", "Districts restricted"),
  ...rollCalls.map((call, i) => mark(call.at, "roll_call", call.title, `Roll call ${i + 1}`)),
].toSorted((a, b) => a.position - b.position);
