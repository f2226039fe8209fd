// registered = sampled + exempt + missing, as a sentence of numbers and as one bar.
import type { Schemas } from "../api/client";
import { count, minutesBetween, moment, percent, span } from "../format";
import { useWords } from "../i18n";
import { Count, Delta } from "../kit/figure";
import { LateIcon } from "../kit/icons";
import { TurnTo } from "../kit/links";
import { Answered } from "../kit/states";
import { useNow } from "../timeline/now";
import type { View } from "../view/search";
import { balance, PARTS, type Part, widths } from "./balance";
import { useAreaRound, useRoundId } from "./figures";

const BEHIND: Record<Part, { tab: "missing" | "tubes"; more?: View }> = {
  resulted: { tab: "tubes", more: { custody: "resulted" } },
  in_laboratory: { tab: "tubes", more: { custody: "laboratory" } },
  in_transit: { tab: "tubes", more: { custody: "courier" } },
  at_station: { tab: "tubes", more: { custody: "station" } },
  exempt: { tab: "missing" },
  missing: { tab: "missing" },
};

function Due({ round }: { round: Schemas["Round"] }) {
  const { t, language } = useWords();
  const now = useNow();
  if (round.state === "closed") return <span className="chip">{t("round.closed")}</span>;
  const left = now === null ? null : minutesBetween(now, round.due_at);
  const late = left !== null && left < 0;
  return (
    <span className={`chip ${late ? "chip-act" : left !== null && left < 120 ? "chip-late" : ""}`}>
      {t("round.due", { time: moment(round.due_at, language) })}
      {left !== null &&
        ` · ${t(late ? "late_by" : "time_left", { span: span(Math.abs(left), language) })}`}
    </span>
  );
}

export function Balanced({ figures }: { figures: Schemas["Figures"] }) {
  const { t, language } = useWords();
  const off = balance(figures);
  if (off.people === 0 && off.sampled === 0)
    return <span className="chip chip-ok">✓ {t("round.balanced")}</span>;
  return (
    <span className="chip chip-act" role="alert">
      <LateIcon />{" "}
      {t("round.unbalanced", { n: count(Math.abs(off.people) || Math.abs(off.sampled), language) })}
    </span>
  );
}

export function RoundBar() {
  const { t, language } = useWords();
  const id = useRoundId();
  const query = useAreaRound();
  if (id === undefined)
    return (
      <section className="round">
        <p className="state-line">{t("round.none")}</p>
      </section>
    );
  return (
    <section className="round" aria-label={t("round.title")}>
      <Answered query={query}>
        {({ round }) => {
          const f = round.figures;
          const width = widths(f);
          const big = (name: "registered" | "sampled" | "exempt" | "missing") => (
            <TurnTo tab="missing" className={`big big-${name}`}>
              <span className="label">
                {t(`figure.${name}`)}
                {name !== "registered" && (
                  <span className="share">{percent(f[name], f.registered)}</span>
                )}
              </span>
              <Count n={f[name]} />
              <Delta n={round.change?.[name] || null} />
            </TurnTo>
          );
          return (
            <>
              <header>
                <h2>{round.name}</h2>
                <Due round={round} />
                <Balanced figures={f} />
                {f.not_on_register > 0 && (
                  <span className="chip">
                    {t("figure.not_on_register")} {count(f.not_on_register, language)}
                  </span>
                )}
              </header>
              <div className="equation">
                {big("registered")}
                <i>=</i>
                {big("sampled")}
                <i>+</i>
                {big("exempt")}
                <i>+</i>
                {big("missing")}
              </div>
              <div className="bar" aria-hidden="true">
                {PARTS.map((part) => (
                  <span
                    key={part}
                    className={`part part-${part}`}
                    style={{ width: `${width[part]}%` }}
                  />
                ))}
              </div>
              <ul className="parts">
                {PARTS.slice(0, 4)
                  .toReversed()
                  .map((part) => (
                    <li key={part}>
                      <TurnTo {...BEHIND[part]}>
                        <span className={`swatch part-${part}`} aria-hidden="true" />
                        <span className="label">{t(`figure.${part}`)}</span> <Count n={f[part]} />{" "}
                        <Delta n={round.change?.[part]} />
                      </TurnTo>
                    </li>
                  ))}
              </ul>
            </>
          );
        }}
      </Answered>
    </section>
  );
}
