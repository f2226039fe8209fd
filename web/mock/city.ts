// An invented city on the real names and district borders of data/wuxi. Units have numbers in
// preorder by level: everything below a community is made up from its number when asked for.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { components } from "../src/api/schema.ts";
import { centroid, chance, divide, type Ring } from "./geometry.ts";

type Level = components["schemas"]["UnitLevel"];

export interface Area {
  id: number;
  level: Level;
  name: string;
  code: string;
  parent: number;
  children: number[];
  ring?: Ring;
  centre: [number, number];
}

export const CITY = 1;
export const COMPOUNDS = 3;
export const BUILDINGS = 5;
export const DOORS = 24; // Per building, four a floor.
const HOUSEHOLD_BASE = 1_000_000;
const FOLDER = fileURLToPath(new URL("../../data/wuxi/", import.meta.url));
const COMPOUND_NAMES = ["新村", "花园", "苑", "家园", "公寓", "里"];

export const areas = new Map<number, Area>();
export const buildings: number[] = [];

function add(area: Area) {
  areas.set(area.id, area);
  areas.get(area.parent)?.children.push(area.id);
}

interface DistrictFeature {
  properties: { district_code: string; district: string; centre: [number, number] };
  geometry: { coordinates: Ring[] };
}

function addBelow(community: number, next: { id: number }) {
  const at = areas.get(community) as Area;
  const stem = at.name.replace(/(社区|村)?(居委会|村委会|居民委员会)$/, "").slice(0, 3);
  for (let c = 0; c < COMPOUNDS; c++) {
    const compound = next.id++;
    const turn = (c / COMPOUNDS + chance(community, c)) * 2 * Math.PI;
    const centre: [number, number] = [
      at.centre[0] + 0.004 * Math.cos(turn),
      at.centre[1] + 0.0032 * Math.sin(turn),
    ];
    const name = stem + COMPOUND_NAMES[(community + c) % COMPOUND_NAMES.length];
    add({
      id: compound,
      level: "compound",
      name,
      code: "",
      parent: community,
      children: [],
      centre,
    });
    for (let b = 0; b < BUILDINGS; b++) {
      const id = next.id++;
      const where: [number, number] = [
        centre[0] + 0.0006 * ((b % 3) - 1) + 0.0001 * chance(id, 1),
        centre[1] + 0.0005 * (Math.floor(b / 3) - 0.5) + 0.0001 * chance(id, 2),
      ];
      add({
        id,
        level: "building",
        name: `${b + 1}号楼`,
        code: "",
        parent: compound,
        children: [],
        centre: where,
      });
      buildings.push(id);
    }
  }
}

function build() {
  add({
    id: CITY,
    level: "city",
    name: "无锡市",
    code: "320200",
    parent: 0,
    children: [],
    centre: [120.2, 31.6],
  });
  const next = { id: 2 };
  const features = JSON.parse(readFileSync(`${FOLDER}districts.geojson`, "utf8"))
    .features as DistrictFeature[];
  const rows = readFileSync(`${FOLDER}communities.csv`, "utf8").trim().split("\n").slice(1);
  const table = rows.map((row) => row.trim().split(","));
  for (const feature of features) {
    const code = feature.properties.district_code;
    const ring = (feature.geometry.coordinates[0] as Ring).filter((_, i) => i % 8 === 0);
    const centre = feature.properties.centre;
    const district = next.id++;
    add({
      id: district,
      level: "district",
      name: feature.properties.district,
      code,
      parent: CITY,
      children: [],
      ring,
      centre,
    });
    const mine = table.filter((row) => row[4] === code);
    const streets = [...new Set(mine.map((row) => row[2] as string))];
    const cells = divide(ring, streets.length, district, centre);
    streets.forEach((street, s) => {
      const own = mine.filter((row) => row[2] === street);
      const cell = cells[s] as Ring;
      const id = next.id++;
      add({
        id,
        level: "subdistrict",
        name: own[0]?.[3] ?? "",
        code: street,
        parent: district,
        children: [],
        ring: cell,
        centre: centroid(cell),
      });
      const parts = divide(cell, own.length, id);
      own.forEach((row, n) => {
        const part = (parts[n] ?? cell) as Ring;
        const community = next.id++;
        add({
          id: community,
          level: "neighbourhood",
          name: row[1] ?? "",
          code: row[0] ?? "",
          parent: id,
          children: [],
          ring: part,
          centre: centroid(part),
        });
        addBelow(community, next);
      });
    });
  }
}

build();

export const householdId = (building: number, door: number) =>
  HOUSEHOLD_BASE + building * DOORS + door;
export const isHousehold = (id: number) => id >= HOUSEHOLD_BASE;
export const peopleOfDoor = (building: number, door: number) =>
  1 + Math.floor(chance(building, door, 7) * 4);

const counts = new Map<number, number>();
for (const id of buildings) {
  let people = 0;
  for (let door = 0; door < DOORS; door++) people += peopleOfDoor(id, door);
  for (let up: number = id; up; up = areas.get(up)?.parent ?? 0) {
    counts.set(up, (counts.get(up) ?? 0) + people);
  }
}

export function household(id: number): { area: Area; building: number; door: number } | undefined {
  const building = Math.floor((id - HOUSEHOLD_BASE) / DOORS);
  const door = (id - HOUSEHOLD_BASE) % DOORS;
  const parent = areas.get(building);
  if (!isHousehold(id) || !parent) return undefined;
  const name = `${Math.floor(door / 4) + 1}0${(door % 4) + 1}室`;
  const area: Area = {
    id,
    level: "household",
    name,
    code: "",
    parent: building,
    children: [],
    centre: parent.centre,
  };
  return { area, building, door };
}

export const areaOf = (id: number): Area | undefined => areas.get(id) ?? household(id)?.area;

export function peopleOf(id: number): number {
  const home = household(id);
  return home ? peopleOfDoor(home.building, home.door) : (counts.get(id) ?? 0);
}

export function pathOf(id: number): components["schemas"]["UnitRef"][] {
  const path = [];
  for (let at = areaOf(id); at; at = areaOf(at.parent)) {
    path.unshift({ id: at.id, level: at.level, name: at.name });
  }
  return path;
}

export function buildingsOf(id: number): number[] {
  const area = areas.get(id);
  if (!area) return [];
  if (area.level === "building") return [id];
  return area.children.flatMap(buildingsOf);
}

export const byName = (name: string, level?: Level) =>
  [...areas.values()].find((area) => area.name === name && (!level || area.level === level));
