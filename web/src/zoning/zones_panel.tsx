// The zones in force, strictest first, and the proposals that wait for a person to decide.
import type { Schemas } from "../api/client";
import { useCases, useProposals, useZones } from "../api/queries";
import { moment, percent, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { ZoneIcon } from "../kit/icons";
import { Change } from "../kit/links";
import { Answered, Empty } from "../kit/states";
import { undecided } from "../situation/answers";
import { useView } from "../view/use_view";

function Proposals({ one }: { one: Schemas["CaseRecord"] }) {
  const { t, tell } = useWords();
  const query = useProposals(one.id);
  return (
    <section
      className="proposals"
      aria-label={t("proposal.title", { label: t("case.name", { n: one.id }) })}
    >
      <h3>{t("proposal.title", { label: t("case.name", { n: one.id }) })}</h3>
      <p className="quiet">{where(one.path)}</p>
      <Answered query={query}>
        {({ items }) => (
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t("proposal.width")}</th>
                <th scope="col">{t("proposal.units")}</th>
                <th scope="col" className="num">
                  {t("proposal.restricted")}
                </th>
                <th scope="col" className="num">
                  {t("proposal.covered")}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((proposal) => (
                <tr key={proposal.width}>
                  <th scope="row">{t(`proposal.${proposal.width}`)}</th>
                  <td>
                    {proposal.zones.map((zone) => (
                      <div key={`${zone.level} ${zone.units[0]?.id}`}>
                        <ZoneIcon level={zone.level} /> {t(`level.${zone.level}`)}{" "}
                        {zone.units.map((unit) => unit.name).join("、")}
                      </div>
                    ))}
                    <small className="quiet">{proposal.reasons.map(tell).join(" · ")}</small>
                  </td>
                  <td className="num">
                    <Count n={proposal.people_restricted} />
                  </td>
                  <td className="num">{percent(proposal.exposure_covered, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
      <p className="quiet">{t("proposal.who")}</p>
    </section>
  );
}

function ZoneRow({ zone, on }: { zone: Schemas["Zone"]; on: boolean }) {
  const { t, tell, language } = useWords();
  return (
    <li className={on ? "zone zone-on" : "zone"}>
      <span className={`chip level-${zone.level}`}>
        <ZoneIcon level={zone.level} /> {tell(zone.level_title)}
      </span>
      <Change to={{ area: zone.units[0]?.id, zone: zone.id }}>
        <strong>{zone.name}</strong>
      </Change>
      <span className="num">
        <Count n={zone.people} /> {t("people")}
      </span>
      <small>
        {zone.units.map((unit) => unit.name).join("、")} ·{" "}
        {t("zone.from", { time: moment(zone.from, language) })} · {zone.reason} ·{" "}
        {t("zone.by", { who: zone.adopted_by })}
        {zone.second_person && ` + ${zone.second_person}`}
      </small>
    </li>
  );
}

export function ZonesPanel() {
  const { t } = useWords();
  const view = useView();
  const query = useZones(view.area);
  const every = useZones(undefined).data?.pages.flatMap((page) => page.items);
  const cases = useCases(undefined).data?.pages.flatMap((page) => page.items);
  const waiting = cases && every ? undecided(cases, every) : [];
  const about = waiting.find((one) => one.id === view.case) ?? waiting.at(-1);
  return (
    <div className="scroll">
      {about && <Proposals one={about} />}
      <Answered query={query}>
        {({ pages }) => {
          const zones = pages.flatMap((page) => page.items);
          if (zones.length === 0) return <Empty>{t("zone.none")}</Empty>;
          return (
            <>
              <ul className="zones">
                {zones.map((zone) => (
                  <ZoneRow key={zone.id} zone={zone} on={zone.id === view.zone} />
                ))}
              </ul>
              <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
            </>
          );
        }}
      </Answered>
    </div>
  );
}
