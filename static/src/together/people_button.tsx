/** In the header, who else is in the document: initials, and behind them the list. */

import { hueOf, initialsOf, nameOf, peopleOf } from "../model/people";
import type { Person } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Tooltip } from "../ui/tooltip";
import { PEOPLE_DIALOG } from "./people_dialog";

const MOST_SHOWN = 3;

export function PeopleButton() {
  const app = useApp();
  const others = peopleOf(app).others.value;
  if (others.length === 0) return null;
  const shown = others.slice(0, others.length > MOST_SHOWN ? MOST_SHOWN - 1 : MOST_SHOWN);
  const label = `Also here: ${others.map(nameOf).join(", ")}`;
  return (
    <Tooltip label={label}>
      <button
        type="button"
        class="people-button"
        aria-label={label}
        data-testid="people"
        onClick={() => {
          app.view.dialog.value = PEOPLE_DIALOG;
        }}
      >
        {shown.map((person) => (
          <Initials key={person.client} person={person} />
        ))}
        {others.length > shown.length && <span class="people-more">+{others.length - shown.length}</span>}
      </button>
    </Tooltip>
  );
}

export function Initials({ person }: { readonly person: Person }) {
  return (
    <span class={`initials person-${hueOf(person)}`} aria-hidden="true">
      {initialsOf(person)}
    </span>
  );
}
