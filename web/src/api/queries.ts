// One hook for each question that the page asks. Keys are [room, name, as_of or "now", parameters], so
// that a change in a room can make exactly the answers of that room stale (live.ts).
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useView } from "../view/use_view";
import { ask, client, type Schemas } from "./client";

const NOW = "now";

// While the view is at a past moment its answers never change.
function useAnswer<T>(
  room: string,
  name: string,
  parameters: unknown,
  call: (as_of?: string) => Promise<T>,
  enabled = true,
) {
  const { as_of } = useView();
  return useQuery({
    queryKey: [room, name, as_of ?? NOW, parameters],
    queryFn: () => call(as_of),
    placeholderData: keepPreviousData,
    staleTime: as_of ? Number.POSITIVE_INFINITY : 0,
    enabled,
  });
}

interface Paged<T> {
  as_of: Schemas["AsOf"];
  items: T[];
  next_cursor: string | null;
}

function usePages<P extends Paged<unknown>>(
  room: string,
  name: string,
  parameters: unknown,
  call: (as_of: string | undefined, cursor: string | undefined) => Promise<P>,
  enabled = true,
) {
  const { as_of } = useView();
  return useInfiniteQuery({
    queryKey: [room, name, as_of ?? NOW, parameters],
    queryFn: ({ pageParam }) => call(as_of, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: P) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: as_of ? Number.POSITIVE_INFINITY : 0,
    enabled,
  });
}

export const useStatus = () =>
  useAnswer("status", "status", null, (as_of) =>
    ask(client.GET("/status", { params: { query: { as_of } } })),
  );

// The timeline is always the whole one: the slider must be able to go forward again.
export const useTimeline = () =>
  useQuery({
    queryKey: ["status", "timeline", NOW],
    queryFn: () => ask(client.GET("/timeline")),
    placeholderData: keepPreviousData,
  });

export const useUnit = (id: number | undefined) =>
  useAnswer(
    "registry",
    "unit",
    id,
    (as_of) =>
      ask(
        client.GET("/registry/units/{id}", { params: { path: { id: id ?? 0 }, query: { as_of } } }),
      ),
    id !== undefined,
  );

export const useSearch = (q: string) =>
  useAnswer(
    "registry",
    "search",
    q,
    (as_of) => ask(client.GET("/registry/search", { params: { query: { q, limit: 12, as_of } } })),
    q.length > 0,
  );

export const useRounds = () =>
  useAnswer("laboratory", "rounds", null, (as_of) =>
    ask(client.GET("/laboratory/rounds", { params: { query: { as_of, limit: 50 } } })),
  );

export const useRound = (id: number | undefined, unit: number | undefined) =>
  useAnswer(
    "laboratory",
    "round",
    [id, unit],
    (as_of) =>
      ask(
        client.GET("/laboratory/rounds/{id}", {
          params: { path: { id: id ?? 0 }, query: { unit, as_of } },
        }),
      ),
    id !== undefined,
  );

export const useReconciliation = (
  id: number | undefined,
  unit: number | undefined,
  level?: Schemas["UnitLevel"],
) =>
  useAnswer(
    "laboratory",
    "reconciliation",
    [id, unit, level],
    (as_of) =>
      ask(
        client.GET("/laboratory/rounds/{id}/reconciliation", {
          params: { path: { id: id ?? 0 }, query: { unit, level, as_of } },
        }),
      ),
    id !== undefined,
  );

export const useMissing = (id: number | undefined, unit: number | undefined, enabled: boolean) =>
  usePages(
    "laboratory",
    "missing",
    [id, unit],
    (as_of, cursor) =>
      ask(
        client.GET("/laboratory/rounds/{id}/missing", {
          params: { path: { id: id ?? 0 }, query: { unit, as_of, cursor } },
        }),
      ),
    enabled && id !== undefined,
  );

