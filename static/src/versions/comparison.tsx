/** What differs between two versions, as a graph or as text. */

import { useEffect, useState } from "preact/hooks";
import type { DifferenceView, VersionRow } from "../protocol/messages";
import { actualTheme } from "../shell/theme";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Segmented } from "../ui/segmented";
import { changeLines, timeOf } from "./change_lines";
import { titleOf } from "./grouping";
import { VersionName } from "./version_name";

type Side = "graph" | "text";

const SIDES: readonly { readonly value: Side; readonly label: string }[] = [
  { value: "graph", label: "Graph" },
  { value: "text", label: "Text" },
];

export interface ComparisonProps {
  readonly document: string;
  readonly rows: readonly VersionRow[];
  readonly row: VersionRow;
  /** The number of the version to compare with; null for the present text. */
  readonly other: number | null;
  readonly side: Side;
  readonly onOther: (other: number | null) => void;
  readonly onSide: (side: Side) => void;
  readonly onName: (name: string | null) => void;
}

interface Found {
  readonly difference: DifferenceView;
  readonly before: string;
  readonly after: string;
  readonly own: string;
}

export function Comparison({ document, rows, row, other, side, onOther, onSide, onName }: ComparisonProps) {
  const app = useApp();
  const [large, setLarge] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const now = rows[0]?.number ?? row.number;
  const [before, after] = ordered(row.number, other ?? now);
  useEffect(() => {
    let alive = true;
    const reading = Promise.all([
      app.backend.difference(document, before, after),
      app.backend.versionText(document, before),
      app.backend.versionText(document, after),
    ]).then(
      ([difference, left, right]) => {
        const own = row.number === before ? left.text : right.text;
        if (alive) setFound({ difference, before: left.text, after: right.text, own });
      },
      (error) => app.fail("The versions could not be compared", error),
    );
    void app.pending.track(reading);
    return () => {
      alive = false;
    };
  }, [app, document, row.number, before, after]);
  const restore = () => {
    if (found === null) return;
    app.restore(found.own, `${row.name ?? titleOf(row)} of ${timeOf(row.saved_ms)}`);
    app.view.dialog.value = null;
    app.notify({
      kind: "success",
      title: `“${titleOf(row)}” is back`,
      action: { label: "Undo", run: () => app.undo() },
    });
  };
  return (
    <section class="versions-comparison" aria-label={`Version ${row.number}, compared`}>
      <VersionName key={row.number} name={row.name} title={titleOf(row)} onName={onName} />
      <div class="versions-head">
        <label class="versions-with">
          Compared with
          <select
            class="select"
            data-testid="version-other"
            value={other ?? ""}
            onChange={(event) => onOther(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}
          >
            <option value="">Now</option>
            {rows
              .filter(({ number }) => number !== row.number && number !== now)
              .map((each) => (
                <option key={each.number} value={each.number}>
                  {each.number === row.number - 1 ? "The one before: " : ""}
                  {titleOf(each)} · {timeOf(each.saved_ms)}
                </option>
              ))}
          </select>
        </label>
        <Segmented label="Shown as" value={side} segments={SIDES} testId="versions-side" onChange={onSide} />
        <Button
          look="outline"
          icon="restart"
          disabled={row.number === now || found === null}
          data-testid="version-restore"
          onClick={restore}
        >
          Restore
        </Button>
      </div>
      {found === null ? (
        <p class="nothing">Comparing…</p>
      ) : side === "text" ? (
        <DiffView
          before={found.before}
          after={found.after}
          format={app.analysed.value.analysis?.format ?? "json"}
          label={`The text of version ${after}, and what has changed since version ${before}`}
        />
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and must by keyboard too */}
          <ul class="versions-changes" aria-label="What has changed" data-testid="versions-changes" tabIndex={0}>
            {changeLines(found.difference).map((line) => (
              <li key={line.text} class={`versions-change change-${line.kind}`}>
                <span class="change-sign" aria-hidden="true">
                  {line.sign}
                </span>
                {line.text}
              </li>
            ))}
          </ul>
          {found.difference.problem === null && (
            <div class="versions-picture">
              <button
                type="button"
                class="versions-zoom"
                aria-label="Full size"
                aria-pressed={large}
                onClick={() => setLarge(!large)}
              >
                <img
                  src={app.backend.differencePicture(document, before, after, actualTheme(app))}
                  alt="Both versions in one picture: what was added, removed, changed and renamed"
                  data-testid="versions-picture"
                />
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function ordered(left: number, right: number): readonly [number, number] {
  return left < right ? [left, right] : [right, left];
}
