// The figures of the chosen area: from the roll call for the city and its districts, else put together
// from the lists that stand behind them.
import type { Schemas } from "../api/client";
import {
  useBriefing,
  useCases,
  useDutySummary,
  useHeld,
  useRound,
  useStatus,
} from "../api/queries";
import { useView } from "../view/use_view";

export interface AreaFigures {
  cases: number | undefined;
  held: number | undefined;
  overdue: number | undefined;
  open: number | undefined;
  briefing: Schemas["BriefingFigures"] | undefined; // City and districts only.
  change: Schemas["BriefingFigures"] | null | undefined;
}

export function useRoundId(): number | undefined {
  const { round } = useView();
  const current = useStatus().data?.current_round?.id;
  return round ?? current;
}

export function useAreaRound() {
  const { area } = useView();
  return useRound(useRoundId(), area);
}

export function useAreaFigures(): AreaFigures {
  const { area } = useView();
  const briefing = useBriefing().data;
  const status = useStatus().data;
  const row =
    area === undefined || area === status?.city_unit
      ? briefing?.city
      : briefing?.districts.find((one) => one.unit.id === area);
  const duties = useDutySummary(area).data?.total;
  const held = useHeld(area).data?.pages[0]?.total;
  const cases = useCases(area).data?.pages.reduce((sum, page) => sum + page.items.length, 0);
  return {
    cases: row?.figures.cases ?? cases,
    held: row?.figures.held ?? held,
    overdue: row?.figures.duties_overdue ?? (duties && duties.overdue + duties.escalated),
    open: row?.figures.duties_open ?? (duties && duties.open + duties.overdue + duties.escalated),
    briefing: row?.figures,
    change: row?.change,
  };
}
