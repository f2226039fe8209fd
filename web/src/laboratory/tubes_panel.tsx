import type { Schemas } from "../api/client";
import { useLedger, useTubes } from "../api/queries";
import { moment } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { TubeIcon } from "../kit/icons";
import { Change } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useView } from "../view/use_view";
import { TubeView } from "./tube_view";

const CUSTODIES = ["station", "courier", "laboratory", "resulted", "voided"] as const;

function LedgerLine() {
  const { t } = useWords();
  const { custody } = useView();
  const ledger = useLedger(undefined).data;
  if (!ledger) return null;
  const wrong = ledger.hops.filter((hop) => !hop.balanced || hop.in !== hop.out + hop.inside);
  return (
    <div className="ledger">
      <Change
        to={{ custody: undefined, outcome: undefined }}
        className={custody ? "pill" : "pill pill-on"}
      >
        {t("tube.all")} <Count n={ledger.total} />
      </Change>
      {CUSTODIES.map((one) => (
        <Change
          key={one}
          to={{ custody: one, outcome: undefined }}
          className={custody === one ? "pill pill-on" : "pill"}
        >
          {t(`custody.${one}`)} <Count n={ledger[one]} />
        </Change>
      ))}
      {wrong.length + ledger.exceptions.length === 0 ? (
        <span className="chip chip-ok">✓ {t("tube.balanced")}</span>
      ) : (
        <span className="chip chip-act" role="alert">
          {t("tube.unbalanced", { n: wrong.length + ledger.exceptions.length })}
        </span>
      )}
    </div>
  );
}

export function Outcome({ outcome }: { outcome: Schemas["TubeOutcome"] }) {
  const { t } = useWords();
  const positive = outcome === "positive" || outcome === "single_target";
  return (
    <span className={`chip outcome-${outcome} ${positive ? "chip-act" : ""}`}>
      {positive && <TubeIcon />} {t(`outcome.${outcome}`)}
    </span>
  );
}

function TubeRow({ tube }: { tube: Schemas["Tube"] }) {
  const { t, language } = useWords();
  return (
    <Change to={{ tube: tube.code }} className="row">
      <code>{tube.code}</code>
      <Outcome outcome={tube.outcome} />
      <span>{t(`custody.${tube.custody}`)}</span>
      <span className="quiet">{tube.station?.name}</span>
      <span className="num">{t("tube.people", { n: tube.people })}</span>
      <time>{moment(tube.resulted_at ?? tube.opened_at, language)}</time>
    </Change>
  );
}

export function TubesPanel() {
  const { t } = useWords();
  const { tube, outcome, custody, area } = useView();
  const query = useTubes({ outcome, custody, unit: area });
  if (tube) return <TubeView code={tube} />;
  return (
    <>
      <LedgerLine />
      <Answered query={query}>
        {({ pages }) => {
          const tubes = pages.flatMap((page) => page.items);
          if (tubes.length === 0) return <Empty>{t("tube.none")}</Empty>;
          return (
            <>
              <Rows
                label={t("tab.tubes")}
                items={tubes}
                height={36}
                more={query}
                keyOf={(one) => one.code}
                row={(one) => <TubeRow tube={one} />}
              />
              <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
            </>
          );
        }}
      </Answered>
    </>
  );
}
