/** The name of a version: given, changed or taken away in place. */

import { useState } from "preact/hooks";
import { Button } from "../ui/button";

export interface VersionNameProps {
  readonly name: string | null;
  /** What it is called without one. */
  readonly title: string;
  readonly onName: (name: string | null) => void;
}

export function VersionName({ name, title, onName }: VersionNameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null) {
    return (
      <div class="versions-title">
        <strong>{name ?? title}</strong>
        <Button look="plain" icon="edit" data-testid="version-rename" onClick={() => setDraft(name ?? "")}>
          {name === null ? "Name…" : "Rename…"}
        </Button>
      </div>
    );
  }
  return (
    <form
      class="versions-title"
      onSubmit={(event) => {
        event.preventDefault();
        setDraft(null);
        onName(draft.trim() === "" ? null : draft.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        setDraft(null);
      }}
    >
      <input
        class="input"
        aria-label="Name of this version; a version with a name stays for good"
        placeholder="Before the sale"
        maxLength={80}
        value={draft}
        data-testid="version-name"
        ref={(element) => element?.focus()}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
      <Button look="outline" type="submit" data-testid="version-name-save">
        {draft.trim() === "" && name !== null ? "Take the name away" : "Save name"}
      </Button>
    </form>
  );
}
