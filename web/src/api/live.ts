// Listens to /events: makes answers stale when their room changed, keeps the program's clock, and says
// whether the line is up. Reconnects by itself; while the line is down it asks again now and then.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";

export interface Live {
  line: "connecting" | "open" | "lost";
  lostAt: number | null; // Browser time.
  now: number | null; // The program's clock when it was last heard.
  heardAt: number;
}

const DEPENDS: Record<string, string[]> = {
  map: ["registry", "laboratory", "tracing", "zoning", "quarantine"],
  status: [
    "registry",
    "policy",
    "laboratory",
    "briefing",
    "tracing",
    "zoning",
    "duties",
    "quarantine",
  ],
  briefing: ["registry", "laboratory", "tracing", "zoning", "quarantine", "duties", "briefing"],
};
const RETRY_MS = [1000, 2000, 5000, 10_000];
const REFRESH_MS = 1500;
const POLL_MS = 15_000;

// Whether an answer with this key may be stale once these rooms changed.
export function touched(key: readonly unknown[], rooms: ReadonlySet<string>): boolean {
  const [room, , as_of] = key;
  if (as_of !== "now") return false;
  return rooms.has(String(room)) || (DEPENDS[String(room)] ?? []).some((one) => rooms.has(one));
}

function invalidate(queries: QueryClient, rooms: ReadonlySet<string> | null) {
  queries.invalidateQueries({
    predicate: ({ queryKey }) => (rooms ? touched(queryKey, rooms) : queryKey[2] === "now"),
  });
}

export const LiveContext = createContext<Live>({
  line: "connecting",
  lostAt: null,
  now: null,
  heardAt: 0,
});
export const useLive = () => useContext(LiveContext);

export function useLiveLine(): Live {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({
    line: "connecting",
    lostAt: null,
    now: null,
    heardAt: 0,
  });
  useEffect(() => {
    let source: EventSource | undefined;
    let failures = 0;
    let retry: ReturnType<typeof setTimeout>;
    let refresh: ReturnType<typeof setTimeout> | undefined;
    const pending = new Set<string>();
    const lost = () =>
      setLive((old) => ({ ...old, line: "lost", lostAt: old.lostAt ?? Date.now() }));
    const connect = () => {
      source = new EventSource("/api/v1/events");
      source.onopen = () => {
        if (failures > 0) invalidate(queries, null);
        failures = 0;
        setLive((old) => ({ ...old, line: "open", lostAt: null }));
      };
      source.onerror = () => {
        lost();
        source?.close();
        retry = setTimeout(connect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
      };
      source.addEventListener("clock", (message) => {
        const { now } = JSON.parse(message.data) as { now: string };
        setLive((old) => ({ ...old, now: Date.parse(now), heardAt: Date.now() }));
      });
      source.addEventListener("change", (message) => {
        for (const room of (JSON.parse(message.data) as { rooms: string[] }).rooms)
          pending.add(room);
        refresh ??= setTimeout(() => {
          invalidate(queries, new Set(pending));
          pending.clear();
          refresh = undefined;
        }, REFRESH_MS);
      });
    };
    connect();
    const poll = setInterval(() => {
      if (source?.readyState !== EventSource.OPEN) invalidate(queries, null);
    }, POLL_MS);
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(refresh);
      clearInterval(poll);
    };
  }, [queries]);
  return live;
}
