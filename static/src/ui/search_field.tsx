/** A field for words to look for, with a lens in it. */

import type { TargetedKeyboardEvent } from "preact";
import { Icon } from "./icons";

export interface SearchFieldProps {
  /** Says how wide it is where it stands. */
  readonly class: string;
  readonly label: string;
  readonly placeholder: string;
  readonly testId: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
}

export function SearchField({ class: place, label, placeholder, testId, words, onWords, onKeyDown }: SearchFieldProps) {
  return (
    <span class={`search-field ${place}`}>
      <Icon name="search" size={14} />
      <input
        class="input"
        type="search"
        placeholder={placeholder}
        aria-label={label}
        data-testid={testId}
        value={words}
        onInput={(event) => onWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </span>
  );
}
