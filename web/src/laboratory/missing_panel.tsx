// Who was not sampled: unit by unit, most missing first, down to the door and the people behind it.

import type { Schemas } from "../api/client";
import { useMissing, useReconciliation } from "../api/queries";
import { percent, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { Change } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useRoundId } from "../situation/figures";
import { Trail } from "../situation/filter_bar";
import { useView } from "../view/use_view";

const DOOR_LEVELS = new Set<Schemas["UnitLevel"]>(["building", "stairwell", "household"]);

function Door({ door }: { door: Schemas["MissingDoor"] }) {
  const { t } = useWords();
  const home = door.path
    .slice(-3)
    .map((unit) => unit.name)
    .join(" ");
  return (
    <div className="door">
      <div className="door-at">
        <strong>{home}</strong>
        <small>
          {where(door.path.slice(0, -3), 2)}
          {door.floor !== null && ` · ${t("floor", { n: door.floor })}`}
        </small>
      </div>
      <ul>
        {door.people.map((person) => (
          <li key={person.person}>
            {t(`sex.${person.sex}`)}{" "}
            {person.age_years !== null && t("years", { n: person.age_years })}
            <small>{t(`missing.${person.reason}`)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Doors({ round, unit }: { round: number; unit: number | undefined }) {
  const { t } = useWords();
  const query = useMissing(round, unit, true);
  return (
    <Answered query={query}>
      {({ pages }) => {
        const doors = pages.flatMap((page) => page.items);
        if (doors.length === 0) return <Empty>{t("missing.none")}</Empty>;
        return (
          <>
            <p className="list-head">
              {t("missing.people")} <Count n={pages[0]?.people ?? 0} />
            </p>
            <Rows
              label={t("missing.doors")}
              items={doors}
              height={64}
              more={query}
              keyOf={(door) => door.household.id}
              row={(door) => <Door door={door} />}
            />
            <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
          </>
        );
      }}
    </Answered>
  );
}

function Units({ answer, at }: { answer: Schemas["Reconciliation"]; at: number }) {
  const { t } = useWords();
  if (answer.items.length === 0) return <Empty>{t("missing.not_in_round")}</Empty>;
  const rows = [answer.unit, ...answer.items];
  return (
    <>
      <div className="table-box" tabIndex={-1}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("column.unit")}</th>
              {(["registered", "sampled", "exempt", "missing"] as const).map((name) => (
                <th key={name} scope="col" className="num">
                  {t(`figure.${name}`)}
                </th>
              ))}
              <th scope="col" className="num">
                {t("column.rate")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, figures: f }, i) => (
              <tr key={unit.id} className={i === 0 ? "sum" : ""}>
                <th scope="row">
                  {i === 0 ? (
                    t("column.all", { name: unit.name })
                  ) : (
                    <Change to={{ area: unit.id, doors: undefined }}>{unit.name}</Change>
                  )}
                </th>
                <td className="num">
                  <Count n={f.registered} />
                </td>
                <td className="num">
                  <Count n={f.sampled} />
                </td>
                <td className="num">
                  <Count n={f.exempt} />
                </td>
                <td className="num">
                  <Change to={i === 0 ? { doors: true } : { area: unit.id, doors: true }}>
                    <strong>
                      <Count n={f.missing} />
                    </strong>
                  </Change>
                </td>
                <td className="num">
                  <span className="meter" aria-hidden="true">
                    <span style={{ width: percent(f.sampled + f.exempt, f.registered) }} />
                  </span>
                  {percent(f.sampled + f.exempt, f.registered)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Freshness as_of={answer.as_of} at={at} />
    </>
  );
}

export function MissingPanel() {
  const { t } = useWords();
  const { area, doors } = useView();
  const round = useRoundId();
  const query = useReconciliation(round, area);
  if (round === undefined) return <Empty>{t("round.none")}</Empty>;
  const level = query.data?.unit.unit.level;
  const at_doors = doors || (level !== undefined && DOOR_LEVELS.has(level));
  return (
    <>
      <div className="panel-head">
        <Trail />
        {level !== undefined && !DOOR_LEVELS.has(level) && (
          <Change to={{ doors: doors ? undefined : true }} className="button">
            {t(doors ? "missing.by_unit" : "missing.by_door")}
          </Change>
        )}
      </div>
      {at_doors ? (
        <Doors round={round} unit={area} />
      ) : (
        <Answered query={query}>
          {(answer) => <Units answer={answer} at={query.dataUpdatedAt} />}
        </Answered>
      )}
    </>
  );
}
