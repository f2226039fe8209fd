// The mock's answers: boundaries, buildings and marks.
import type { components } from "../src/api/schema.ts";
import { AREA_LEVELS, type Ask, numberOf } from "./asking.ts";
import { areaOf, areas, buildingsOf, CITY, pathOf, peopleOf } from "./city.ts";
import * as night from "./night.ts";
import { iso } from "./night.ts";
import { casesAt } from "./tracing_answers.ts";
import { heldAt } from "./zoning_answers.ts";

type S = components["schemas"];

export function boundaries(ask: Ask): S["Boundaries"] {
  const level = ask.query.get("level") ?? "district";
  const found = [...areas.values()].filter((area) => area.level === level && area.ring);
  return {
    as_of: ask.as_of,
    schematic: level !== "district",
    type: "FeatureCollection",
    features: found.map((area) => ({
      type: "Feature" as const,
      id: area.id,
      geometry: { type: "Polygon" as const, coordinates: [[...(area.ring ?? []), area.ring?.[0]]] },
      properties: {
        id: area.id,
        parent: area.parent,
        name: area.name,
        people: peopleOf(area.id),
        label_longitude: area.centre[0],
        label_latitude: area.centre[1],
      },
    })),
  };
}
export function mapBuildings(ask: Ask): S["Buildings"] {
  const [west = 0, south = 0, east = 0, north = 0] = (ask.query.get("bbox") ?? "")
    .split(",")
    .map(Number);
  const limit = numberOf(ask, "limit") ?? 2000;
  const here = buildingsOf(CITY).flatMap((id) => {
    const area = areas.get(id);
    if (!area) return [];
    const [longitude, latitude] = area.centre;
    if (longitude < west || longitude > east || latitude < south || latitude > north) return [];
    const missing = night.inRound(id) ? night.buildingFigures(id, ask.t).missing : 0;
    return [
      {
        id,
        name: `${areas.get(area.parent)?.name} ${area.name}`,
        longitude,
        latitude,
        people: peopleOf(id),
        missing,
        held: 0,
      },
    ];
  });
  return { as_of: ask.as_of, truncated: here.length > limit, items: here.slice(0, limit) };
}
export const place = (person: number): [number, number] =>
  areaOf(night.homeOf(person))?.centre ?? [120.3, 31.5];
export function marks(ask: Ask): S["Marks"] {
  const byBuilding = new Map<number, number>();
  for (const held of heldAt(ask.t)) {
    const building = held.path.at(-2)?.id ?? 0;
    byBuilding.set(building, (byBuilding.get(building) ?? 0) + 1);
  }
  const point = (coordinates: [number, number]) => ({
    type: "Point" as const,
    coordinates: coordinates as number[],
  });
  return {
    as_of: ask.as_of,
    cases: {
      type: "FeatureCollection",
      features: casesAt(ask.t).map((c) => ({
        type: "Feature",
        id: c.id,
        geometry: point(place(c.person ?? 0)),
        properties: { case: c.id, label: c.label, classification: c.classification, held: c.held },
      })),
    },
    held: {
      type: "FeatureCollection",
      features: [...byBuilding].map(([id, people]) => ({
        type: "Feature",
        id,
        geometry: point(areas.get(id)?.centre ?? [120.3, 31.5]),
        properties: {
          unit: id,
          name: pathOf(id)
            .slice(-2)
            .map((step) => step.name)
            .join(" "),
          people,
        },
      })),
    },
    tubes: {
      type: "FeatureCollection",
      features:
        ask.t < night.TUBE_POSITIVE
          ? []
          : [
              {
                type: "Feature",
                geometry: point(areas.get(night.STATION)?.centre ?? [120.3, 31.5]),
                properties: {
                  tube: night.TUBE,
                  people: 10,
                  outcome: "positive",
                  resulted_at: iso(night.TUBE_POSITIVE),
                },
              },
            ],
    },
    zones: {
      type: "FeatureCollection",
      features: night.zones
        .filter((zone) => zone.at <= ask.t)
        .flatMap((zone) =>
          zone.units.map((id) => {
            const area = areas.get(id);
            const geometry =
              area?.ring && AREA_LEVELS.includes(area.level)
                ? {
                    type: "Polygon" as const,
                    coordinates: [[...area.ring, area.ring[0]]] as unknown[],
                  }
                : { type: "Point" as const, coordinates: (area?.centre ?? []) as unknown[] };
            return {
              type: "Feature" as const,
              geometry,
              properties: {
                zone: zone.id,
                name: zone.name,
                level: zone.level,
                unit: id,
                unit_name: area?.name ?? "",
                people: peopleOf(id),
              },
            };
          }),
        ),
    },
  };
}
