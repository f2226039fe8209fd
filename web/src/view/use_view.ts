import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { View } from "./search";

const page = getRouteApi("/");

export const useView = (): View => page.useSearch();

// Changes parts of the view; `replace` leaves no step in the history (dragging, playing).
export function useChangeView() {
  const navigate = page.useNavigate();
  return useCallback(
    (change: View | ((view: View) => View), replace = false) =>
      navigate({
        search: (old: View) => (typeof change === "function" ? change(old) : { ...old, ...change }),
        replace,
      }),
    [navigate],
  );
}
