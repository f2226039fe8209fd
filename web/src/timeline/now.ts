// The moment that the view shows: the past one that was chosen, else the program's clock, running.
import { useLive } from "../api/live";
import { useStatus } from "../api/queries";
import { useTick } from "../kit/freshness";
import { useView } from "../view/use_view";

export function useNow(): number | null {
  const { as_of } = useView();
  const status = useStatus();
  const live = useLive();
  const tick = useTick();
  const said = status.data ? Date.parse(status.data.now) : null;
  if (as_of || said === null) return said;
  if (live.now === null || status.dataUpdatedAt > live.heardAt) return said;
  // A real clock runs on between two messages; a simulated one stands until it is heard again.
  return status.data?.clock === "real" ? live.now + (tick - live.heardAt) : live.now;
}
