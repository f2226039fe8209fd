// Where, which round, when: the same three questions on every board.
import { useDeferredValue, useState } from "react";
import { Breadcrumb, Breadcrumbs } from "react-aria-components";
import { useRounds, useSearch, useStatus, useUnit } from "../api/queries";
import { where } from "../format";
import { useWords } from "../i18n";
import { Change } from "../kit/links";
import { useChangeView, useView } from "../view/use_view";

function AreaSearch() {
  const { t } = useWords();
  const change = useChangeView();
  const [text, setText] = useState("");
  const found = useSearch(useDeferredValue(text.trim()));
  const units = (found.data?.items ?? []).filter((item) => item.what === "unit");
  const go = (id: number) => {
    setText("");
    change({ area: id });
  };
  return (
    <search className="area-search">
      <input
        type="search"
        value={text}
        placeholder={t("filter.search")}
        aria-label={t("filter.search")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && units[0]) go(units[0].id);
          if (event.key === "Escape") setText("");
        }}
      />
      {text.trim() && (
        <ul className="found">
          {units.map((unit) => (
            <li key={unit.id}>
              <button type="button" onClick={() => go(unit.id)}>
                <strong>{unit.name}</strong> <small>{where(unit.path.slice(0, -1))}</small>
              </button>
            </li>
          ))}
          {found.data && units.length === 0 && (
            <li className="state-line">{t("filter.none_found")}</li>
          )}
        </ul>
      )}
    </search>
  );
}

export function Trail() {
  const { t } = useWords();
  const { area } = useView();
  const status = useStatus().data;
  const path = useUnit(area).data?.path;
  const steps =
    area !== undefined && path
      ? path
      : status
        ? [{ id: status.city_unit, name: status.city, level: "city" as const }]
        : [];
  const shown = steps.filter((unit) => unit.level !== "province");
  return (
    <nav aria-label={t("filter.area")}>
      <Breadcrumbs className="trail">
        {shown.map((unit, i) => (
          <Breadcrumb key={unit.id} id={unit.id}>
            {i === shown.length - 1 ? (
              <span aria-current="location">{unit.name}</span>
            ) : (
              <Change to={{ area: unit.id === status?.city_unit ? undefined : unit.id }}>
                {unit.name}
              </Change>
            )}
          </Breadcrumb>
        ))}
      </Breadcrumbs>
    </nav>
  );
}

export function FilterBar() {
  const { t } = useWords();
  const { round } = useView();
  const change = useChangeView();
  const rounds = useRounds().data?.items ?? [];
  const current = useStatus().data?.current_round?.id;
  return (
    <div className="filters">
      <Trail />
      <AreaSearch />
      <label className="filter">
        <span>{t("filter.round")}</span>
        <select
          value={round ?? current ?? ""}
          disabled={rounds.length === 0}
          onChange={(event) => change({ round: Number(event.target.value) })}
        >
          {rounds.length === 0 && <option value="">{t("round.none_short")}</option>}
          {rounds.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
