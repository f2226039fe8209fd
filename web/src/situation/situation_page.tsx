// The one screen of the duty officer. Its title is the question, and the first row answers it.
import { lazy, Suspense } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useLive } from "../api/live";
import { useStatus } from "../api/queries";
import { DutiesPanel } from "../duties/duties_panel";
import { clock, day, moment } from "../format";
import { changeLanguage, useWords } from "../i18n";
import { Loading } from "../kit/states";
import { useTheme } from "../kit/theme";
import { MissingPanel } from "../laboratory/missing_panel";
import { TubesPanel } from "../laboratory/tubes_panel";
import { HeldPanel } from "../quarantine/held_panel";
import { useNow } from "../timeline/now";
import { TimeSlider } from "../timeline/time_slider";
import { CasesPanel } from "../tracing/cases_panel";
import { TABS, type Tab as TabName, turnTo } from "../view/search";
import { useChangeView, useView } from "../view/use_view";
import { ZonesPanel } from "../zoning/zones_panel";
import { Answers } from "./answers";
import { DistrictsPanel } from "./districts_panel";
import { FilterBar } from "./filter_bar";
import { RoundBar } from "./round_bar";
import { Tiles } from "./tiles";

const CityMap = lazy(() => import("../map/city_map"));

const PANELS: Record<TabName, () => React.JSX.Element> = {
  districts: DistrictsPanel,
  missing: MissingPanel,
  cases: CasesPanel,
  duties: DutiesPanel,
  tubes: TubesPanel,
  held: HeldPanel,
  zones: ZonesPanel,
};

function Line() {
  const { t, language } = useWords();
  const { as_of } = useView();
  const live = useLive();
  if (as_of) return <span className="chip chip-past">{t("live.past")}</span>;
  if (live.line === "lost")
    return (
      <span className="chip chip-act" role="status">
        {t("live.lost", { time: live.lostAt ? clock(live.lostAt, language) : "" })}
      </span>
    );
  return (
    <span className={`chip ${live.line === "open" ? "chip-ok" : ""}`}>
      {live.line === "open" ? "●" : "○"} {t(`live.${live.line}`)}
    </span>
  );
}

function TopBar({
  theme,
  setTheme,
}: {
  theme: "light" | "dark";
  setTheme: (theme: "light" | "dark") => void;
}) {
  const { t, language } = useWords();
  const change = useChangeView();
  const status = useStatus().data;
  const now = useNow();
  const other = language === "zh" ? "en" : "zh";
  return (
    <header className="top">
      <span className="brand">
        <strong>断链</strong> Firebreak
      </span>
      <span className="city">{status?.city}</span>
      <h1>{t("title")}</h1>
      <Line />
      {now !== null && (
        <time className="now" dateTime={new Date(now).toISOString()}>
          {clock(now, language)}{" "}
          <small>
            {day(now, language)}
            {status?.clock === "simulated" && ` · ${t("simulated")}`}
          </small>
        </time>
      )}
      <button
        type="button"
        className="button"
        lang={other === "zh" ? "zh-CN" : "en"}
        onClick={() => {
          changeLanguage(other);
          change({ lang: other }, true);
        }}
      >
        {other === "zh" ? "中文" : "English"}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
      >
        {t(theme === "dark" ? "theme.light" : "theme.dark")}
      </button>
    </header>
  );
}

function Banners() {
  const { t, language } = useWords();
  const { as_of } = useView();
  const status = useStatus();
  const live = useLive();
  return (
    <>
      {status.data && !status.data.durable && (
        <p className="banner banner-act" role="alert">
          {t("banner.not_durable")}
        </p>
      )}
      {live.line === "lost" && status.data && (
        <p className="banner banner-late" role="status">
          {t("banner.stale", {
            time: moment(status.data.as_of.recorded_at ?? status.data.now, language),
          })}
        </p>
      )}
      {as_of && status.data && (
        <p className="banner banner-past" role="status">
          {t("banner.past", { time: moment(status.data.now, language) })}
        </p>
      )}
    </>
  );
}

export function SituationPage() {
  const { t } = useWords();
  const [theme, setTheme] = useTheme();
  const view = useView();
  const change = useChangeView();
  const tab = view.tab ?? "districts";
  return (
    <div className="page">
      <TopBar theme={theme} setTheme={setTheme} />
      <FilterBar />
      <main>
        <Banners />
        <Answers />
        <div className="figures">
          <RoundBar />
          <Tiles />
        </div>
        <div className="board">
          <section className="map" aria-label={t("map.title")}>
            <Suspense fallback={<Loading />}>
              <CityMap theme={theme} />
            </Suspense>
          </section>
          <Tabs
            className="panel"
            selectedKey={tab}
            onSelectionChange={(key) => {
              if (key !== tab) change((old) => turnTo(key as TabName, old));
            }}
          >
            <TabList className="tabs" aria-label={t("panel.title")}>
              {TABS.map((name) => (
                <Tab key={name} id={name} className="tab">
                  {t(`tab.${name}`)}
                </Tab>
              ))}
            </TabList>
            {TABS.map((name) => {
              const Panel = PANELS[name];
              return (
                <TabPanel key={name} id={name} className="tab-panel">
                  <Panel />
                </TabPanel>
              );
            })}
          </Tabs>
        </div>
      </main>
      <TimeSlider />
    </div>
  );
}
