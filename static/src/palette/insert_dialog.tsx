/** Everything that can be inserted, found by typing: for the place that a person has pressed. */

import { useEffect } from "preact/hooks";
import { type Entry, SearchDialog } from "../command_palette/search_dialog";
import { useApp } from "../ui/context";
import { readPalette, tileOf, wordsOf } from "./offer";

export function InsertDialog() {
  const app = useApp();
  return app.inserting.value === null ? null : <Inserting command={app.inserting.value} />;
}

function Inserting({ command }: { readonly command: NonNullable<ReturnType<typeof useApp>["inserting"]["value"]> }) {
  const app = useApp();
  useEffect(() => void readPalette(app), [app]);
  const entries: Entry[] = (app.palette.value?.groups ?? []).flatMap((group) =>
    group.items.map((item) => ({
      id: item.id,
      title: item.name,
      note: item.kind === "action" ? `${group.name} · ${item.icon}` : group.name,
      words: wordsOf(item, group.name),
      type: tileOf(item),
      run: () => void app.edit(command(item.id)),
    })),
  );
  return (
    <SearchDialog
      title="Insert"
      label="Search states, actions and patterns"
      placeholder="Type a state, a service, an action or a pattern"
      entries={entries}
      testId="insert-dialog"
      entryTestId="insert"
      onClose={() => {
        app.inserting.value = null;
      }}
    />
  );
}
