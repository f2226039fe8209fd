// The city: districts to doors by zoom, and on it what was found, who is held and what is restricted.
import {
  type GeoJSONSource,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "react";
import type { Schemas } from "../api/client";
import { useBoundaries, useBuildings, useMarks, useReconciliation, useUnit } from "../api/queries";
import { useWords } from "../i18n";
import { Freshness } from "../kit/freshness";
import type { Theme } from "../kit/theme";
import { useRoundId } from "../situation/figures";
import { turnTo } from "../view/search";
import { useChangeView, useView } from "../view/use_view";
import { addImages } from "./images";
import { AREAS, type AreaLevel, BUILDINGS_FROM_ZOOM, levelAt, styleOf } from "./layers";
import { Legend } from "./legend";
import { PALETTES } from "./palette";
import { showPins } from "./pins";

setWorkerUrl(worker);

const ZOOM_OF: Partial<Record<Schemas["UnitLevel"], number>> = {
  city: 8.6,
  district: 10.4,
  subdistrict: 12.2,
  neighbourhood: 14.2,
  compound: 15.6,
  section: 16,
  building: 17,
  household: 17.5,
};
type BBox = [number, number, number, number];

interface Seen {
  level: AreaLevel;
  bbox: BBox | undefined; // Only where buildings are drawn.
}

function seenBy(map: MapLibre): Seen {
  const b = map.getBounds();
  const round = (x: number) => Math.round(x * 1e4) / 1e4;
  const bbox: BBox = [
    round(b.getWest()),
    round(b.getSouth()),
    round(b.getEast()),
    round(b.getNorth()),
  ];
  return {
    level: levelAt(map.getZoom()),
    bbox: map.getZoom() >= BUILDINGS_FROM_ZOOM ? bbox : undefined,
  };
}

function useMapLibre(theme: Theme) {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [failed, setFailed] = useState(false);
  const camera = useRef<{ center: [number, number]; zoom: number } | null>(null);
  useEffect(() => {
    if (!box.current) return;
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: box.current,
        style: styleOf(PALETTES[theme]),
        attributionControl: false,
        maxPitch: 0,
        dragRotate: false,
        pitchWithRotate: false,
        minZoom: 7,
        maxZoom: 18.5,
        center: [120.15, 31.55],
        zoom: 8.6,
        ...camera.current,
        localIdeographFontFamily:
          "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif",
      });
    } catch {
      setFailed(true);
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.addControl(new ScaleControl(), "bottom-left");
    made.on("load", () => {
      addImages(made, PALETTES[theme]);
      setMap(made);
    });
    made.on("moveend", () => {
      const { lng, lat } = made.getCenter();
      camera.current = { center: [lng, lat], zoom: made.getZoom() };
    });
    made.on("idle", () => box.current?.setAttribute("data-drawn", "true"));
    return () => {
      setMap(null);
      made.remove();
    };
  }, [theme]);
  return { box, map, failed, moved: camera };
}

const setData = (map: MapLibre, source: string, features: GeoJSON.Feature[]) =>
  map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features });

function useAreas(map: MapLibre | null, level: AreaLevel) {
  const need = AREAS.indexOf(level);
  const answers = [
    useBoundaries("district", true).data,
    useBoundaries("subdistrict", need >= 1).data,
    useBoundaries("neighbourhood", need >= 2).data,
  ];
  const [districts, subdistricts, neighbourhoods] = answers;
  useEffect(() => {
    if (!map) return;
    [districts, subdistricts, neighbourhoods].forEach((answer, i) => {
      if (!answer) return;
      const name = AREAS[i] as AreaLevel;
      setData(map, name, answer.features as GeoJSON.Feature[]);
      setData(
        map,
        `${name}-point`,
        answer.features.flatMap(({ properties: p }) =>
          p.label_longitude === undefined || p.label_latitude === undefined
            ? []
            : [
                {
                  type: "Feature",
                  properties: p,
                  geometry: { type: "Point", coordinates: [p.label_longitude, p.label_latitude] },
                } as GeoJSON.Feature,
              ],
        ),
      );
    });
  }, [map, districts, subdistricts, neighbourhoods]);
  return answers[need];
}

