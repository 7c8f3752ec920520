"""A definition, prepared for running: each state by its path, with its expressions compiled once.

Compiling is put off until a state needs it, so that a broken expression fails the state that holds it, as on AWS, and
not the start of the execution.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final

from webapp.asl.model import (
    Catcher,
    ChoiceState,
    JsonataCondition,
    Machine,
    MapState,
    PassState,
    QueryLanguage,
    Retrier,
    State,
    TaskState,
    inner_machines,
    type_name,
    walk,
)
from webapp.engine.conditions import Test, compile_condition
from webapp.engine.support import obstacles
from webapp.expressions import (
    CompiledPath,
    CompiledTemplate,
    JsonataTemplate,
    ReferencePath,
    compile_jsonata_template,
    compile_path,
    compile_reference_path,
    compile_template,
)
from webapp.values import ABSENT, Absent, Json, child_path, json_text

WHOLE: Final = "$"
Assignment = CompiledTemplate | JsonataTemplate
_INNER_MACHINES: Final = frozenset({"Branches", "ItemProcessor", "Iterator"})


class Plan:
    """One state and its compiled expressions.

    ``None`` stands for a field whose evaluation changes nothing (absent, or ``$``). A field that the state's type
    cannot have reads as absent.
    """

    def __init__(self, state: State, path: str, language: QueryLanguage) -> None:
        self.state = state
        self.path = path
        self.name = state.name
        self.type_name = type_name(state)
        self.language = state.query_language or language
        self.is_jsonata = self.language is QueryLanguage.JSONATA
        self.is_end: bool = getattr(state, "end", False)
        self.next: str | None = None if self.is_end else getattr(state, "next", None)
        self.retry: tuple[Retrier, ...] = getattr(state, "retry", ())
        self.catch: tuple[Catcher, ...] = getattr(state, "catch", ())
        self.input_path_text: str | None = getattr(state, "input_path", WHOLE)
        self.output_path_text: str | None = getattr(state, "output_path", WHOLE)
        self.result_path_text: str | None = getattr(state, "result_path", WHOLE)
        self.assign_fields: Mapping[str, Json] | None = getattr(state, "assign", None)

    @cached_property
    def obstacles(self) -> tuple[tuple[str, str], ...]:
        """Why the state cannot run here, as (field, message)."""
        return tuple(obstacles(self.state))

    @cached_property
    def hands_on(self) -> str | None:
        """The next state, if this one is a Pass whose output is its input: nothing is evaluated, nothing can fail."""
        state = self.state
        if not isinstance(state, PassState) or self.obstacles or self.assign_fields:
            return None
        if self.is_jsonata:
            return self.next if self.arguments is None and self.output is None else None
        paths = (self.input_path_text, self.result_path_text, self.output_path_text)
        is_plain = self.parameters is None and isinstance(state.result, Absent) and paths == (WHOLE, WHOLE, WHOLE)
        return self.next if is_plain else None

    @cached_property
    def rules(self) -> tuple[Test, ...]:
        """The tests of a JSONPath Choice, in order."""
        if not isinstance(self.state, ChoiceState):
            return ()
        return tuple(compile_condition(rule.condition) for rule in self.state.choices)

    @cached_property
    def conditions(self) -> tuple[JsonataTemplate | None, ...]:
        """The conditions of a JSONata Choice, in order; ``None`` where a rule has none that can be read."""
        if not isinstance(self.state, ChoiceState):
            return ()
        return tuple(
            compile_jsonata_template(rule.condition.expression, f"Choices[{index}]/Condition")
            if isinstance(rule.condition, JsonataCondition)
            else None
            for index, rule in enumerate(self.state.choices)
        )

    @cached_property
    def arguments(self) -> JsonataTemplate | None:
        """``Arguments``."""
        return self.query("Arguments", getattr(self.state, "arguments", ABSENT))

    @cached_property
    def output(self) -> JsonataTemplate | None:
        """``Output`` of the state itself."""
        return self.query("Output", getattr(self.state, "output", ABSENT))

    def query(self, place: str, template: Json | Absent) -> JsonataTemplate | None:
        """Return the field at ``place``, compiled once; ``None`` where it is absent."""
        if isinstance(template, Absent):
            return None
        found = self._queries.get(place)
        if found is None:
            found = self._queries[place] = compile_jsonata_template(template, place)
        return found

    @cached_property
    def _queries(self) -> dict[str, JsonataTemplate]:
        return {}

    @cached_property
    def reads_context(self) -> bool:
        """Whether an expression in the state may read the context object; making it costs more than a state."""
        own = {field: value for field, value in self.state.raw.items() if field not in _INNER_MACHINES}
        return not own or "$$" in json_text(own)

    @cached_property
    def input_path(self) -> CompiledPath | None:
        """``InputPath``."""
        text = self.input_path_text
        return None if text is None or text == WHOLE else compile_path(text)

    @cached_property
    def output_path(self) -> CompiledPath | None:
        """``OutputPath``."""
        text = self.output_path_text
        return None if text is None or text == WHOLE else compile_path(text)

    @cached_property
    def parameters(self) -> CompiledTemplate | None:
        """``Parameters``."""
        return _template(getattr(self.state, "parameters", ABSENT), "Parameters")

    @cached_property
    def item_selector(self) -> CompiledTemplate | None:
        """``ItemSelector``, or a Map's ``Parameters``."""
        return _template(self.item_selector_field, "ItemSelector")

    @property
    def item_selector_field(self) -> Json | Absent:
        """``ItemSelector``, or a Map's ``Parameters``, as written."""
        return self.state.item_selector if isinstance(self.state, MapState) else ABSENT

    @cached_property
    def result_selector(self) -> CompiledTemplate | None:
        """``ResultSelector``."""
        return _template(getattr(self.state, "result_selector", ABSENT), "ResultSelector")

    @cached_property
    def result_path(self) -> ReferencePath | None:
        """``ResultPath``."""
        text = self.result_path_text
        return None if text is None or text == WHOLE else compile_reference_path(text)

    @cached_property
    def assign(self) -> Assignment | None:
        """``Assign`` of the state itself."""
        return self._assignment(self.assign_fields, "Assign")

    def rule_assign(self, index: int) -> Assignment | None:
        """Return the ``Assign`` of a Choice rule."""
        assert isinstance(self.state, ChoiceState)
        return self._assignment(self.state.choices[index].assign, f"Choices[{index}]/Assign")

    def rule_output(self, index: int) -> JsonataTemplate | None:
        """Return the ``Output`` of a Choice rule."""
        assert isinstance(self.state, ChoiceState)
        return self.query(f"Choices[{index}]/Output", self.state.choices[index].output)

    def catcher_assign(self, index: int) -> Assignment | None:
        """Return the ``Assign`` of a catcher."""
        return self._assignment(self.catch[index].assign, f"Catch[{index}]/Assign")

    def catcher_output(self, index: int) -> JsonataTemplate | None:
        """Return the ``Output`` of a catcher."""
        return self.query(f"Catch[{index}]/Output", self.catch[index].output)

    @cached_property
    def credentials(self) -> CompiledTemplate | None:
        """``Credentials``."""
        return _template(self.credentials_field, "Credentials")

    @property
    def credentials_field(self) -> Json | Absent:
        """``Credentials`` as written."""
        return self.state.credentials if isinstance(self.state, TaskState) else ABSENT

    def _assignment(self, fields: Mapping[str, Json] | None, place: str) -> Assignment | None:
        if not fields:
            return None
        template = fields if isinstance(fields, dict) else dict(fields)
        return self.query(place, template) if self.is_jsonata else compile_template(template, "Assign")


