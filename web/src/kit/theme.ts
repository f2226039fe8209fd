// Light for the day and print, dark for the night; follows the device until somebody chooses.
import { useEffect, useState } from "react";

export type Theme = "light" | "dark";
const KEPT = "firebreak.theme";
const device = () => matchMedia("(prefers-color-scheme: dark)");

function kept(): Theme | null {
  const value = localStorage.getItem(KEPT);
  return value === "light" || value === "dark" ? value : null;
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [chosen, setChosen] = useState<Theme | null>(kept);
  const [dark, setDark] = useState(device().matches);
  useEffect(() => {
    const query = device();
    const changed = () => setDark(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  const theme = chosen ?? (dark ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  return [
    theme,
    (next) => {
      localStorage.setItem(KEPT, next);
      setChosen(next);
    },
  ];
}
