// The three answers to the page's question, each one sentence and one way further.
import type { ReactNode } from "react";
import type { Schemas } from "../api/client";
import { useBriefing, useCases, useProposals, useZones } from "../api/queries";
import { count, percent, span } from "../format";
import { useWords } from "../i18n";
import { TurnTo } from "../kit/links";
import type { Tab, View } from "../view/search";

function Card({
  kind,
  tab,
  more,
  lines,
}: {
  kind: string;
  tab: Tab;
  more?: View;
  lines: ReactNode[];
}) {
  const { t } = useWords();
  return (
    <TurnTo tab={tab} more={more ?? {}} className={`answer answer-${kind}`}>
      <span className="kicker">{t(`kicker.${kind}`)}</span>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the meaning
        <span key={i} className={i === 0 ? "headline" : "more"}>
          {line}
        </span>
      ))}
    </TurnTo>
  );
}

function Happening({ briefing }: { briefing: Schemas["Briefing"] | undefined }) {
  const { t, language } = useWords();
  const f = briefing?.city.figures;
  if (!f) return <Card kind="happening" tab="districts" lines={["…"]} />;
  const parts = {
    cases: count(f.cases, language),
    antigen: count(f.antigen_positive, language),
    tubes: count(f.positive_tubes, language),
  };
  const headline =
    f.cases + f.antigen_positive + f.positive_tubes === 0
      ? t("answer.calm")
      : t("answer.found", parts);
  const contacts = t("answer.contacts", {
    held: count(f.contacts_held, language),
    listed: count(f.contacts_listed, language),
    share: percent(f.contacts_held, f.contacts_listed),
  });
  return (
    <Card
      kind="happening"
      tab="cases"
      lines={f.contacts_listed ? [headline, contacts] : [headline]}
    />
  );
}

function Late({ briefing }: { briefing: Schemas["Briefing"] | undefined }) {
  const { t, tell, language } = useWords();
  if (!briefing) return <Card kind="late" tab="duties" lines={["…"]} />;
  const late = briefing.city.figures.duties_overdue;
  const worst = briefing.late[0];
  if (late === 0 || !worst)
    return <Card kind="none_late" tab="duties" lines={[t("answer.nothing_late")]} />;
  const whose = `${tell(worst.title)} · ${worst.owner}`;
  return (
    <Card
      kind="late"
      tab="duties"
      lines={[
        t("answer.late", {
          count: late,
          n: count(late, language),
          span: span(worst.late_minutes_max, language),
        }),
        whose,
      ]}
    />
  );
}

// Homes of cases that no zone of the strictest level holds yet: somebody must decide about them.
export function undecided(
  cases: Schemas["CaseRecord"][],
  zones: Schemas["Zone"][],
): Schemas["CaseRecord"][] {
  const sealed = new Set(
    zones
      .filter((zone) => zone.level === "lockdown")
      .flatMap((zone) => zone.units.map((unit) => unit.id)),
  );
  return cases.filter(
    (one) => one.classification !== "discarded" && !one.path.some((unit) => sealed.has(unit.id)),
  );
}

function Decision() {
  const { t, language } = useWords();
  const cases = useCases(undefined).data?.pages.flatMap((page) => page.items) ?? [];
  const zones = useZones(undefined).data?.pages.flatMap((page) => page.items) ?? [];
  const open = undecided(cases, zones);
  const first = open.at(-1);
  const proposals = useProposals(first?.id).data?.items ?? [];
  const tight = proposals[0];
  if (!first) return <Card kind="none_waiting" tab="zones" lines={[t("answer.nothing_waits")]} />;
  const headline = t("answer.zone_waits", { count: open.length, n: count(open.length, language) });
  const smallest =
    tight &&
    t("answer.smallest", {
      label: t("case.name", { n: first.id }),
      people: count(tight.people_restricted, language),
      share: percent(tight.exposure_covered, 1),
    });
  return (
    <Card
      kind="waiting"
      tab="zones"
      more={{ case: first.id }}
      lines={smallest ? [headline, smallest] : [headline]}
    />
  );
}

export function Answers() {
  const briefing = useBriefing().data;
  return (
    <div className="answers">
      <Happening briefing={briefing} />
      <Late briefing={briefing} />
      <Decision />
    </div>
  );
}
