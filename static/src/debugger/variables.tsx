/** The variables that the focused thread sees, by the flow they were assigned in; its own can be edited. */

import { useEffect, useState } from "preact/hooks";
import { Section } from "../inspector/section";
import type { Scopes, Session, ValueText } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { ValueEditor } from "./value_editor";
import { ValueView } from "./value_view";

export interface VariablesProps {
  readonly scopes: Scopes;
  readonly session: Session;
}

export function Variables({ scopes, session }: VariablesProps) {
  const names = Object.keys(scopes.variables);
  if (names.length === 0) return null;
  return (
    <Section id="debug-variables" title={`Variables (${names.length})`}>
      {names.map((name) => {
        const value = scopes.variables[name];
        const owner = scopes.variable_owners[name] ?? session.thread;
        return value !== undefined && <Variable key={name} name={name} value={value} owner={owner} session={session} />;
      })}
    </Section>
  );
}

interface VariableProps {
  readonly name: string;
  readonly value: ValueText;
  /** The thread that it was assigned in. */
  readonly owner: string;
  readonly session: Session;
}

function Variable({ name, value, owner, session }: VariableProps) {
  const [editing, setEditing] = useState(false);
  const stop = `${session.cursor} ${session.thread}`;
  // At another stop it is another value.
  useEffect(() => setEditing(false), [stop]);
  const isOwn = owner === session.thread;
  return (
    <div class="variable" data-testid={`variable:${name}`}>
      <div class="variable-head">
        <span class="variable-name">${name}</span>
        <span class="variable-owner">{isOwn ? "assigned here" : `assigned in ${ownerLabel(session, owner)}`}</span>
        {isOwn && session.can_edit !== null && !editing && (
          <IconButton
            icon="edit"
            size={14}
            label={`Edit $${name}`}
            data-testid={`variable-edit:${name}`}
            onClick={() => setEditing(true)}
          />
        )}
      </div>
      {editing ? (
        <ValueEditor target="variable" name={name} value={value} onDone={() => setEditing(false)} />
      ) : (
        <ValueView
          value={value}
          label={`Variable ${name}`}
          root={`$${name}`}
          place={{ kind: "variable", thread: session.thread, sequence: session.cursor, name }}
          watchAs={`$${name}`}
        />
      )}
    </div>
  );
}

/** The flow as the call stack names it: `MapWords[3]`, or `root`. */
function ownerLabel(session: Session, owner: string): string {
  const frames = session.frames;
  const at = frames.findIndex((frame) => frame.thread === owner);
  // A frame names the child that it holds; the flow itself is named by the frame around it.
  const around = frames[at + 1];
  return around === undefined || around.path === "" ? "root" : around.label;
}
