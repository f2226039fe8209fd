// Schematic areas for the mock: a polygon is divided among sites by nearest site (Voronoi), each
// cell clipped by half planes. Slow and plain; good enough for a thousand cells.

export type Ring = [number, number][];

// A number in [0, 1) that depends on the keys alone.
export function chance(...keys: number[]): number {
  let h = 2166136261;
  for (const key of keys) {
    h = Math.imul(h ^ (key | 0), 16777619);
    h ^= h >>> 13;
    h = Math.imul(h, 0x5bd1e995);
    h ^= h >>> 15;
  }
  return (h >>> 0) / 4294967296;
}

export function inside(ring: Ring, x: number, y: number): boolean {
  let hit = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) hit = !hit;
  }
  return hit;
}

// Keeps the part of the ring that is nearer to a than to b.
function clip(ring: Ring, a: [number, number], b: [number, number]): Ring {
  const mx = (a[0] + b[0]) / 2;
  const my = (a[1] + b[1]) / 2;
  const side = (p: [number, number]) => (p[0] - mx) * (b[0] - a[0]) + (p[1] - my) * (b[1] - a[1]);
  const out: Ring = [];
  for (let i = 0; i < ring.length; i++) {
    const p = ring[i] as [number, number];
    const q = ring[(i + 1) % ring.length] as [number, number];
    const sp = side(p);
    const sq = side(q);
    if (sp <= 0) out.push(p);
    if (sp < 0 !== sq < 0 && sp !== sq) {
      const t = sp / (sp - sq);
      out.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return out;
}

export function centroid(ring: Ring): [number, number] {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i] as [number, number];
    const [x2, y2] = ring[(i + 1) % ring.length] as [number, number];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  if (Math.abs(area) < 1e-12) return ring[0] ?? [0, 0];
  return [x / (3 * area), y / (3 * area)];
}

// Divides a ring among `count` cells, denser near `centre`.
export function divide(ring: Ring, count: number, seed: number, centre?: [number, number]): Ring[] {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let sites: [number, number][] = [];
  for (let tries = 0; sites.length < count && tries < 20000; tries++) {
    let x = x0 + chance(seed, tries, 1) * (x1 - x0);
    let y = y0 + chance(seed, tries, 2) * (y1 - y0);
    if (centre) {
      const pull = 0.35 + 0.65 * chance(seed, tries, 3);
      x = centre[0] + (x - centre[0]) * pull;
      y = centre[1] + (y - centre[1]) * pull;
    }
    if (inside(ring, x, y)) sites.push([x, y]);
  }
  let cells: Ring[] = [];
  for (let round = 0; round < 3; round++) {
    cells = sites.map((site, i) => {
      let cell = ring;
      for (let j = 0; j < sites.length; j++) {
        if (j !== i) cell = clip(cell, site, sites[j] as [number, number]);
      }
      return cell;
    });
    if (round < 2)
      sites = cells.map((cell, i) => (cell.length > 2 ? centroid(cell) : (sites[i] ?? [0, 0])));
  }
  return cells;
}
