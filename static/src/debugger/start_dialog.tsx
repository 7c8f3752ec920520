/** What an execution starts with: its input, its clock, and whether it pauses at the first state. */

import { useState } from "preact/hooks";
import type { RequestRefused } from "../model/backend";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { Keys } from "../ui/keys";
import { Segmented } from "../ui/segmented";
import { PACES } from "./clock";
import { useDebugger } from "./context";
import { JsonInput } from "./json_input";
import { jsonProblem } from "./json_problem";

const CLOCKS = [
  { value: "virtual", label: "Virtual: waits take no time" },
  { value: "real", label: "Real time" },
] as const;

export function StartDialog() {
  const dbg = useDebugger();
  const asked = dbg.startAsked.value;
  if (asked === null) return null;
  return <StartForm key={dbg.app.document.value?.id ?? ""} />;
}

function StartForm() {
  const dbg = useDebugger();
  const { app } = dbg;
  const asked = dbg.startAsked.value;
  const id = app.document.value?.id ?? "";
  const [input, setInput] = useState(app.beside.input.peek());
  const [clock, setClock] = useState(app.view.starts.peek()[id]?.clock ?? "virtual");
  const [pace, setPace] = useState(app.view.starts.peek()[id]?.pace ?? 0);
  const [paused, setPaused] = useState(asked?.pauseAtStart ?? false);
  const [refused, setRefused] = useState<RequestRefused | null>(null);
  const problem = jsonProblem(input);
  const debug = asked?.debug ?? true;

  const start = async () => {
    if (problem !== null) return;
    if (input !== app.beside.input.peek()) app.beside.setInput(input);
    app.view.starts.value = { ...app.view.starts.peek(), [id]: { clock, pace } };
    const answer = await dbg.start({ debug, pauseAtStart: debug && paused });
    setRefused(answer);
    if (answer === null) dbg.startAsked.value = null;
  };
  return (
    <Dialog
      title={debug ? "Debug" : "Run without debugging"}
      description={`Start an execution of ${app.document.value?.title ?? "this state machine"}.`}
      testId="start-dialog"
      onClose={() => {
        dbg.startAsked.value = null;
      }}
    >
      <form
        class="start-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
        onKeyDown={(event) => {
          if (event.key !== "F5") return;
          event.preventDefault();
          void start();
        }}
      >
        <JsonInput
          label="Input"
          value={input}
          problem={problem}
          testId="start-input"
          autofocus
          onInput={setInput}
          onSubmit={() => void start()}
        />
        <div class="field">
          <span class="field-label">Clock</span>
          <Segmented label="Clock" testId="start-clock" value={clock} segments={CLOCKS} onChange={setClock} />
        </div>
        {clock === "virtual" && (
          <label class="field">
            <span class="field-label">Pace of the virtual clock</span>
            <select
              class="input"
              value={pace}
              data-testid="start-pace"
              onChange={(event) => setPace(Number(event.currentTarget.value))}
            >
              {PACES.map((each) => (
                <option key={each} value={each}>
                  {each === 0 ? "instant: from one timer to the next" : `×${each}: ${each} s of it in one second`}
                </option>
              ))}
            </select>
          </label>
        )}
        {debug && (
          <label class="check">
            <input
              type="checkbox"
              checked={paused}
              data-testid="start-paused"
              onChange={(event) => setPaused(event.currentTarget.checked)}
            />
            Pause at the first state
          </label>
        )}
        {refused !== null && (
          <p class="field-error" role="alert" data-testid="start-refused">
            <Icon name="error" size={14} />
            <span>
              {refused.body.line === null ? "" : `${refused.body.line}:${refused.body.column ?? 1} `}
              {refused.message}
            </span>
          </p>
        )}
        <div class="dialog-actions">
          <Button look="primary" icon="play" type="submit" disabled={problem !== null} data-testid="start-go">
            Start execution <Keys keys="F5" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
