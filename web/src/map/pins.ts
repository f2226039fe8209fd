// Cases and positive tubes stand on the map as buttons: few, never hidden by the renderer, reached by
// keyboard. Those that would overlap are one button with a count.
import { LngLatBounds, type Map as MapLibre, Marker } from "maplibre-gl";

export interface Pin {
  kind: "tube" | "case";
  at: [number, number];
  label: string;
  open: () => void;
}

export interface Group {
  pins: Pin[];
  x: number;
  y: number;
}

const APART_PX = 30;

// Greedy: each pin joins the first group that is too near to it. Tubes first, so they lead.
export function groupPins(
  pins: Pin[],
  project: (at: [number, number]) => { x: number; y: number },
): Group[] {
  const groups: Group[] = [];
  for (const pin of pins.toSorted(
    (a, b) => Number(a.kind === "case") - Number(b.kind === "case"),
  )) {
    const { x, y } = project(pin.at);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < APART_PX);
    if (near) near.pins.push(pin);
    else groups.push({ pins: [pin], x, y });
  }
  return groups;
}

const SHAPES = {
  tube: '<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 2 30 16 16 30 2 16Z"/><path class="in" d="M16 10v12M10 16h12"/></svg>',
  case: '<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="11"/><circle class="in" cx="16" cy="16" r="3.5"/></svg>',
};

function element(map: MapLibre, { pins }: Group, join: (labels: string[]) => string): HTMLElement {
  const first = pins[0] as Pin;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `pin pin-${first.kind}`;
  button.innerHTML = SHAPES[first.kind];
  if (pins.length > 1) {
    const count = document.createElement("b");
    count.textContent = String(pins.length);
    button.append(count);
  }
  button.title = join(pins.map((pin) => pin.label));
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const bounds = new LngLatBounds();
    for (const pin of pins) bounds.extend(pin.at);
    const spread = bounds.getNorthEast().distanceTo(bounds.getSouthWest());
    if (pins.length === 1 || first.kind === "tube" || spread < 50) first.open();
    if (pins.length > 1 && spread >= 50) map.fitBounds(bounds, { padding: 80, maxZoom: 16 });
  });
  return button;
}

export function showPins(
  map: MapLibre,
  pins: Pin[],
  join: (labels: string[]) => string,
): () => void {
  let markers: Marker[] = [];
  const draw = () => {
    for (const marker of markers) marker.remove();
    markers = groupPins(pins, (at) => map.project(at)).map((group) =>
      new Marker({ element: element(map, group, join) })
        .setLngLat((group.pins[0] as Pin).at)
        .addTo(map),
    );
  };
  draw();
  map.on("zoomend", draw);
  return () => {
    map.off("zoomend", draw);
    for (const marker of markers) marker.remove();
  };
}