export const useLedger = (round: number | undefined) =>
  useAnswer("laboratory", "ledger", round, (as_of) =>
    ask(client.GET("/laboratory/ledger", { params: { query: { round, as_of } } })),
  );

export interface TubeFilter {
  outcome?: Schemas["TubeOutcome"];
  custody?: Schemas["Custody"];
  unit?: number;
}
export const useTubes = (filter: TubeFilter) =>
  usePages("laboratory", "tubes", filter, (as_of, cursor) =>
    ask(client.GET("/laboratory/tubes", { params: { query: { ...filter, as_of, cursor } } })),
  );

export const useTube = (code: string) =>
  useAnswer("laboratory", "tube", code, (as_of) =>
    ask(client.GET("/laboratory/tubes/{code}", { params: { path: { code }, query: { as_of } } })),
  );

export const useCases = (unit: number | undefined) =>
  usePages("tracing", "cases", unit, (as_of, cursor) =>
    ask(client.GET("/tracing/cases", { params: { query: { unit, as_of, cursor } } })),
  );

export const useCase = (id: number) =>
  useAnswer("tracing", "case", id, (as_of) =>
    ask(client.GET("/tracing/cases/{id}", { params: { path: { id }, query: { as_of } } })),
  );

export const useContacts = (
  id: number,
  contact_class: string | undefined,
  held: boolean | undefined,
) =>
  usePages("tracing", "contacts", [id, contact_class, held], (as_of, cursor) =>
    ask(
      client.GET("/tracing/cases/{id}/contacts", {
        params: { path: { id }, query: { class: contact_class, held, as_of, cursor, limit: 200 } },
      }),
    ),
  );

export const useZones = (unit: number | undefined) =>
  usePages("zoning", "zones", unit, (as_of, cursor) =>
    ask(client.GET("/zoning/zones", { params: { query: { unit, as_of, cursor } } })),
  );

export const useProposals = (id: number | undefined) =>
  useAnswer(
    "zoning",
    "proposals",
    id,
    (as_of) => ask(client.GET("/zoning/proposals", { params: { query: { case: id, as_of } } })),
    id !== undefined,
  );

export const useHeld = (unit: number | undefined) =>
  usePages("quarantine", "held", unit, (as_of, cursor) =>
    ask(client.GET("/quarantine/held", { params: { query: { unit, as_of, cursor } } })),
  );

export interface DutyFilter {
  unit?: number;
  state?: Schemas["DutyState"];
  party?: Schemas["Party"];
  kind?: Schemas["DutyKind"];
}
export const useDuties = (filter: DutyFilter) =>
  usePages("duties", "duties", filter, (as_of, cursor) =>
    ask(client.GET("/duties", { params: { query: { ...filter, as_of, cursor } } })),
  );

export const useDutySummary = (unit: number | undefined) =>
  useAnswer("duties", "summary", unit, (as_of) =>
    ask(client.GET("/duties/summary", { params: { query: { unit, as_of } } })),
  );

export const useBriefing = () =>
  useAnswer("briefing", "briefing", null, (as_of) =>
    ask(client.GET("/briefing", { params: { query: { as_of } } })),
  );

export const useBoundaries = (
  level: "district" | "subdistrict" | "neighbourhood",
  enabled: boolean,
) =>
  useQuery({
    queryKey: ["map", "boundaries", "fixed", level],
    queryFn: () => ask(client.GET("/map/boundaries", { params: { query: { level } } })),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });

export const useMarks = () =>
  useAnswer("map", "marks", null, (as_of) =>
    ask(client.GET("/map/marks", { params: { query: { as_of } } })),
  );

export const useBuildings = (
  bbox: [number, number, number, number] | undefined,
  round: number | undefined,
) =>
  useAnswer(
    "map",
    "buildings",
    [bbox, round],
    (as_of) =>
      ask(client.GET("/map/buildings", { params: { query: { bbox: bbox ?? [], round, as_of } } })),
    bbox !== undefined,
  );
