"""The rules of a Choice, one by one, for a debugger to show: what each compares, and what comes of it.

Outcomes are those of the very tests that ``decide`` uses, on the same snapshot; here they are only asked part by part.
What a rule does not come to, since an earlier one decides, is ``unreached``, as is a part of an ``And`` or ``Or``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from msgspec import structs

from webapp.asl.model import ChoiceState, Combination, Condition, DataTest, JsonataCondition, Machine
from webapp.engine.conditions import compile_condition
from webapp.engine.dataflow import select_input
from webapp.engine.errors import StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.program import WHOLE, program_of
from webapp.engine.snapshot import Snapshot
from webapp.expressions import (
    IN_PROCESS,
    PATH_OPERATORS,
    Evaluator,
    ExpressionError,
    JsonataScope,
    Scope,
    compile_path,
    compile_reference_path,
    input_keys,
    is_jsonata,
    split_condition,
    value_of,
)
from webapp.values import ABSENT, Absent, Entropy, Json, json_text

Outcome = Literal["true", "false", "error", "unreached"]
Kind = Literal["and", "or", "not", "test"]
Keys = tuple[str | int, ...]

_DECIDES: Final[Mapping[Kind, Outcome]] = {"and": "false", "or": "true"}


class Side(NamedTuple):
    """One side of a comparison: ``value`` is :data:`ABSENT` where it leads nowhere.

    ``keys`` say where in the state's raw input it stands, ``None`` where it stands elsewhere or is computed.
    """

    text: str
    value: Json | Absent
    keys: Keys | None = None


class Judged(NamedTuple):
    """A condition and what came of it. ``source`` is it itself, or the text of a JSONata expression or a part of one.

    ``operator`` is the field's name in JSONPath, the sign in JSONata, empty where a value is the whole test.
    """

    source: Condition | str
    kind: Kind
    outcome: Outcome
    operator: str = ""
    left: Side | None = None
    right: Side | None = None
    parts: tuple["Judged", ...] = ()
    error: str | None = None


class Rules(NamedTuple):
    """The rules of the Choice that a thread stands at; ``match`` is the index of the one that is taken.

    ``error`` says why none could be taken.
    """

    rules: tuple[Judged, ...]
    match: int | None
    error: str | None = None


def rules_at(
    machine: Machine, snapshot: Snapshot, thread_id: str, evaluator: Evaluator = IN_PROCESS, seed: int = 0
) -> Rules | None:
    """Return the rules of the Choice that ``thread_id`` has entered, as they are now; ``None`` where it is at none."""
    judge = judge_at(machine, snapshot, thread_id, evaluator, seed)
    return None if judge is None else judge.rules()


def judge_at(
    machine: Machine, snapshot: Snapshot, thread_id: str, evaluator: Evaluator = IN_PROCESS, seed: int = 0
) -> "Judge | None":
    """Return what judges conditions where ``thread_id`` stands, ``None`` where that is at no Choice."""
    thread = snapshot.threads.get(thread_id)
    plan = None if thread is None else program_of(machine).plan(thread.path)
    if thread is None or plan is None or not isinstance(plan.state, ChoiceState):
        return None
    return Judge(Evaluation(snapshot, thread, plan, Entropy(seed), snapshot.time_ms, evaluator), plan.state)


class Judge:
    """Judges the conditions of one Choice on the data of one thread."""

    def __init__(self, evaluation: Evaluation, state: ChoiceState) -> None:
        self._evaluation = evaluation
        self._state = state
        self._is_jsonata = evaluation.plan.is_jsonata

    def rules(self) -> Rules:
        """Return every rule: judged up to the first that is true or fails, the rest unreached."""
        try:
            scope = None if self._is_jsonata else self._scope()
        except ExpressionError as error:
            return Rules(tuple(self._unreached(rule.condition) for rule in self._state.choices), None, error.message)
        judged: list[Judged] = []
        match, error_met = None, None
        for index, rule in enumerate(self._state.choices):
            if match is not None or error_met is not None:
                judged.append(self._unreached(rule.condition))
                continue
            found = self._judge_rule(index, rule.condition, scope)
            judged.append(found)
            if found.outcome == "true":
                match = index
            elif found.outcome == "error":
                error_met = found.error
        return Rules(tuple(judged), match, error_met)

    def judge(self, source: Condition | str) -> Judged:
        """Return ``source``, a condition or a part of one, as it is on this data, reached or not."""
        if isinstance(source, str):
            return self._judge_text(source, self._evaluation.query_scope())
        if isinstance(source, JsonataCondition):
            text = source.expression
            if isinstance(text, str) and is_jsonata(text):
                return self._judge_text(text[2:-2].strip(), self._evaluation.query_scope())
            return Judged(source, "test", "true" if text is True else "error")
        try:
            return self._judge_condition(source, self._scope())
        except ExpressionError as error:
            return Judged(source, "test", "error", error=error.message)

    def with_input(self, data: Json) -> "Judge":
        """Return the judge of the same Choice with another input of its state."""
        old = self._evaluation
        thread = structs.replace(old.thread, input=data)
        return Judge(Evaluation(old.snapshot, thread, old.plan, old.entropy, old.time_ms, old.evaluator), self._state)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The rules' conditions, in order."""
        return tuple(rule.condition for rule in self._state.choices)

    @property
    def input(self) -> Json:
        """The raw input of the state."""
        value: Json = self._evaluation.thread.input
        return value

    def _scope(self) -> Scope:
        return self._evaluation.scope(select_input(self._evaluation))

    def _judge_rule(self, index: int, condition: Condition, scope: Scope | None) -> Judged:
        """The outcome is what the engine's own test of the rule gives; the parts explain it."""
        if scope is not None:
            return self._judge_condition(condition, scope)
        explained = self.judge(condition) if isinstance(condition, JsonataCondition) else self._unreached(condition)
        outcome, error = _asked(lambda: self._holds(index))
        return explained._replace(source=condition, outcome=outcome, error=error)

    def _holds(self, index: int) -> bool:
        condition = self._evaluation.plan.conditions[index]
        if condition is None:
            raise self._evaluation.query_failure("The rule has no Condition.", f"Choices[{index}]/Condition")
        return condition.evaluate_as("boolean", self._evaluation.query_scope()) is True

    # --- JSONPath ----------------------------------------------------------------------------------------------

    def _judge_condition(self, condition: Condition, scope: Scope) -> Judged:
        outcome, error = _asked(lambda: compile_condition(condition)(scope))
        match condition:
            case DataTest():
                left, right = self._side(condition.variable, scope), self._operand(condition, scope)
                return Judged(condition, "test", outcome, condition.operator, left, right, error=error)
            case Combination():
                kind = _kind_of(condition)
                parts = self._parts(kind, condition.operands, scope)
                return Judged(condition, kind, outcome, condition.operator, parts=parts, error=error)
            case _:
                return Judged(condition, "test", outcome, error=error)

    def _parts(self, kind: Kind, operands: Sequence[Condition], scope: Scope) -> tuple[Judged, ...]:
        parts: list[Judged] = []
        for operand in operands:
            decided = bool(parts) and _is_decided(kind, parts[-1].outcome)
            parts.append(self._unreached(operand) if decided else self._judge_condition(operand, scope))
        return tuple(parts)

    def _unreached(self, condition: Condition) -> Judged:
        match condition:
            case DataTest():
                left = Side(condition.variable, ABSENT, self._keys(condition.variable))
                right = Side(_operand_text(condition), ABSENT)
                return Judged(condition, "test", "unreached", condition.operator, left, right)
            case Combination():
                parts = tuple(self._unreached(operand) for operand in condition.operands)
                return Judged(condition, _kind_of(condition), "unreached", condition.operator, parts=parts)
            case _:
                return Judged(condition, "test", "unreached")

    def _side(self, path: str, scope: Scope) -> Side:
        try:
            value: Json | Absent = compile_path(path).evaluate(scope)
        except ExpressionError:
            value = ABSENT
        return Side(path, value, self._keys(path))

    def _operand(self, test: DataTest, scope: Scope) -> Side:
        if test.operator in PATH_OPERATORS and isinstance(test.operand, str):
            return self._side(test.operand, scope)
        return Side(_operand_text(test), test.operand)

    def _keys(self, path: str) -> Keys | None:
        """Return where in the raw input ``path`` looks, through ``InputPath``."""
        through = self._evaluation.plan.input_path_text
        try:
            inside = compile_reference_path(path)
            outside = compile_reference_path(WHOLE if through is None else through)
        except ExpressionError:
            return None
        if through is None or inside.root != "$" or outside.root != "$":
            return None
        return (*outside.keys, *inside.keys)

    # --- JSONata -----------------------------------------------------------------------------------------------

    def _judge_text(self, text: str, scope: JsonataScope) -> Judged:
        split = split_condition(text)
        outcome, error = _asked(lambda: value_of(f"$boolean({text})", scope) is True)
        match split.kind:
            case "and" | "or" | "not":
                parts = self._text_parts(split.kind, split.texts, scope)
                return Judged(text, split.kind, outcome, split.operator, parts=parts, error=error)
            case "comparison":
                left, right = (self._text_side(side, scope) for side in split.texts)
                return Judged(text, "test", outcome, split.operator, left, right, error=error)
            case "exists" | "value":
                side = self._text_side(split.texts[0], scope)
                return Judged(text, "test", outcome, split.operator, side, error=error)

    def _text_parts(self, kind: Kind, texts: Sequence[str], scope: JsonataScope) -> tuple[Judged, ...]:
        parts: list[Judged] = []
        for text in texts:
            decided = bool(parts) and _is_decided(kind, parts[-1].outcome)
            parts.append(Judged(text, "test", "unreached") if decided else self._judge_text(text, scope))
        return tuple(parts)

    def _text_side(self, text: str, scope: JsonataScope) -> Side:
        try:
            value = value_of(text, scope)
        except ExpressionError:
            value = ABSENT
        return Side(text, value, input_keys(text))


def _asked(test: Callable[[], bool]) -> tuple[Outcome, str | None]:
    try:
        return ("true" if test() else "false"), None
    except ExpressionError as error:
        return "error", error.message
    except StateFailure as failure:
        return "error", failure.cause


def _is_decided(kind: Kind, outcome: Outcome) -> bool:
    return outcome in (_DECIDES.get(kind), "error", "unreached")


def _kind_of(combination: Combination) -> Kind:
    return "and" if combination.operator == "And" else "or" if combination.operator == "Or" else "not"


def _operand_text(test: DataTest) -> str:
    is_path = test.operator in PATH_OPERATORS and isinstance(test.operand, str)
    return str(test.operand) if is_path else json_text(test.operand)
