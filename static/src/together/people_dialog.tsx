/** Who is in the document, where they are, and what one wants to be called oneself. */

import { useState } from "preact/hooks";
import { nameOf, peopleOf } from "../model/people";
import type { Command } from "../shell/slots";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Initials } from "./people_button";

export const PEOPLE_DIALOG = "people";
const LONGEST_NAME = 40;

export const PEOPLE_COMMAND: Command = {
  id: "view.people",
  title: "People in this document, and my name…",
  group: "View",
  enabled: (app) => app.document.value !== null,
  run: (app) => {
    app.view.dialog.value = PEOPLE_DIALOG;
  },
};

export function PeopleDialog() {
  return useApp().view.dialog.value === PEOPLE_DIALOG ? <Opened /> : null;
}

function Opened() {
  const app = useApp();
  const { me, others, name } = peopleOf(app);
  const [typed, setTyped] = useState(name.peek());
  const close = () => {
    app.view.dialog.value = null;
  };
  const mine = me.value;
  return (
    <Dialog
      title="People in this document"
      description="All see each other's changes and selections as they happen."
      width="small"
      testId="people-dialog"
      onClose={close}
    >
      <form
        class="people-form"
        onSubmit={(event) => {
          event.preventDefault();
          name.value = typed.trim();
          close();
        }}
      >
        <label class="people-name">
          Your name
          <input
            class="input"
            data-testid="people-name"
            data-autofocus
            maxLength={LONGEST_NAME}
            placeholder={mine === null ? "Guest" : nameOf({ ...mine, name: "" })}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <Button look="primary" type="submit">
          Save
        </Button>
      </form>
      <ul class="people-list" aria-label="People" data-testid="people-list">
        {[...(mine === null ? [] : [mine]), ...others.value].map((person) => (
          <li key={person.client} class="people-row">
            <Initials person={person} />
            <span class="people-who">
              {nameOf(person)}
              {person === mine && <span class="people-you"> (you)</span>}
            </span>
            {person.place.state != null && <span class="people-place">{person.place.state}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
