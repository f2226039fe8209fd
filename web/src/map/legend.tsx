import { useWords } from "../i18n";
import { CaseIcon, HeldIcon, TubeIcon, ZoneIcon } from "../kit/icons";
import type { Theme } from "../kit/theme";
import { PALETTES } from "./palette";

const SHARES = ["<5%", "5–25%", "25–50%", ">50%"];

export function Legend({ theme }: { theme: Theme }) {
  const { t } = useWords();
  return (
    <ul className="legend" aria-label={t("map.legend")}>
      <li>
        <TubeIcon /> {t("legend.tube")}
      </li>
      <li>
        <CaseIcon /> {t("legend.case")}
      </li>
      <li>
        <HeldIcon /> {t("legend.held")}
      </li>
      {(["lockdown", "restricted", "precautionary"] as const).map((level) => (
        <li key={level}>
          <ZoneIcon level={level} /> {t(`level.${level}`)}
        </li>
      ))}
      <li className="legend-shares">
        {t("legend.missing")}
        {PALETTES[theme].shares.map((colour, i) => (
          <span key={colour}>
            <span className="swatch" style={{ background: colour }} aria-hidden="true" />
            {SHARES[i]}
          </span>
        ))}
      </li>
    </ul>
  );
}
