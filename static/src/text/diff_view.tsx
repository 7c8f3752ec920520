/** Two texts, one in the other (what is gone struck out above what has come) or side by side. CodeMirror is loaded late. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../ui/context";

export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly format: "json" | "yaml";
  /** Two columns instead of one text in the other. */
  readonly beside?: boolean;
  /** What a person who hears the page is told that this is. */
  readonly label: string;
}

export function DiffView({ before, after, format, beside = false, label }: DiffViewProps) {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const loaded = useSignal(false);
  useEffect(() => {
    let alive = true;
    let destroy: () => void = () => undefined;
    const loading = import("./diff_text").then(({ showBeside, showDifference }) => {
      if (!alive || place.current === null) return;
      const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: "open", delegatesFocus: true });
      destroy = (beside ? showBeside : showDifference)(root, before, after, format, label);
      loaded.value = true;
    });
    void app.pending.track(loading);
    return () => {
      alive = false;
      destroy();
    };
  }, [app, before, after, format, beside, label, loaded]);
  return (
    <>
      {!loaded.value && <p class="nothing">Comparing…</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keyboard too */}
      <div class="diff-view" ref={place} data-testid="diff-view" tabIndex={0} />
    </>
  );
}
