/** The versions of the document: look at what has changed since any of them, as a graph or as text, and restore one. */

import { useEffect, useState } from "preact/hooks";
import type { DifferenceView, VersionRow } from "../protocol/messages";
import { actualTheme } from "../shell/theme";
import { DiffView } from "../text/diff_view";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { changeLines, timeOf } from "./change_lines";

type Side = "graph" | "text";

const SIDES: readonly { readonly value: Side; readonly label: string }[] = [
  { value: "graph", label: "Graph" },
  { value: "text", label: "Text" },
];

export function VersionsDialog() {
  const app = useApp();
  return app.view.dialog.value === "versions" && app.document.value !== null ? (
    <Versions document={app.document.value.id} />
  ) : null;
}

function Versions({ document }: { readonly document: string }) {
  const app = useApp();
  const [rows, setRows] = useState<readonly VersionRow[] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => {
    const reading = app
      .saveNow()
      .then(() => app.backend.versions(document))
      .then(
        (found) => {
          setRows(found);
          setChosen((found[1] ?? found[0])?.number ?? null);
        },
        (error) => app.fail("The versions could not be listed", error),
      );
    void app.pending.track(reading);
  }, [app, document]);
  return (
    <Dialog
      title="Versions"
      description="Every save is kept. Choose one to see what has changed since then."
      width="huge"
      testId="versions-dialog"
      onClose={() => {
        app.view.dialog.value = null;
      }}
    >
      <div class="versions">
        <ol class="versions-list" aria-label="Versions">
          {(rows ?? []).map((row, index) => (
            <li key={row.number}>
              <button
                type="button"
                class="versions-row"
                aria-pressed={row.number === chosen}
                data-testid={`version:${row.number}`}
                onClick={() => setChosen(row.number)}
              >
                <span class="versions-name">{index === 0 ? "Now" : `Version ${row.number}`}</span>
                <time class="versions-time" dateTime={new Date(row.saved_ms).toISOString()}>
                  {timeOf(row.saved_ms)}
                </time>
              </button>
            </li>
          ))}
        </ol>
        {chosen !== null && rows !== null && (
          <Comparison key={chosen} document={document} version={chosen} isNow={chosen === rows[0]?.number} />
        )}
      </div>
    </Dialog>
  );
}

interface ComparisonProps {
  readonly document: string;
  readonly version: number;
  readonly isNow: boolean;
}

function Comparison({ document, version, isNow }: ComparisonProps) {
  const app = useApp();
  const [side, setSide] = useState<Side>("graph");
  const [large, setLarge] = useState(false);
  const [found, setFound] = useState<DifferenceView | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  useEffect(() => {
    const reading = Promise.all([
      app.backend.difference(document, version),
      app.backend.versionText(document, version),
    ]).then(
      ([difference, { text }]) => {
        setFound(difference);
        setBefore(text);
      },
      (error) => app.fail("The versions could not be compared", error),
    );
    void app.pending.track(reading);
  }, [app, document, version]);
  if (found === null || before === null) return <p class="nothing">Comparing…</p>;
  const lines = changeLines(found);
  const restore = () => {
    app.setText(before);
    app.view.dialog.value = null;
    app.notify({
      kind: "success",
      title: `Version ${version} is back`,
      action: { label: "Undo", run: () => app.undo() },
    });
  };
  return (
    <section class="versions-comparison" aria-label={`What has changed since version ${version}`}>
      <div class="versions-head">
        <Segmented label="Shown as" value={side} segments={SIDES} testId="versions-side" onChange={setSide} />
        <Button look="outline" icon="restart" disabled={isNow} data-testid="version-restore" onClick={restore}>
          Restore
        </Button>
      </div>
      {side === "text" ? (
        <DiffView
          before={before}
          after={app.text.text()}
          format={app.analysed.value.analysis?.format ?? "json"}
          label={`The text, and what has changed since version ${version}`}
        />
      ) : (
        <>
          <ul class="versions-changes" data-testid="versions-changes">
            {lines.map((line) => (
              <li key={line.text} class={`versions-change change-${line.kind}`}>
                <span class="change-sign" aria-hidden="true">
                  {line.sign}
                </span>
                {line.text}
              </li>
            ))}
          </ul>
          {found.problem === null && (
            <div class="versions-picture">
              <button
                type="button"
                class="versions-zoom"
                aria-label="Full size"
                aria-pressed={large}
                onClick={() => setLarge(!large)}
              >
                <img
                  src={app.backend.differencePicture(document, version, actualTheme(app))}
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
