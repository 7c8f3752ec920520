/** The part of a long list that is on show: rows of one height, drawn only where they can be seen. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface RowWindow {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly onScroll: () => void;
  readonly reveal: (row: number) => void;
}

const SPARE_ROWS = 8;

export function useRowWindow(rows: number, rowHeight: number): RowWindow {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 400, width: 300 });
  const look = () => {
    const element = ref.current;
    if (element === null) return;
    const { scrollTop: top, clientHeight: height, clientWidth: width } = element;
    setSeen((before) =>
      before.top === top && before.height === height && before.width === width ? before : { top, height, width },
    );
  };
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - SPARE_ROWS);
  const last = Math.min(rows, Math.ceil((seen.top + seen.height) / rowHeight) + SPARE_ROWS);
  return {
    ref,
    first: Math.min(first, Math.max(0, rows - 1)),
    last,
    width: seen.width,
    onScroll: look,
    reveal: (row) => {
      const element = ref.current;
      if (element === null) return;
      const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
      if (top < element.scrollTop) element.scrollTop = Math.max(0, top - rowHeight);
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight + rowHeight;
      }
    },
  };
}
