// Numbers and times as people read them, in the page's language and the city's civil time.
import type { Schemas } from "./api/client";

export type Language = "zh" | "en";
const ZONE = "Asia/Shanghai"; // The city's civil time: UTC+8 without summer time.
const LOCALE: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };
const MINUTE = 60_000;

export const count = (n: number, language: Language) =>
  new Intl.NumberFormat(LOCALE[language]).format(n);

export function change(n: number, language: Language): string {
  if (n === 0) return "±0";
  return `${n > 0 ? "+" : "−"}${count(Math.abs(n), language)}`;
}

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)}%` : "–";

const toDate = (time: string | number) => new Date(time);

export const clock = (time: string | number, language: Language) =>
  new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: ZONE,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(toDate(time));

export const day = (time: string | number, language: Language) =>
  new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: ZONE,
    month: language === "zh" ? "long" : "short",
    day: "numeric",
  }).format(toDate(time));

export const moment = (time: string | number, language: Language) =>
  `${day(time, language)} ${clock(time, language)}`;

export function span(minutes: number, language: Language): string {
  const whole = Math.max(0, Math.round(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (language === "zh") return hours ? `${hours}小时${rest ? `${rest}分` : ""}` : `${rest}分钟`;
  return hours ? `${hours} h${rest ? ` ${rest} min` : ""}` : `${rest} min`;
}

export const minutesBetween = (from: string | number, to: string | number) =>
  (toDate(to).getTime() - toDate(from).getTime()) / MINUTE;

// "2022-03-31T03:00:00+08:00", as the contract has it and people can read it in the address.
export function isoLocal(time: number): string {
  return `${new Date(time + 8 * 60 * MINUTE).toISOString().slice(0, 19)}+08:00`;
}

// The last steps of a path that tell where, without the city: 滨湖区 河埒街道 …
export const where = (path: Schemas["UnitRef"][], from = 1) =>
  path
    .slice(from)
    .map((unit) => unit.name)
    .join(" ");
