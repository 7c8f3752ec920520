"""The state under test: found in a definition of its own, or by its name in that of a whole machine.

AWS: a state alone is checked as the state ``StateName`` of a machine that holds nothing else; where it goes next, and
whether anything ends, is not asked.
"""

from dataclasses import dataclass

from webapp.asl import (
    STATE_ALONE,
    Machine,
    MapState,
    ParallelState,
    QueryLanguage,
    State,
    TaskState,
    aws_refusal,
    aws_state_refusal,
    parse_text,
    type_name,
    walk,
)
from webapp.engine import Resource, read_resource
from webapp.executions.test_state.refusals import TestRefused, invalid


@dataclass(frozen=True, slots=True)
class Subject:
    """The state at ``path`` of ``machine``; ``resource`` is what it calls, if it is a Task."""

    machine: Machine
    path: str
    state: State
    language: QueryLanguage

    @property
    def type_name(self) -> str:
        """The state's ``Type``."""
        return type_name(self.state)

    @property
    def resource(self) -> Resource | None:
        """What the state calls, if it is a Task."""
        return read_resource(self.state.resource) if isinstance(self.state, TaskState) else None

    @property
    def inner_names(self) -> frozenset[str]:
        """The names of the states inside, at any depth."""
        inside = self.path + "/"
        return frozenset(placed.state.name for placed in walk(self.machine) if placed.path.startswith(inside))

    @property
    def has_children(self) -> bool:
        """Whether the state is one that holds others."""
        return isinstance(self.state, MapState | ParallelState)


def find_subject(definition: str, state_name: str | None) -> Subject:
    """Return the state that ``definition`` is, or the one of that name in it; raise where AWS refuses the text."""
    is_alone = state_name is None
    refusal = aws_state_refusal(definition) if is_alone else aws_refusal(definition)
    if refusal is not None:
        raise TestRefused("InvalidDefinition", refusal)
    text = f'{{"StartAt":"{STATE_ALONE}","States":{{"{STATE_ALONE}":{definition}}}}}' if is_alone else definition
    machine = parse_text(text, "json").machine
    assert machine is not None, "a definition that is not refused holds a machine"
    wanted = STATE_ALONE if state_name is None else state_name
    for placed in walk(machine):
        if placed.state.name == wanted:
            language = placed.state.query_language or machine.query_language or QueryLanguage.JSONPATH
            return Subject(machine, placed.path, placed.state, language)
    raise invalid(f"State '{wanted}' does not exist in the state machine definition")
