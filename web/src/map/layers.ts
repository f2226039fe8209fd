// The style: own layers only, from muted land to what somebody must look at. Nothing is fetched but
// the program's own GeoJSON; letters are drawn by the browser.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

export const AREAS = ["district", "subdistrict", "neighbourhood"] as const;
export type AreaLevel = (typeof AREAS)[number];
// From which zoom a level's areas are the ones coloured and clicked.
export const FROM_ZOOM: Record<AreaLevel, number> = {
  district: 0,
  subdistrict: 10.2,
  neighbourhood: 12,
};
export const BUILDINGS_FROM_ZOOM = 14;
const FONT = ["Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"];
const ZONE_LEVELS = ["precautionary", "restricted", "lockdown"] as const;
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export const levelAt = (zoom: number): AreaLevel =>
  zoom >= FROM_ZOOM.neighbourhood
    ? "neighbourhood"
    : zoom >= FROM_ZOOM.subdistrict
      ? "subdistrict"
      : "district";

function areaLayers(level: AreaLevel, p: Palette): LayerSpecification[] {
  const next = AREAS[AREAS.indexOf(level) + 1];
  const range = { minzoom: FROM_ZOOM[level], maxzoom: next ? FROM_ZOOM[next] : 24 };
  const share: ExpressionSpecification = ["feature-state", "share"];
  const colour: ExpressionSpecification = [
    "case",
    ["==", share, null],
    p.land,
    [
      "step",
      ["to-number", share],
      p.shares[0],
      0.05,
      p.shares[1],
      0.25,
      p.shares[2],
      0.5,
      p.shares[3],
    ],
  ];
  return [
    { id: `${level}-fill`, type: "fill", source: level, ...range, paint: { "fill-color": colour } },
    {
      id: `${level}-line`,
      type: "line",
      source: level,
      minzoom: range.minzoom,
      paint: {
        "line-color": level === "district" ? p.strong : p.line,
        "line-width": level === "district" ? 1.6 : 0.8,
      },
    },
  ];
}

function labelLayer(level: AreaLevel, p: Palette): LayerSpecification {
  const next = AREAS[AREAS.indexOf(level) + 1];
  return {
    id: `${level}-label`,
    type: "symbol",
    source: `${level}-point`,
    minzoom: FROM_ZOOM[level] + (level === "neighbourhood" ? 0.8 : 0.2),
    maxzoom: next ? FROM_ZOOM[next] + 0.8 : 24,
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": level === "district" ? 15 : 12,
      "text-padding": 4,
      "text-max-width": 7,
    },
    paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.6 },
  };
}

function zoneLayers(p: Palette): LayerSpecification[] {
  const polygon: ExpressionSpecification = ["!=", ["geometry-type"], "Point"];
  return ZONE_LEVELS.flatMap((level): LayerSpecification[] => {
    const filter: ExpressionSpecification = ["all", polygon, ["==", ["get", "level"], level]];
    const dash = level === "lockdown" ? [1, 0] : level === "restricted" ? [4, 1.5] : [1, 2];
    return [
      {
        id: `zone-${level}`,
        type: "fill",
        source: "zones",
        filter,
        paint: { "fill-pattern": `zone-${level}`, "fill-opacity": 0.75 },
      },
      {
        id: `zone-${level}-line`,
        type: "line",
        source: "zones",
        filter,
        paint: { "line-color": p.zone[level], "line-width": 2.6, "line-dasharray": dash },
      },
    ];
  });
}

function markLayers(p: Palette): LayerSpecification[] {
  const white = p.halo;
  return [
    {
      id: "building",
      type: "circle",
      source: "buildings",
      minzoom: BUILDINGS_FROM_ZOOM,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 14, 3, 17, 9],
        "circle-color": ["case", [">", ["get", "missing"], 0], p.shares[3], p.land],
        "circle-stroke-color": p.strong,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "building-label",
      type: "symbol",
      source: "buildings",
      minzoom: 16,
      layout: {
        "text-field": [
          "case",
          [">", ["get", "missing"], 0],
          ["concat", ["get", "name"], " −", ["to-string", ["get", "missing"]]],
          ["get", "name"],
        ],
        "text-font": FONT,
        "text-size": 11,
        "text-offset": [0, 1.3],
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.4 },
    },
    {
      id: "held",
      type: "symbol",
      source: "held",
      layout: {
        "icon-image": "held",
        "icon-allow-overlap": true,
        "text-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-ignore-placement": true,
        "text-font": FONT,
        "text-field": ["to-string", ["coalesce", ["get", "sum"], ["get", "people"]]],
        "text-size": 11,
        "icon-text-fit": "both",
        "icon-text-fit-padding": [2, 4, 2, 4],
      },
      paint: { "text-color": white },
    },
    {
      id: "zone-place",
      type: "symbol",
      source: "zones",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        "icon-image": ["concat", "place-", ["get", "level"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.8, 14, 1.4],
        "text-field": ["step", ["zoom"], "", 12.5, ["get", "unit_name"]],
        "text-font": FONT,
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 1.1],
        "text-optional": true,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.6 },
    },
  ];
}

export function styleOf(p: Palette): StyleSpecification {
  const sources: StyleSpecification["sources"] = {
    zones: { type: "geojson", data: EMPTY },
    buildings: { type: "geojson", data: EMPTY },
    held: {
      type: "geojson",
      data: EMPTY,
      cluster: true,
      clusterRadius: 34,
      clusterMaxZoom: 15,
      clusterProperties: { sum: ["+", ["get", "people"]] },
    },
  };
  for (const level of AREAS) {
    sources[level] = { type: "geojson", data: EMPTY };
    sources[`${level}-point`] = { type: "geojson", data: EMPTY };
  }
  return {
    version: 8,
    sources,
    layers: [
      { id: "water", type: "background", paint: { "background-color": p.water } },
      ...AREAS.flatMap((level) => areaLayers(level, p)),
      ...zoneLayers(p),
      ...AREAS.map(
        (level): LayerSpecification => ({
          id: `${level}-chosen`,
          type: "line",
          source: level,
          filter: ["==", ["id"], -1],
          paint: { "line-color": p.accent, "line-width": 3 },
        }),
      ),
      ...AREAS.toReversed().map((level) => labelLayer(level, p)),
      ...markLayers(p),
    ],
  };
}
