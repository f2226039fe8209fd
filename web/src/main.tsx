import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { Problem } from "./api/client";
import { LiveContext, useLiveLine } from "./api/live";
import { keptLanguage, startLanguage, useWords } from "./i18n";
import "./kit/tokens.css";
import "./kit/kit.css";
import "./situation/situation.css";
import { router } from "./router";
import { parseSearch, readView } from "./view/search";

const RETRIES = 2;

// networkMode "always": the program is on this machine or in this building, network or not.
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: (failures, error) => !(error instanceof Problem) && failures < RETRIES,
      gcTime: 60_000,
    },
  },
});

function Frame({ children }: { children: ReactNode }) {
  const live = useLiveLine();
  const { language } = useWords();
  return (
    <I18nProvider locale={language === "zh" ? "zh-CN" : "en-US"}>
      <LiveContext value={live}>{children}</LiveContext>
    </I18nProvider>
  );
}

startLanguage(readView(parseSearch(location.search)).lang ?? keptLanguage());
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Frame>
        <RouterProvider router={router} />
      </Frame>
    </QueryClientProvider>
  </StrictMode>,
);
