// Says on every view which moment it shows, and how long ago it was asked for.
import { useEffect, useState } from "react";
import type { Schemas } from "../api/client";
import { count, moment } from "../format";
import { useWords } from "../i18n";

const TICK_MS = 5000;

export function useTick(every_ms = TICK_MS): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
  return now;
}

export function Freshness({ as_of, at }: { as_of: Schemas["AsOf"] | undefined; at: number }) {
  const { t, language } = useWords();
  const now = useTick();
  if (!as_of) return null;
  const ago = Math.max(0, Math.round((now - at) / 1000));
  return (
    <p className="freshness">
      {as_of.recorded_at && t("as_of", { time: moment(as_of.recorded_at, language) })}
      {" · "}
      {t("position", { position: count(as_of.position, language) })}
      {" · "}
      {ago < 10
        ? t("just_now")
        : ago < 120
          ? t("seconds_ago", { count: ago })
          : t("minutes_ago", { count: Math.floor(ago / 60) })}
    </p>
  );
}
