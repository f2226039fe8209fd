// Patterns and icons drawn at run time: no sprite is fetched.
import type { Map as MapLibre } from "maplibre-gl";
import type { Palette } from "./palette";

const RATIO = 2;

function draw(size: number, paint: (c: CanvasRenderingContext2D) => void): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = size * RATIO;
  canvas.height = size * RATIO;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(RATIO, RATIO);
  paint(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function stripes(c: CanvasRenderingContext2D, size: number, colour: string, width: number) {
  c.strokeStyle = colour;
  c.lineWidth = width;
  for (const shift of [-size, 0, size]) {
    c.beginPath();
    c.moveTo(shift - 2, size + 2);
    c.lineTo(shift + size + 2, -2);
    c.stroke();
  }
}

function dots(c: CanvasRenderingContext2D, size: number, colour: string, radius: number) {
  c.fillStyle = colour;
  for (const [x, y] of [
    [size / 4, size / 4],
    [(3 * size) / 4, (3 * size) / 4],
  ] as const) {
    c.beginPath();
    c.arc(x, y, radius, 0, 2 * Math.PI);
    c.fill();
  }
}

function square(c: CanvasRenderingContext2D, fill: string, edge: string) {
  c.fillStyle = fill;
  c.strokeStyle = edge;
  c.lineWidth = 2;
  c.beginPath();
  c.roundRect(2, 2, 18, 18, 3);
  c.fill();
  c.stroke();
}

export function addImages(map: MapLibre, p: Palette) {
  const images: Record<string, ImageData | null> = {
    "zone-lockdown": draw(10, (c) => stripes(c, 10, p.zone.lockdown, 2.2)),
    "zone-restricted": draw(12, (c) => dots(c, 12, p.zone.restricted, 1.5)),
    "zone-precautionary": draw(16, (c) => dots(c, 16, p.zone.precautionary, 0.9)),
    held: draw(22, (c) => square(c, p.held, p.halo)),
    "place-lockdown": draw(22, (c) => {
      square(c, p.halo, p.zone.lockdown);
      c.clip();
      stripes(c, 11, p.zone.lockdown, 2.6);
      c.translate(11, 11);
      stripes(c, 11, p.zone.lockdown, 2.6);
    }),
    "place-restricted": draw(22, (c) => {
      square(c, p.halo, p.zone.restricted);
      c.fillStyle = p.zone.restricted;
      c.beginPath();
      c.moveTo(3, 3);
      c.lineTo(19, 3);
      c.lineTo(3, 19);
      c.fill();
    }),
    "place-precautionary": draw(22, (c) => {
      square(c, p.halo, p.zone.precautionary);
      c.fillStyle = p.zone.precautionary;
      c.beginPath();
      c.arc(11, 11, 3.5, 0, 2 * Math.PI);
      c.fill();
    }),
  };
  for (const [name, image] of Object.entries(images)) {
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: RATIO });
  }
}
