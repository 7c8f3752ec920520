/** A part of a form under a heading that folds it; which ones are folded is remembered for the visit. */

import type { ComponentChildren } from "preact";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** Whether it is open until a person folds it. */
  readonly open?: boolean;
  /** Buttons at the end of the heading. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ id, title, open = true, tools, children }: SectionProps) {
  const folds = useApp().view.folds;
  const shown = folds.value[id] ?? open;
  return (
    <section class="form-section" data-closed={!shown || undefined}>
      <div class="form-section-head">
        <button
          type="button"
          class="form-section-title"
          aria-expanded={shown}
          data-testid={`section:${id}`}
          onClick={() => {
            folds.value = { ...folds.peek(), [id]: !shown };
          }}
        >
          <Icon name={shown ? "chevronDown" : "chevronRight"} size={13} />
          {title}
        </button>
        {tools}
      </div>
      {shown && <div class="form-fields">{children}</div>}
    </section>
  );
}
