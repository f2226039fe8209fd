import { change as changeText, count } from "../format";
import { useWords } from "../i18n";

export function Count({ n }: { n: number }) {
  const { language } = useWords();
  return <span className="n">{count(n, language)}</span>;
}

// The change since the last roll call: words for it are said once, by the tile's title.
export function Delta({ n }: { n: number | null | undefined }) {
  const { t, language } = useWords();
  if (n === null || n === undefined) return null;
  return (
    <span className={`delta ${n === 0 ? "delta-none" : ""}`} title={t("since_roll_call")}>
      {changeText(n, language)}
    </span>
  );
}
