/** What may stand at the caret of a field, below it. */

import { Portal } from "../ui/portal";
import type { Offered } from "./completing";

export interface CompletionListProps {
  readonly id: string;
  readonly offered: Offered;
  /** What it hangs on. */
  readonly field: HTMLElement | null;
  readonly onChoose: (index: number) => void;
}

export function CompletionList({ id, offered, field, onChoose }: CompletionListProps) {
  const box = field?.getBoundingClientRect();
  if (box === undefined) return null;
  const above = innerHeight - box.bottom < 220 && box.top > 220;
  const place = above ? { bottom: `${innerHeight - box.top + 4}px` } : { top: `${box.bottom + 4}px` };
  return (
    <Portal>
      <div
        class="completions"
        role="listbox"
        id={id}
        aria-label="What may stand here"
        data-testid="field-completions"
        style={{ left: `${box.left}px`, width: `${box.width}px`, ...place }}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {offered.found.items.map((item, index) => (
          <div
            key={`${index} ${item.label}`}
            id={`${id}-${index}`}
            class="completion"
            role="option"
            tabIndex={-1}
            aria-selected={index === offered.active}
            data-active={index === offered.active || undefined}
            onClick={() => onChoose(index)}
            onKeyDown={() => undefined}
          >
            <span class="completion-label">{item.label}</span>
            {item.detail !== "" && <span class="completion-detail">{item.detail}</span>}
          </div>
        ))}
      </div>
    </Portal>
  );
}
