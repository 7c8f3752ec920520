"""Insert a pattern: its states, as if they were pasted."""

from webapp.editing.catalogue import pattern_machine
from webapp.editing.clipboard import read_clipboard
from webapp.editing.commands import InsertState
from webapp.editing.paste_states import paste
from webapp.editing.places import Place, place_of
from webapp.editing.steps import Steps
from webapp.values import json_text


def insert_pattern(steps: Steps, command: InsertState) -> str | None:
    """Insert the states of a pattern and return the first that the flow comes to."""
    definition = steps.definition
    machine = pattern_machine(
        command.template or "", jsonata=definition.is_jsonata, substitutions=definition.is_whole_text
    )
    place = place_of(definition, command.on, None, None) or Place(command.into or "", None)
    return paste(steps, read_clipboard(json_text(machine), "json"), place)
