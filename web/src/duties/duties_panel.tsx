// What must be done by whom by when: the escalated first, then the late, then by time left.
import type { Schemas } from "../api/client";
import { useDuties, useDutySummary } from "../api/queries";
import { clock, minutesBetween, span, where } from "../format";
import { useWords } from "../i18n";
import { Count } from "../kit/figure";
import { Freshness } from "../kit/freshness";
import { LateIcon } from "../kit/icons";
import { Change, TurnTo } from "../kit/links";
import { Rows } from "../kit/rows";
import { Answered, Empty } from "../kit/states";
import { useNow } from "../timeline/now";
import { useChangeView, useView } from "../view/use_view";

const STATES = ["escalated", "overdue", "open", "done"] as const;
const PARTIES = ["territory", "department", "unit", "individual"] as const;
const SOON_MINUTES = 30;

function Filters() {
  const { t, tell } = useWords();
  const { area, state, party, kind } = useView();
  const change = useChangeView();
  const summary = useDutySummary(area).data;
  return (
    <div className="ledger">
      <Change to={{ state: undefined }} className={state ? "pill" : "pill pill-on"}>
        {t("duty.not_done")}
      </Change>
      {STATES.map((one) => (
        <Change
          key={one}
          to={{ state: one }}
          className={`${state === one ? "pill pill-on" : "pill"} pill-${one}`}
        >
          {t(`duty.${one}`)} {summary && <Count n={summary.total[one]} />}
        </Change>
      ))}
      <select
        aria-label={t("duty.party")}
        value={party ?? ""}
        onChange={(event) =>
          change({ party: (event.target.value || undefined) as Schemas["Party"] | undefined })
        }
      >
        <option value="">{t("duty.every_party")}</option>
        {PARTIES.map((one) => (
          <option key={one} value={one}>
            {t(`party.${one}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("duty.kind")}
        value={kind ?? ""}
        onChange={(event) =>
          change({ kind: (event.target.value || undefined) as Schemas["DutyKind"] | undefined })
        }
      >
        <option value="">{t("duty.every_kind")}</option>
        {summary?.by_kind.map((one) => (
          <option key={one.kind} value={one.kind}>
            {tell(one.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Subject({ subject }: { subject: Schemas["DutySubject"] }) {
  const { t } = useWords();
  if (subject.tube)
    return (
      <TurnTo tab="tubes" more={{ tube: subject.tube }}>
        {subject.label}
      </TurnTo>
    );
  if (typeof subject.case === "number")
    return (
      <TurnTo tab="cases" more={{ case: subject.case }}>
        {t("case.name", { n: subject.case })}
      </TurnTo>
    );
  return <span>{subject.label}</span>;
}

function DutyRow({ duty, now }: { duty: Schemas["Duty"]; now: number | null }) {
  const { t, tell, language } = useWords();
  const left = now === null ? null : minutesBetween(now, duty.due_at);
  const late = duty.state === "overdue" || duty.state === "escalated";
  const clockText = late
    ? t("late_by", { span: span(Math.max(duty.late_minutes, 1), language) })
    : duty.state === "done"
      ? t("duty.done")
      : left === null
        ? clock(duty.due_at, language)
        : t("time_left", { span: span(left, language) });
  const tone = late
    ? "due-act"
    : duty.state === "open" && left !== null && left < SOON_MINUTES
      ? "due-soon"
      : "";
  return (
    <div className={`duty duty-${duty.state}`}>
      <span className={`due ${tone}`}>
        {late && <LateIcon />}
        {clockText}
      </span>
      <span className="duty-what">
        <strong>{tell(duty.title)}</strong> <Subject subject={duty.subject} />
      </span>
      <span className="duty-who">
        {duty.owner} <small>{t(`party.${duty.party}`)}</small>
      </span>
      <small className="duty-where">{where(duty.path)}</small>
      <small className="duty-due">
        {duty.state === "escalated" && <b>{t("duty.escalated")} · </b>}
        {t("duty.due_at", { time: clock(duty.due_at, language) })}
      </small>
    </div>
  );
}

export function DutiesPanel() {
  const { t } = useWords();
  const { area, state, party, kind } = useView();
  const now = useNow();
  const query = useDuties({ unit: area, state, party, kind });
  return (
    <>
      <Filters />
      <Answered query={query}>
        {({ pages }) => {
          const duties = pages.flatMap((page) => page.items);
          if (duties.length === 0) return <Empty>{t("duty.none")}</Empty>;
          return (
            <>
              <Rows
                label={t("tab.duties")}
                items={duties}
                height={60}
                more={query}
                keyOf={(duty) => duty.id}
                row={(duty) => <DutyRow duty={duty} now={now} />}
              />
              <Freshness as_of={pages[0]?.as_of} at={query.dataUpdatedAt} />
            </>
          );
        }}
      </Answered>
    </>
  );
}
