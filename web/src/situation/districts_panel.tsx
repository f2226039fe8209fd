// The roll call as a table: each district's figures, and what is late and whose.
import { useBriefing } from "../api/queries";
import { span } from "../format";
import { useWords } from "../i18n";
import { Count, Delta } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { Change, TurnTo } from "../kit/links";
import { Answered, Empty } from "../kit/states";
import { useAreaFigures } from "./figures";

const COLUMNS = ["cases", "held", "contacts", "missing", "duties_overdue"] as const;

export function DistrictsPanel() {
  const { t, tell, language } = useWords();
  const query = useBriefing();
  useAreaFigures();
  return (
    <Answered query={query}>
      {(briefing) => (
        <>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t("column.unit")}</th>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col" className="num">
                    {t(`column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {briefing.districts.map(({ unit, figures: f, change }) => (
                <tr key={unit.id}>
                  <th scope="row">
                    <Change to={{ area: unit.id }}>{unit.name}</Change>
                  </th>
                  <td className="num">
                    <TurnTo tab="cases" more={{ area: unit.id }}>
                      <Count n={f.cases} /> <Delta n={change?.cases || null} />
                    </TurnTo>
                  </td>
                  <td className="num">
                    <TurnTo tab="held" more={{ area: unit.id }}>
                      <Count n={f.held} /> <Delta n={change?.held || null} />
                    </TurnTo>
                  </td>
                  <td className="num">
                    <Count n={f.contacts_held} />
                    <small>
                      {" "}
                      / <Count n={f.contacts_listed} />
                    </small>
                  </td>
                  <td className="num">
                    {f.round && f.round.registered > 0 ? (
                      <TurnTo tab="missing" more={{ area: unit.id }}>
                        <Count n={f.round.missing} />
                      </TurnTo>
                    ) : (
                      <span className="quiet">–</span>
                    )}
                  </td>
                  <td className={`num ${f.duties_overdue ? "cell-act" : ""}`}>
                    <TurnTo tab="duties" more={{ area: unit.id }}>
                      <Count n={f.duties_overdue} /> <Delta n={change?.duties_overdue || null} />
                    </TurnTo>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{t("late.title")}</h3>
          {briefing.late.length === 0 ? (
            <Empty>{t("answer.nothing_late")}</Empty>
          ) : (
            <ol className="late-list">
              {briefing.late.slice(0, 8).map((line) => (
                <li key={`${line.kind} ${line.owner}`}>
                  <TurnTo tab="duties" more={{ kind: line.kind }}>
                    <span className="late-span">
                      {t("late_by", { span: span(line.late_minutes_max, language) })}
                    </span>
                    <strong>{line.owner}</strong> <span>{tell(line.title)}</span>
                    <span className="times">
                      ×<Count n={line.count} />
                    </span>
                  </TurnTo>
                </li>
              ))}
            </ol>
          )}
          <Freshness as_of={briefing.as_of} at={query.dataUpdatedAt} />
        </>
      )}
    </Answered>
  );
}
