import type { ReactNode } from "react";
import { useWords } from "../i18n";
import { Count, Delta } from "../kit/figure";
import { CaseIcon, HeldIcon, LateIcon, TubeIcon, ZoneIcon } from "../kit/icons";
import { TurnTo } from "../kit/links";
import type { Tab, View } from "../view/search";
import { useAreaFigures } from "./figures";

interface TileProps {
  name: string;
  icon: ReactNode;
  n: number | undefined;
  change?: number | null | undefined;
  tab: Tab;
  more?: View;
  of?: number | undefined; // Out of how many.
  act?: boolean;
}

function Tile({ name, icon, n, change, tab, more, of, act }: TileProps) {
  const { t } = useWords();
  return (
    <TurnTo tab={tab} more={more ?? {}} className={`tile ${act && n ? "tile-act" : ""}`}>
      <span className="label">
        {icon} {t(`tile.${name}`)}
      </span>
      <span className="value">
        {n === undefined ? <span className="n">–</span> : <Count n={n} />}
        {of !== undefined && (
          <small>
            {" "}
            / <Count n={of} />
          </small>
        )}
        <Delta n={change} />
      </span>
    </TurnTo>
  );
}

export function Tiles() {
  const { t } = useWords();
  const f = useAreaFigures();
  const b = f.briefing;
  return (
    <section className="tiles" aria-label={t("tiles")}>
      <Tile name="cases" icon={<CaseIcon />} n={f.cases} change={f.change?.cases} tab="cases" />
      {b && (
        <Tile
          name="positive_tubes"
          icon={<TubeIcon />}
          n={b.positive_tubes}
          change={f.change?.positive_tubes}
          tab="tubes"
        />
      )}
      <Tile name="held" icon={<HeldIcon />} n={f.held} change={f.change?.held} tab="held" />
      {b && (
        <Tile
          name="contacts"
          icon={<HeldIcon />}
          n={b.contacts_held}
          of={b.contacts_listed}
          change={f.change?.contacts_held}
          tab="cases"
        />
      )}
      {b && (
        <Tile
          name="people_in_zones"
          icon={<ZoneIcon level="restricted" />}
          n={b.people_in_zones}
          change={f.change?.people_in_zones}
          tab="zones"
        />
      )}
      <Tile
        name="overdue"
        icon={<LateIcon />}
        n={f.overdue}
        of={f.open}
        change={f.change?.duties_overdue}
        tab="duties"
        act
      />
    </section>
  );
}
