import type { Schemas } from "../api/client";
import { useCases } from "../api/queries";
import { moment, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { CaseIcon } from "../kit/icons";
import { Change } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useView } from "../view/use_view";
import { CaseView } from "./case_view";

function CaseRow({ one }: { one: Schemas["CaseRecord"] }) {
  const { t, tell, language } = useWords();
  return (
    <Change to={{ case: one.id, class: undefined }} className="card">
      <span className="card-head">
        <CaseIcon /> <strong>{t("case.name", { n: one.id })}</strong>
        <span>
          {t(`sex.${one.sex}`)} {one.age_years !== null && t("years", { n: one.age_years })}
        </span>
        <span className="chip">{t(`classification.${one.classification}`)}</span>
        <span className={one.held ? "chip chip-ok" : "chip chip-act"}>
          {t(one.held ? "held.yes" : "held.no")}
        </span>
        <time>{moment(one.reported_at, language)}</time>
      </span>
      <span className="quiet">
        {where(one.path)} · {t(`found.${one.found_how}`)}
      </span>
      <span className="card-foot">
        {one.contacts.map((row) => (
          <span key={row.class}>
            {tell(row.title)} <Count n={row.held} />
            <small>
              {" "}
              / <Count n={row.listed} /> {t("held.of_listed")}
            </small>
          </span>
        ))}
      </span>
    </Change>
  );
}

export function CasesPanel() {
  const { t } = useWords();
  const view = useView();
  const query = useCases(view.area);
  if (view.case !== undefined) return <CaseView id={view.case} />;
  return (
    <Answered query={query}>
      {({ pages }) => {
        const cases = pages.flatMap((page) => page.items);
        if (cases.length === 0) return <Empty>{t("case.none")}</Empty>;
        return (
          <>
            <Rows
              label={t("tab.cases")}
              items={cases}
              height={92}
              more={query}
              keyOf={(one) => one.id}
              row={(one) => <CaseRow one={one} />}
            />
            <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
          </>
        );
      }}
    </Answered>
  );
}