class Program:
    """A machine with the plans of all its states."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._language = machine.query_language or QueryLanguage.JSONPATH
        self._machines: dict[str, Machine] = {"": machine}
        self._states: dict[str, State] = {}
        self._plans: dict[str, Plan] = {}
        self._by_name: dict[tuple[str, str], Plan] = {}
        for placed in walk(machine):
            self._states[placed.path] = placed.state
            self._machines.update(inner_machines(placed.state, placed.path))

    def start_of(self, prefix: str) -> str | None:
        """Return the name of the first state of the machine at ``prefix``."""
        return self._machines[prefix].start_at

    def plan(self, path: str) -> Plan | None:
        """Return the plan of the state at ``path``."""
        found = self._plans.get(path)
        if found is None and path in self._states:
            found = self._plans[path] = Plan(self._states[path], path, self._language)
        return found

    def plan_of(self, prefix: str, name: str | None) -> Plan | None:
        """Return the plan of the state ``name`` of the machine at ``prefix``."""
        if name is None:
            return None
        found = self._by_name.get((prefix, name))
        if found is None and (plan := self.plan(child_path(prefix, name))):
            found = self._by_name[prefix, name] = plan
        return found


def program_of(machine: Machine) -> Program:
    """Return the program of ``machine``; the newest few are kept."""
    return _program(_Identity(machine))


def language_of(machine: Machine, path: str) -> QueryLanguage:
    """Return the language of the state at ``path``, the machine's own where there is no such state."""
    plan = program_of(machine).plan(path)
    return plan.language if plan is not None else machine.query_language or QueryLanguage.JSONPATH


class _Identity:
    """Compares a machine by identity: it is immutable, and too large to compare by its content."""

    __slots__ = ("machine",)

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def __hash__(self) -> int:
        return id(self.machine)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.machine is self.machine


@lru_cache(maxsize=64)
def _program(identity: _Identity) -> Program:
    return Program(identity.machine)


def _template(template: Json | Absent, field: str) -> CompiledTemplate | None:
    return None if isinstance(template, Absent) else compile_template(template, field)
