// A long list of which only what can be seen is drawn; asks for its next page as its end comes near.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../i18n";

interface Props<T> {
  label: string;
  items: T[];
  height: number; // Of a row, in pixels, before it is measured.
  row: (item: T) => ReactNode;
  keyOf: (item: T) => string | number;
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

const AHEAD = 20;

export function Rows<T>({ label, items, height, row, keyOf, more }: Props<T>) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 8,
    initialRect: { width: 500, height: 600 },
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - AHEAD && more.hasNextPage && !more.isFetchingNextPage)
      more.fetchNextPage();
  }, [last, items.length, more]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="rows" ref={box} tabIndex={0} aria-label={label}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {shown.map((one) => (
          <li
            key={one.key}
            ref={virtual.measureElement}
            data-index={one.index}
            aria-setsize={more.hasNextPage ? -1 : items.length}
            aria-posinset={one.index + 1}
            style={{ transform: `translateY(${one.start}px)` }}
          >
            {row(items[one.index] as T)}
          </li>
        ))}
      </ul>
      {more.isFetchingNextPage && <p className="rows-more">{t("state.loading")}</p>}
    </section>
  );
}
