/** What came of a state that was run alone: how it went, where to, its output, and its stages. */

import { useEffect, useRef } from "preact/hooks";
import { ValueView } from "../debugger/value_view";
import { ErrorBox } from "../debugger/visited_data";
import { StagesOf } from "../flow/flow_stages";
import { findState } from "../model/document";
import { childPath, parentPath } from "../model/paths";
import type { StateTried } from "../protocol/messages";
import { useApp } from "../ui/context";
import { trialWords } from "./trial_words";

export interface TriedProps {
  readonly path: string;
  readonly tried: StateTried;
  /** Run it again as after its last retry. */
  readonly onRetriesUsed: () => void;
}

export function Tried({ path, tried, onRetriesUsed }: TriedProps) {
  const { glyph, look, words } = trialWords(tried);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => status.current?.scrollIntoView({ block: "center" }), []);
  const leaves = tried.status === "SUCCEEDED" || tried.status === "CAUGHT_ERROR";
  return (
    <div class="tried">
      <p ref={status} class={`tried-status tried-${look}`} data-testid="try-status" data-status={tried.status}>
        <span class="tried-glyph" aria-hidden="true">
          {glyph}
        </span>
        <span class="tried-words">{words}</span>
        {leaves && <Next path={path} name={tried.next} />}
        {tried.status === "RETRIABLE" && (
          <button type="button" class="link-button" data-testid="try-retries-used" onClick={onRetriesUsed}>
            After its last retry
          </button>
        )}
      </p>
      {tried.status === "NEEDS_MOCK" && (
        <p class="field-hint">Say what its work returns or throws, and it goes on. Nothing is called from here.</p>
      )}
      {tried.error !== null && <ErrorBox error={tried.error} cause={tried.cause ?? ""} />}
      {tried.output !== null && (
        <div class="tried-part">
          <h3 class="value-title">Output</h3>
          <ValueView value={tried.output} label="Output" testId="try-output" />
        </div>
      )}
      {tried.variables.text !== tried.flow.variables.text && (
        <div class="tried-part">
          <h3 class="value-title">Variables after it</h3>
          <ValueView value={tried.variables} label="Variables after it" testId="try-variables-after" />
        </div>
      )}
      <div class="tried-part">
        <h3 class="value-title">Stages</h3>
        <StagesOf flow={tried.flow} />
      </div>
    </div>
  );
}

function Next({ path, name }: { readonly path: string; readonly name: string | null }) {
  const app = useApp();
  if (name === null) return <span class="tried-next">then this flow ends</span>;
  const parent = parentPath(path);
  const target = childPath(parent, name);
  const known = findState(app.analysed.value, target) !== undefined;
  return (
    <span class="tried-next" data-testid="try-next">
      →{" "}
      {known ? (
        <button type="button" class="link-button" onClick={() => app.select(target)}>
          {name}
        </button>
      ) : (
        name
      )}
    </span>
  );
}
