// One tube: whose swabs, in which order, where it went, and what was done for each of its people.
import { useTube } from "../api/queries";
import { moment, where } from "../format";
import { useWords } from "../i18n";
import { Freshness } from "../kit/freshness";
import { Change } from "../kit/links";
import { Answered } from "../kit/states";
import { Outcome } from "./tubes_panel";

export function TubeView({ code }: { code: string }) {
  const { t, language } = useWords();
  const query = useTube(code);
  return (
    <>
      <div className="panel-head">
        <Change to={{ tube: undefined }} className="button">
          ← {t("tube.back")}
        </Change>
        <h3>
          <code>{code}</code>
        </h3>
      </div>
      <Answered query={query}>
        {({ as_of, tube, members, history, cycle_thresholds }) => (
          <div className="scroll">
            <p className="chips">
              <Outcome outcome={tube.outcome} />{" "}
              <span className="chip">{t(`custody.${tube.custody}`)}</span>
              {tube.station && <span className="chip">{tube.station.name}</span>}
              {tube.laboratory && <span className="chip">{tube.laboratory.name}</span>}
              {Object.entries(cycle_thresholds).map(([gene, ct]) => (
                <span key={gene} className="chip">
                  {gene} Ct {ct.toFixed(1)}
                </span>
              ))}
              {tube.outcome === "positive" && (
                <span className={`chip ${tube.held < tube.people ? "chip-act" : "chip-ok"}`}>
                  {t("tube.held", { held: tube.held, people: tube.people })}
                </span>
              )}
            </p>
            <table className="grid">
              <thead>
                <tr>
                  {["order", "person", "where", "held", "antigen", "retest"].map((name) => (
                    <th key={name} scope="col">
                      {t(`column.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {members.map((member) => (
                  <tr key={member.order}>
                    <td>{member.order}</td>
                    <td className="tight">
                      {t(`sex.${member.sex}`)}{" "}
                      {member.age_years !== null && t("years", { n: member.age_years })}
                    </td>
                    <td>{where(member.path)}</td>
                    <td className="tight">
                      {member.held ? (
                        `✓ ${t("held.yes")}`
                      ) : (
                        <span className="quiet">{t("held.no")}</span>
                      )}
                    </td>
                    <td className="tight">
                      {member.antigen ? (
                        <span className={member.antigen === "positive" ? "chip chip-act" : ""}>
                          {t(`outcome.${member.antigen}`)}
                        </span>
                      ) : (
                        "–"
                      )}
                    </td>
                    <td className="tight">
                      {member.retest ? (
                        <Change to={{ tube: member.retest.tube }}>
                          <Outcome outcome={member.retest.outcome} />
                        </Change>
                      ) : (
                        "–"
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <h3>{t("tube.way")}</h3>
            <ol className="way">
              {history.map((step) => (
                <li key={`${step.position} ${step.kind} ${step.person ?? ""}`}>
                  <time>{moment(step.occurred_at, language)}</time>{" "}
                  <strong>{t(`step.${step.kind}`)}</strong> {step.place}
                </li>
              ))}
            </ol>
            <Freshness as_of={as_of} at={query.dataUpdatedAt} />
          </div>
        )}
      </Answered>
    </>
  );
}
