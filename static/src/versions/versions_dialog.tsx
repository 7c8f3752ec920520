/** The versions of the document: look at what differs between any two, as a graph or as text; name one, restore one. */

import { useEffect, useState } from "preact/hooks";
import type { VersionRow } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Comparison, type ComparisonProps } from "./comparison";
import { groupsOf, unexplained } from "./grouping";
import { VersionList } from "./version_list";

const PAGE = 300;
const EXPLAINED_AT_ONCE = 20;
const EXPLAINED_FIRST = 60;

export function VersionsDialog() {
  const app = useApp();
  return app.view.dialog.value === "versions" && app.document.value !== null ? (
    <Versions document={app.document.value.id} />
  ) : null;
}

function Versions({ document }: { readonly document: string }) {
  const app = useApp();
  const [rows, setRows] = useState<readonly VersionRow[] | null>(null);
  const [hasOlder, setHasOlder] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const [other, setOther] = useState<number | null>(null);
  const [side, setSide] = useState<ComparisonProps["side"]>("graph");

  const change = (number: number, part: Partial<VersionRow>) =>
    setRows((before) => before?.map((row) => (row.number === number ? { ...row, ...part } : row)) ?? null);
  /** Ask what has changed in versions that do not say so, a few at a time. */
  const explain = async (shown: readonly VersionRow[], first: number | undefined) => {
    const numbers = unexplained(shown.slice(0, EXPLAINED_FIRST), first);
    for (let at = 0; at < numbers.length; at += EXPLAINED_AT_ONCE) {
      const notes = await app.backend.versionNotes(document, numbers.slice(at, at + EXPLAINED_AT_ONCE));
      for (const { number, note } of notes) change(number, { note });
    }
  };
  const read = async (before: number | null) => {
    try {
      const found = await app.backend.versions(document, before, PAGE);
      setRows((known) => (before === null ? found : [...(known ?? []), ...found]));
      setHasOlder(found.length === PAGE);
      if (before === null) setChosen((found[1] ?? found[0])?.number ?? null);
      const heads = groupsOf(found).map(({ head }) => head);
      await explain(heads, found.at(-1)?.number);
    } catch (error) {
      app.fail("The versions could not be listed", error);
    }
  };
  useEffect(() => void app.pending.track(app.saveNow().then(() => read(null))), [app, document]);

  const name = async (number: number, given: string | null) => {
    try {
      await app.backend.nameVersion(document, number, given);
      change(number, { name: given });
    } catch (error) {
      app.fail("The version could not be named", error);
    }
  };
  const row = rows?.find(({ number }) => number === chosen);
  return (
    <Dialog
      title="Versions"
      description="Every save is kept. Old ones become fewer with time, those with a name stay. Choose one to see what has changed since."
      width="huge"
      testId="versions-dialog"
      onClose={() => {
        app.view.dialog.value = null;
      }}
    >
      <div class="versions">
        <VersionList
          rows={rows ?? []}
          chosen={chosen}
          onChoose={(number) => {
            setChosen(number);
            if (number === other) setOther(null);
          }}
          onOpen={(inner) => void app.pending.track(explain(inner, rows?.at(-1)?.number).catch(() => undefined))}
          onOlder={hasOlder ? () => void app.pending.track(read(rows?.at(-1)?.number ?? null)) : null}
        />
        {row !== undefined && rows !== null && (
          <Comparison
            key={`${row.number} ${other}`}
            document={document}
            rows={rows}
            row={row}
            other={other}
            side={side}
            onOther={setOther}
            onSide={setSide}
            onName={(given) => void app.pending.track(name(row.number, given))}
          />
        )}
      </div>
    </Dialog>
  );
}
