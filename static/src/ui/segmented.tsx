/** A choice of a few, as one control: radio buttons that arrows move between. */

import type { IconName } from "./icons";
import { Icon } from "./icons";

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconName;
}

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly segments: readonly Segment<T>[];
  readonly onChange: (value: T) => void;
  readonly testId?: string;
}

export function Segmented<T extends string>({ label, value, segments, onChange, testId }: SegmentedProps<T>) {
  const move = (event: KeyboardEvent) => {
    const step =
      event.key === "ArrowRight" || event.key === "ArrowDown"
        ? 1
        : event.key === "ArrowLeft" || event.key === "ArrowUp"
          ? -1
          : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = segments.findIndex((segment) => segment.value === value);
    const next = segments[(at + step + segments.length) % segments.length];
    if (next === undefined) return;
    onChange(next.value);
    const group = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => group.querySelector<HTMLElement>('[aria-checked="true"]')?.focus());
  };
  return (
    <div class="segmented" role="radiogroup" aria-label={label} data-testid={testId} onKeyDown={move}>
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: a button keeps the look; the group follows the ARIA radio pattern.
        <button
          type="button"
          role="radio"
          key={segment.value}
          class="segment"
          aria-checked={segment.value === value}
          tabindex={segment.value === value ? 0 : -1}
          data-testid={testId === undefined ? undefined : `${testId}-${segment.value}`}
          onClick={() => onChange(segment.value)}
        >
          {segment.icon !== undefined && <Icon name={segment.icon} size={14} />}
          {segment.label}
        </button>
      ))}
    </div>
  );
}
