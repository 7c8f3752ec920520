/** The debugger on a phone: data, timeline, and back, over and continue under the thumb. */

import { TestsTab } from "../cases/tests_tab";
import { CompareTab } from "../compare/compare_tab";
import { EventsTab } from "../history/events_tab";
import { ExecutionsTab } from "../history/executions_tab";
import { IterationsTab } from "../iterations/iterations_tab";
import { TextPlace } from "../shell/text_place";
import { TimelineTab } from "../timeline/timeline_tab";
import { Button, IconButton } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { act, begin, isEnabled } from "./actions";
import { useDebugger } from "./context";
import { ExecutionChip } from "./run_controls";
import { StepDetails } from "./step_details";

const OF_THE_DOCUMENT = [
  { value: "tests", label: "Tests", view: TestsTab },
  { value: "compare", label: "Compare", view: CompareTab },
] as const;
const WITHOUT_EXECUTION = [
  { value: "executions", label: "Executions", view: ExecutionsTab },
  ...OF_THE_DOCUMENT,
] as const;
const VIEWS = [
  { value: "events", label: "Events", view: EventsTab },
  { value: "timeline", label: "Timeline", view: TimelineTab },
  { value: "iterations", label: "Iterations", view: IterationsTab },
  ...OF_THE_DOCUMENT,
] as const;

export function PhoneData() {
  const dbg = useDebugger();
  if (dbg.app.debug.active.value) return <StepDetails />;
  return (
    <div class="phone-text">
      <TextPlace />
    </div>
  );
}

export function PhoneTimeline() {
  const dbg = useDebugger();
  const { app } = dbg;
  const views = app.debug.active.value ? VIEWS : WITHOUT_EXECUTION;
  const shown = views.find(({ value }) => value === app.view.bottomTab.value) ?? views[0];
  const View = shown.view;
  return (
    <div class="phone-timeline">
      <div class="phone-views">
        <Segmented
          label="What happened"
          testId="phone-view"
          value={shown.value}
          segments={views}
          onChange={(id) => {
            app.view.bottomTab.value = id;
          }}
        />
      </div>
      <View />
    </div>
  );
}

export function PhoneBar() {
  const dbg = useDebugger();
  if (!dbg.app.debug.active.value) {
    return (
      <Button
        look="primary"
        icon="play"
        class="phone-start"
        data-testid="dbg-start"
        onClick={() => void begin(dbg, { debug: true })}
      >
        Debug
      </Button>
    );
  }
  return (
    <>
      <ExecutionChip />
      <IconButton
        icon="stepBack"
        size={20}
        label="Step back"
        disabled={!isEnabled(dbg, "back")}
        data-testid="dbg-back"
        onClick={() => void act(dbg, "back")}
      />
      <IconButton
        icon="stepOver"
        size={20}
        label="Step over"
        disabled={!isEnabled(dbg, "over")}
        data-testid="dbg-over"
        onClick={() => void act(dbg, "over")}
      />
      {dbg.over.value ? (
        <IconButton
          icon="close"
          size={20}
          label="Close the execution"
          data-testid="dbg-close"
          onClick={() => dbg.close()}
        />
      ) : (
        <IconButton
          icon={isEnabled(dbg, "pause") ? "pause" : "play"}
          size={20}
          label={isEnabled(dbg, "pause") ? "Pause" : "Continue"}
          data-testid={isEnabled(dbg, "pause") ? "dbg-pause" : "dbg-continue"}
          onClick={() => void act(dbg, isEnabled(dbg, "pause") ? "pause" : "continue")}
        />
      )}
    </>
  );
}
