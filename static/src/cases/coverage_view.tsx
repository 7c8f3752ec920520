/** What the cases cover, group by group, and every gap with a button that makes a test for it. */

import { percent } from "../model/coverage";
import type { PointView } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import type { Suite } from "./suite";

export function CoverageView({ suite }: { readonly suite: Suite }) {
  const { groups, gaps } = suite.coverage.value;
  return (
    <div class="tests-gaps" data-testid="coverage">
      <ul class="tests-groups" aria-label="Coverage">
        {groups.map((group) => (
          <li key={group.name}>
            <span>{group.name}</span>
            <meter
              min={0}
              max={group.points}
              value={group.covered}
              aria-label={`${group.name}: ${percent(group)} per cent`}
            />
            <strong>
              {group.covered}/{group.points}
            </strong>
          </li>
        ))}
      </ul>
      <ol>
        {gaps.map((point, place) => (
          <li key={point.id}>
            <Gap suite={suite} point={point} place={place + 1} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface GapProps {
  readonly suite: Suite;
  readonly point: PointView;
  readonly place: number;
}

function Gap({ suite, point, place }: GapProps) {
  const app = useApp();
  const reason = suite.unfilled.value.get(point.id);
  const busy = suite.filling.value === point.id;
  return (
    <div class="tests-gap" data-testid={`gap:${place}`} data-point={point.id}>
      <span class="tests-gap-glyph" aria-hidden="true">
        ◌
      </span>
      <button type="button" class="tests-gap-title" onClick={() => app.select(point.path)}>
        {point.title}
      </button>
      <span class="tests-quiet">line {point.line}</span>
      <Button
        look="outline"
        data-testid={`make-test:${place}`}
        disabled={suite.filling.value !== null}
        aria-busy={busy}
        onClick={() => void suite.fill(point)}
      >
        {busy ? "Looking…" : "Make a test"}
      </Button>
      {reason !== undefined && (
        <p class="tests-reason" role="status">
          No test was found: {reason}
        </p>
      )}
    </div>
  );
}
