// The states that a view can be in besides having an answer: loading, empty, refused, unreachable.
import type { ReactNode } from "react";
import { Problem } from "../api/client";
import { useWords } from "../i18n";

interface Answer<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  isPlaceholderData?: boolean;
  refetch: () => unknown;
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="state state-empty">{children}</p>;
}

export function Loading() {
  const { t } = useWords();
  return (
    <div className="state state-loading" role="status">
      <span className="bone" />
      <span className="bone" />
      <span className="bone" />
      <span className="unseen">{t("state.loading")}</span>
    </div>
  );
}

export function Failed({ error, retry }: { error: Error; retry: () => unknown }) {
  const { t, language } = useWords();
  const refused = error instanceof Problem ? error.problem : undefined;
  return (
    <div className={`state ${refused ? "state-refused" : "state-lost"}`} role="alert">
      <strong>{t(refused ? "state.refused" : "state.unreachable")}</strong>
      <p>
        {refused
          ? language === "zh"
            ? refused.detail_zh
            : refused.detail_en
          : t("state.unreachable_do")}
      </p>
      {refused && <code>{refused.code}</code>}
      <button type="button" className="button" onClick={() => retry()}>
        {t("state.retry")}
      </button>
    </div>
  );
}

// Shows an answer, or why there is none. An old answer stays visible, dimmed, while a new one comes.
export function Answered<T>({
  query,
  children,
}: {
  query: Answer<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <div className={query.isPlaceholderData ? "answered waiting" : "answered"}>
        {children(query.data)}
      </div>
    );
  }
  if (query.error) return <Failed error={query.error} retry={query.refetch} />;
  return <Loading />;
}
