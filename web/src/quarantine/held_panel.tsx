import type { Schemas } from "../api/client";
import { useHeld } from "../api/queries";
import { day, moment, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { HeldIcon } from "../kit/icons";
import { TurnTo } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useView } from "../view/use_view";

function HeldRow({ held }: { held: Schemas["HeldPerson"] }) {
  const { t, language } = useWords();
  return (
    <div className="contact">
      <span className="chip">
        <HeldIcon /> {t(`hold.${held.reason}`)}
      </span>
      <strong>
        {t(`sex.${held.sex}`)} {held.age_years !== null && t("years", { n: held.age_years })}
      </strong>
      <span className="contact-home">{where(held.path)}</span>
      <small className="contact-why">
        {t("held.since", { time: moment(held.since, language) })}
        {held.release_due_on &&
          ` · ${t("held.until", { day: day(held.release_due_on, language) })}`}
        {held.tube && (
          <>
            {" "}
            ·{" "}
            <TurnTo tab="tubes" more={{ tube: held.tube }}>
              {held.tube}
            </TurnTo>
          </>
        )}
        {held.case !== null && (
          <>
            {" "}
            ·{" "}
            <TurnTo tab="cases" more={{ case: held.case }}>
              {t("case.name", { n: held.case })}
            </TurnTo>
          </>
        )}
      </small>
    </div>
  );
}

export function HeldPanel() {
  const { t } = useWords();
  const { area } = useView();
  const query = useHeld(area);
  return (
    <Answered query={query}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items);
        if (people.length === 0) return <Empty>{t("held.none")}</Empty>;
        return (
          <>
            <p className="list-head">
              {t("held.people")} <Count n={pages[0]?.total ?? 0} />
            </p>
            <Rows
              label={t("tab.held")}
              items={people}
              height={62}
              more={query}
              keyOf={(one) => one.person}
              row={(one) => <HeldRow held={one} />}
            />
            <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
          </>
        );
      }}
    </Answered>
  );
}
