/** The Problems tab: what the checks found, each leading to its place. */

import type { Problem } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon, type IconName } from "../ui/icons";

const ICONS: Readonly<Record<Problem["severity"], IconName>> = { error: "error", warning: "warning", info: "info" };

export function Problems() {
  const app = useApp();
  const problems = app.analysed.value.problems;
  if (problems.length === 0) {
    return (
      <p class="nothing">
        <Icon name="check" /> No problems
      </p>
    );
  }
  return (
    <ul class="problems" data-testid="problems">
      {problems.map((problem, index) => (
        <li key={`${index}${problem.code}`}>
          <ProblemRow problem={problem} />
        </li>
      ))}
    </ul>
  );
}

export function ProblemRow({ problem }: { readonly problem: Problem }) {
  const app = useApp();
  const go = () => {
    if (problem.path !== null) app.select(problem.path);
    app.text.reveal({ start: problem.start.offset, end: problem.end.offset });
  };
  return (
    <div class={`problem severity-${problem.severity}`} data-testid={`problem:${problem.code}`}>
      <button type="button" class="problem-go" onClick={go}>
        <Icon name={ICONS[problem.severity]} />
        <span class="problem-message">{problem.message}</span>
        {problem.path !== null && <span class="problem-path">{problem.path}</span>}
        <span class="problem-place">
          {problem.start.line}:{problem.start.column}
        </span>
      </button>
      {problem.fix !== null && (
        <button
          type="button"
          class="link-button problem-fix"
          data-testid={`fix:${problem.code}`}
          onClick={() => app.editing.fix(problem)}
        >
          Fix: {problem.fix}
        </button>
      )}
    </div>
  );
}
