// The time machine: every number, list and mark of the page as it was known at a past moment.
import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button, Label, Slider, SliderThumb, SliderTrack } from "react-aria-components";
import type { Schemas } from "../api/client";
import { useLive } from "../api/live";
import { useTimeline } from "../api/queries";
import { clock, isoLocal, moment } from "../format";
import { useWords } from "../i18n";
import { PauseIcon, PlayIcon } from "../kit/icons";
import { useChangeView, useView } from "../view/use_view";
import { fraction, type Line, lastMark, lineOf, MINUTE, SPEEDS, step, timeOf } from "./playback";

const TICK_MS = 1000;

// Drawn only: too near to each other to be hit. One steps through them with the two buttons.
function Marks({ marks, line }: { marks: Schemas["TimelineMark"][]; line: Line }) {
  return (
    <ol className="marks" aria-hidden="true">
      {marks.map((mark) => (
        <li
          key={`${mark.position} ${mark.label_en}`}
          style={{ left: `${100 * fraction(Date.parse(mark.at), line)}%` }}
        >
          <span className={`tick tick-${mark.kind}`} />
        </li>
      ))}
    </ol>
  );
}

function usePlayback(line: Line | null, at: number) {
  const change = useChangeView();
  const [speed, setSpeed] = useState(0); // 0: stands.
  const fetching = useIsFetching({ predicate: ({ queryKey }) => queryKey[2] !== "now" });
  const latest = useRef({ line, at, fetching });
  latest.current = { line, at, fetching };
  useEffect(() => {
    if (speed === 0) return;
    const timer = setInterval(() => {
      const { line, at, fetching } = latest.current;
      if (!line || fetching > 0) return; // The answers to the last step are still coming.
      const next = step(at, line, speed);
      change({ as_of: next === null ? undefined : isoLocal(next) }, true);
      if (next === null) setSpeed(0);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [speed, change]);
  return { speed, setSpeed };
}

export function TimeSlider() {
  const { t, language } = useWords();
  const timeline = useTimeline().data;
  const { as_of } = useView();
  const live = useLive();
  const change = useChangeView();
  const [dragged, setDragged] = useState<number | null>(null);
  const line = timeline ? lineOf(timeline, live.now) : null;
  const at = !timeline || !line ? 0 : as_of ? timeOf(as_of, timeline) : line.last;
  const { speed, setSpeed } = usePlayback(line, at);
  if (!timeline || !line) return <footer className="timeline" />;
  const shown = dragged ?? at;
  const mark = lastMark(timeline.marks, shown);
  const before = lastMark(timeline.marks, shown - 1000);
  const after = as_of ? timeline.marks.find((one) => Date.parse(one.at) > shown + 1000) : undefined;
  const jump = (to: Schemas["TimelineMark"]) => change({ as_of: String(to.position) });
  const settle = (value: number) => {
    setDragged(null);
    change({ as_of: value >= line.last - MINUTE / 2 ? undefined : isoLocal(value) });
  };
  const play = () => {
    if (speed > 0) return setSpeed(0);
    if (!as_of) change({ as_of: isoLocal(line.first) });
    setSpeed(SPEEDS[1]);
  };
  return (
    <footer className={`timeline ${as_of ? "timeline-past" : ""}`}>
      <div className="timeline-controls">
        <Button
          className="button round-button"
          onPress={play}
          aria-label={t(speed ? "time.pause" : "time.play")}
        >
          {speed ? <PauseIcon /> : <PlayIcon />}
        </Button>
        <select
          value={speed || SPEEDS[1]}
          aria-label={t("time.speed")}
          disabled={speed === 0}
          onChange={(e) => setSpeed(Number(e.target.value))}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {t("time.minutes_a_second", { count: one })}
            </option>
          ))}
        </select>
        <Button
          className="button round-button"
          aria-label={t("time.mark_before")}
          isDisabled={!before}
          onPress={() => before && jump(before)}
        >
          ⇤
        </Button>
        <Button
          className="button round-button"
          aria-label={t("time.mark_after")}
          isDisabled={!after}
          onPress={() => after && jump(after)}
        >
          ⇥
        </Button>
      </div>
      <Slider
        className="slider"
        minValue={line.first}
        maxValue={line.last}
        step={MINUTE}
        value={shown}
        onChange={(value) => setDragged(value as number)}
        onChangeEnd={(value) => settle(value as number)}
      >
        <Label className="unseen">{t("time.title")}</Label>
        <SliderTrack className="track">
          {({ state }) => (
            <>
              <div className="track-fill" style={{ width: `${100 * state.getThumbPercent(0)}%` }} />
              <SliderThumb className="thumb" />
            </>
          )}
        </SliderTrack>
        <Marks marks={timeline.marks} line={line} />
        <div className="ends" aria-hidden="true">
          <span>{moment(line.first, language)}</span>
          <span className="passing">
            {mark &&
              `${clock(mark.at, language)} ${language === "zh" ? mark.label_zh : mark.label_en}`}
          </span>
          <span>{moment(line.last, language)}</span>
        </div>
      </Slider>
      <div className="timeline-now">
        <output data-testid="moment">
          {as_of || dragged ? moment(shown, language) : t("time.now")}
        </output>
        <Button
          className={`button ${as_of ? "button-strong" : ""}`}
          isDisabled={!as_of}
          onPress={() => {
            setSpeed(0);
            change({ as_of: undefined });
          }}
        >
          {t("time.back_to_now")}
        </Button>
      </div>
    </footer>
  );
}
