// The slider's arithmetic: the night as a line from first to last, played in even steps.
import type { Schemas } from "../api/client";

export const MINUTE = 60_000;
export const SPEEDS = [1, 5, 15] as const; // Minutes of the night in one second.

export interface Line {
  first: number;
  last: number;
}

export function lineOf(timeline: Schemas["Timeline"], now: number | null): Line {
  const first = Date.parse(timeline.first.at);
  return { first, last: Math.max(Date.parse(timeline.last.at), now ?? 0, first + MINUTE) };
}

// The time of an as_of: a time is itself, a position lies between the marks around it.
export function timeOf(as_of: string, timeline: Schemas["Timeline"]): number {
  if (!/^\d+$/.test(as_of)) return Date.parse(as_of);
  const position = Number(as_of);
  const points = [timeline.first, ...timeline.marks, timeline.last].toSorted(
    (a, b) => a.position - b.position,
  );
  const after = points.findIndex((point) => point.position >= position);
  if (after < 0) return Date.parse(timeline.last.at);
  const [a, b] = [points[Math.max(0, after - 1)], points[after]];
  if (!a || !b || a.position === b.position) return Date.parse(b?.at ?? timeline.first.at);
  const part = (position - a.position) / (b.position - a.position);
  return Date.parse(a.at) + Math.max(0, part) * (Date.parse(b.at) - Date.parse(a.at));
}

// The next moment of a replay, or null when it has caught up with now.
export function step(at: number, line: Line, minutes: number): number | null {
  const next = at + minutes * MINUTE;
  return next >= line.last ? null : next;
}

export const fraction = (time: number, line: Line) =>
  Math.min(1, Math.max(0, (time - line.first) / (line.last - line.first)));

// The mark last passed at a time.
export function lastMark(marks: Schemas["TimelineMark"][], time: number) {
  return marks.filter((mark) => Date.parse(mark.at) <= time).at(-1);
}
