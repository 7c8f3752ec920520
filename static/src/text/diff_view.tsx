/** Two texts, one in the other: what is gone struck out above what has come. CodeMirror is loaded with the first. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../ui/context";

export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly format: "json" | "yaml";
  /** What a person who hears the page is told that this is. */
  readonly label: string;
}

export function DiffView({ before, after, format, label }: DiffViewProps) {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const loaded = useSignal(false);
  useEffect(() => {
    let alive = true;
    let destroy: () => void = () => undefined;
    const loading = import("./diff_text").then(({ showDifference }) => {
      if (!alive || place.current === null) return;
      const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: "open", delegatesFocus: true });
      destroy = showDifference(root, before, after, format, label);
      loaded.value = true;
    });
    void app.pending.track(loading);
    return () => {
      alive = false;
      destroy();
    };
  }, [app, before, after, format, label, loaded]);
  return (
    <>
      {!loaded.value && <p class="nothing">Comparing…</p>}
      <div class="diff-view" ref={place} data-testid="diff-view" />
    </>
  );
}
