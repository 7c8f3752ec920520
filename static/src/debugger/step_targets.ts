/** The iterations or branches that can be stepped into. Of many the session tells those that come next, and how many. Pure. */

import type { ContainerRun } from "../model/fold";
import type { StepTarget } from "../protocol/messages";

/** Whether none has begun: children begin in order, and one that is told before the first still open has ended. */
export function noneHasBegun(targets: readonly StepTarget[]): boolean {
  return targets.length > 0 && targets.every(({ status }) => status === "pending");
}

/** Whether a child can be stepped into: one that has ended does not come again. */
export function isOpen({ status }: Pick<StepTarget, "status">): boolean {
  return status === "pending" || status === "running";
}

/** How a child stands: as told, else as the events say. */
export function statusOfTarget(
  targets: readonly StepTarget[],
  run: Pick<ContainerRun, "children"> | null,
  index: number,
): string {
  const told = targets.find((each) => each.index === index);
  if (told !== undefined) return told.status;
  return noneHasBegun(targets) ? "pending" : (run?.children.get(index)?.status ?? "pending");
}
