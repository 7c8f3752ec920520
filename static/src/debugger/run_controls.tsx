/** The run controls in the header: Debug and Run, and while an execution is open the debugger's toolbar. */

import { ForkSwitcher } from "../forks/fork_switcher";
import { Button, IconButton } from "../ui/button";
import { Icon, type IconName } from "../ui/icons";
import { Keys } from "../ui/keys";
import { Menu, type MenuGroup } from "../ui/menu";
import { act, askToStart, begin, type Control, isEnabled, isRunnable, startOrContinue } from "./actions";
import { useDebugger } from "./context";
import { EXECUTION_GLYPHS } from "./words";

interface ToolbarButton {
  readonly control: Control;
  readonly icon: IconName;
  readonly label: string;
  readonly keys: string;
}

const TOOLBAR: readonly ToolbarButton[] = [
  { control: "continue", icon: "play", label: "Continue", keys: "F5" },
  { control: "pause", icon: "pause", label: "Pause", keys: "F6" },
  { control: "over", icon: "stepOver", label: "Step over", keys: "F10" },
  { control: "into", icon: "stepInto", label: "Step into", keys: "F11" },
  { control: "out", icon: "stepOut", label: "Step out", keys: "Shift+F11" },
  { control: "reverse", icon: "reverseContinue", label: "Back to the previous breakpoint", keys: "Alt+Shift+[" },
  { control: "back", icon: "stepBack", label: "Step back", keys: "Alt+[" },
  { control: "forward", icon: "stepForward", label: "Step forward", keys: "Alt+]" },
  { control: "restart", icon: "restart", label: "Restart", keys: "Mod+Shift+F5" },
  { control: "stop", icon: "stop", label: "Stop execution", keys: "Shift+F5" },
];

export function RunControls() {
  const dbg = useDebugger();
  return dbg.app.debug.active.value ? <Toolbar /> : <StartButtons />;
}

function StartButtons() {
  const dbg = useDebugger();
  const runnable = isRunnable(dbg);
  const groups: readonly MenuGroup[] = [
    {
      items: [
        { id: "input", label: "Start with input…", icon: "edit", run: () => askToStart(dbg, { debug: true }) },
        {
          id: "paused",
          label: "Start paused",
          icon: "pause",
          run: () => void begin(dbg, { debug: true, pauseAtStart: true }),
        },
        {
          id: "run",
          label: "Run without debugging",
          icon: "play",
          keys: "Mod+F5",
          run: () => void begin(dbg, { debug: false }),
        },
      ],
    },
  ];
  return (
    <div class="start-buttons">
      <Button
        look="primary"
        icon="play"
        class="split-main"
        disabled={!runnable}
        title={runnable ? "Start an execution that stops at breakpoints (F5)" : "Correct the errors in the text first"}
        data-testid="dbg-start"
        onClick={() => void startOrContinue(dbg)}
      >
        Debug <Keys keys="F5" />
      </Button>
      <Menu label="Ways to start" groups={groups} placement="bottom-end" testId="start-menu">
        <button
          type="button"
          class="button button-primary split-more"
          aria-label="More ways to start"
          disabled={!runnable}
          data-testid="dbg-start-more"
        >
          <Icon name="chevronDown" size={14} />
        </button>
      </Menu>
      <Button
        look="outline"
        class="run-button"
        disabled={!runnable}
        title="Run without stopping (Ctrl+F5)"
        data-testid="dbg-run"
        onClick={() => void begin(dbg, { debug: false })}
      >
        Run
      </Button>
    </div>
  );
}

function Toolbar() {
  const dbg = useDebugger();
  const over = dbg.over.value;
  return (
    <div class="dbg-toolbar" role="toolbar" aria-label="Debugger">
      {TOOLBAR.map(({ control, icon, label, keys }) => (
        <IconButton
          key={control}
          icon={icon}
          label={over && control === "restart" ? "Start again" : label}
          keys={keys}
          class={`dbg-button dbg-button-${control}`}
          disabled={!isEnabled(dbg, control)}
          data-testid={`dbg-${control}`}
          onClick={() => void act(dbg, control)}
        />
      ))}
      <span class="dbg-separator" />
      {(dbg.forks.tree.value?.forks.length ?? 0) > 1 && <ForkSwitcher testId="header-fork" placement="bottom-end" />}
      <ExecutionChip />
      <IconButton
        icon="close"
        label="Close the execution"
        class="dbg-button"
        data-testid="dbg-close"
        onClick={() => dbg.close()}
      />
    </div>
  );
}

/** How the execution stands, in a word. */
export function ExecutionChip() {
  const dbg = useDebugger();
  const execution = dbg.app.debug.execution.value;
  if (execution === null) return null;
  const paused = dbg.paused.value && !dbg.over.value;
  const status = paused ? "PAUSED" : execution.status;
  return (
    <span
      class={`execution-chip execution-${status.toLowerCase()}`}
      data-testid="execution-status"
      data-status={status}
    >
      <span aria-hidden="true">{EXECUTION_GLYPHS[status]}</span> {status}
    </span>
  );
}
