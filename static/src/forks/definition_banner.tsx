/**
 * The text has changed under the open execution: go on with it? And once one does: how far the record held.
 *
 * It lies over the canvas and takes nothing away: whoever does not press it goes on with the definition of then.
 */

import { useSignal } from "@preact/signals";
import { useDebugger } from "../debugger/context";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { canUseDefinition, useDefinition } from "./actions";
import { definitionWords } from "./fork_words";

export function DefinitionBanner() {
  const dbg = useDebugger();
  const { app } = dbg;
  const dismissed = useSignal("");
  const busy = useSignal(false);
  const execution = app.debug.execution.value;
  if (execution === null) return null;
  const open = dbg.forks.current.value;
  if (canUseDefinition(dbg)) {
    const key = `${execution.id} changed`;
    if (dismissed.value === key) return null;
    const use = async () => {
      busy.value = true;
      await useDefinition(dbg);
      busy.value = false;
    };
    return (
      <div class="definition-banner" role="status" data-testid="definition-banner" data-kind="changed">
        <Icon name="edit" size={14} />
        <span>The text has changed since this execution began.</span>
        <Button look="primary" disabled={busy.value} data-testid="use-definition" onClick={() => void use()}>
          {busy.value ? "Replaying the record…" : "Use the changed definition"}
        </Button>
        <IconButton icon="close" label="Go on with the definition of then" onClick={() => (dismissed.value = key)} />
      </div>
    );
  }
  const holds = open?.kind === "definition" && app.debug.events.value.length <= open.at;
  if (open === null || !holds || dismissed.value === open.id) return null;
  return (
    <div class="definition-banner" role="status" data-testid="definition-banner" data-kind="replayed">
      <span class="definition-banner-badge" aria-hidden="true">
        ◎
      </span>
      <span data-testid="definition-words">{definitionWords(open)}</span>
      <IconButton icon="close" label="Close" onClick={() => (dismissed.value = open.id)} />
    </div>
  );
}