// First seen: where something was found or is restricted, else the whole city.
function boundsOf(
  marks: Schemas["Marks"],
  districts: Schemas["Boundaries"],
): [number, number, number, number] {
  const marked = [marks.cases, marks.tubes, marks.zones].flatMap(
    (layer) => layer.features as { geometry: { coordinates: unknown } }[],
  );
  const features = marked.length > 0 ? marked : districts.features;
  const flat = features.flatMap(
    ({ geometry }) => [geometry.coordinates].flat(Number.POSITIVE_INFINITY) as number[],
  );
  const [xs, ys] = [flat.filter((_, i) => i % 2 === 0), flat.filter((_, i) => i % 2 === 1)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  return [west - 0.05, south - 0.05, east + 0.05, north + 0.05];
}

function useFirstSight(map: MapLibre | null, marks: Schemas["Marks"] | undefined, wanted: boolean) {
  const districts = useBoundaries("district", true).data;
  const done = useRef(false);
  useEffect(() => {
    if (!map || !marks || !districts?.features.length || done.current) return;
    done.current = true;
    if (wanted)
      map.fitBounds(boundsOf(marks, districts), { padding: 16, duration: 0, maxZoom: 12 });
  }, [map, marks, districts, wanted]);
}

function useShares(
  map: MapLibre | null,
  level: AreaLevel,
  boundaries: Schemas["Boundaries"] | undefined,
) {
  const rows = useReconciliation(useRoundId(), undefined, level).data;
  useEffect(() => {
    if (!map || !rows || !boundaries) return;
    map.removeFeatureState({ source: level });
    for (const { unit, figures: f } of rows.items) {
      if (unit.level === level && f.registered > 0) {
        map.setFeatureState({ source: level, id: unit.id }, { share: f.missing / f.registered });
      }
    }
  }, [map, rows, level, boundaries]);
}

function useMarkLayers(map: MapLibre | null, marks: Schemas["Marks"] | undefined) {
  const { t } = useWords();
  const change = useChangeView();
  useEffect(() => {
    if (!map || !marks) return;
    setData(map, "zones", marks.zones.features as GeoJSON.Feature[]);
    setData(map, "held", marks.held.features as GeoJSON.Feature[]);
    const tubes = marks.tubes.features.map(({ geometry, properties: p }) => ({
      kind: "tube" as const,
      at: geometry.coordinates as [number, number],
      label: t("map.tube", { code: p.tube, n: p.people }),
      open: () => change((view) => turnTo("tubes", view, { tube: p.tube })),
    }));
    const cases = marks.cases.features.map(({ geometry, properties: p }) => ({
      kind: "case" as const,
      at: geometry.coordinates as [number, number],
      label: t("case.name", { n: p.case }),
      open: () => change((view) => turnTo("cases", view, { case: p.case })),
    }));
    return showPins(map, [...tubes, ...cases], (labels) => labels.join(" · "));
  }, [map, marks, t, change]);
}

function useClicks(map: MapLibre | null) {
  const change = useChangeView();
  useEffect(() => {
    if (!map) return;
    const layers = ["zone-place", "held", "building", ...AREAS.map((level) => `${level}-fill`)];
    const click = (event: { point: { x: number; y: number } }) => {
      const hit = map.queryRenderedFeatures([event.point.x, event.point.y], { layers })[0];
      if (!hit) return;
      const p = hit.properties as Record<string, number>;
      if (hit.layer.id === "zone-place")
        change((view) => turnTo("zones", view, { zone: p.zone, area: p.unit }));
      else if (hit.layer.id === "held" && p.cluster)
        map.easeTo({
          center: (hit.geometry as GeoJSON.Point).coordinates as [number, number],
          zoom: map.getZoom() + 2,
        });
      else if (hit.layer.id === "held") change((view) => turnTo("held", view, { area: p.unit }));
      else change({ area: p.id, doors: undefined });
    };
    const hover = (event: { point: { x: number; y: number } }) => {
      const hit = map.queryRenderedFeatures([event.point.x, event.point.y], { layers })[0];
      map.getCanvas().style.cursor = hit ? "pointer" : "";
    };
    map.on("click", click);
    map.on("mousemove", hover);
    return () => {
      map.off("click", click);
      map.off("mousemove", hover);
    };
  }, [map, change]);
}

function useFollow(map: MapLibre | null) {
  const { area } = useView();
  const answer = useUnit(area);
  const unit = answer.isPlaceholderData ? undefined : answer.data?.unit;
  const before = useRef(area);
  useEffect(() => {
    if (!map) return;
    for (const level of AREAS) map.setFilter(`${level}-chosen`, ["==", ["id"], area ?? -1]);
    if (area === undefined && before.current !== undefined)
      map.easeTo({ zoom: 8.6, center: [120.15, 31.6], duration: 0 });
    if (area !== undefined && unit?.id === area && unit.point) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      map.easeTo({
        center: [unit.point.longitude, unit.point.latitude],
        zoom: ZOOM_OF[unit.level] ?? 15,
        duration: still ? 0 : 500,
      });
    }
    if (area === undefined || unit?.id === area) before.current = area;
  }, [map, area, unit]);
}

export default function CityMap({ theme }: { theme: Theme }) {
  const { t } = useWords();
  const { area } = useView();
  const { box, map, failed, moved } = useMapLibre(theme);
  const [seen, setSeen] = useState<Seen>({ level: "district", bbox: undefined });
  const marks = useMarks();
  const boundaries = useAreas(map, seen.level);
  useFirstSight(map, marks.data, area === undefined && moved.current === null);
  const buildings = useBuildings(seen.bbox, useRoundId());
  useShares(map, seen.level, boundaries);
  useMarkLayers(map, marks.data);
  useClicks(map);
  useFollow(map);
  useEffect(() => {
    if (!map) return;
    const look = () => setSeen(seenBy(map));
    look();
    map.on("moveend", look);
    return () => {
      map.off("moveend", look);
    };
  }, [map]);
  useEffect(() => {
    if (!map) return;
    setData(
      map,
      "buildings",
      seen.bbox
        ? (buildings.data?.items ?? []).map((b) => ({
            type: "Feature",
            id: b.id,
            properties: b,
            geometry: { type: "Point", coordinates: [b.longitude, b.latitude] },
          }))
        : [],
    );
  }, [map, buildings.data, seen.bbox]);
  if (failed) return <p className="state state-empty">{t("map.failed")}</p>;
  return (
    <>
      <div className="map-canvas" ref={box} role="application" aria-label={t("map.title")} />
      <div className="map-foot">
        <Legend theme={theme} />
        {boundaries?.schematic !== undefined && <p>{t("map.schematic")}</p>}
        <Freshness as_of={marks.data?.as_of} at={marks.dataUpdatedAt} />
      </div>
    </>
  );
}
