"""Valid definitions with one rule broken: what was done, and the pointers that a problem may have.

Every mutation is made from the table of fields or from the structure of the definition, at every place where it can be
made; so a rule that no check covers shows as a mutant that survives.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from webapp.asl.fields import COMPARISONS, FIELDS_OF, OPERATORS, STATE_OWNERS, Field, Shape
from webapp.asl.model import QueryLanguage
from webapp.values import join_pointer

Json = Any
Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken definition. ``pointers`` are those of the field, or of its parent where the field is missing."""

    rule: str
    definition: dict[str, Any]
    pointers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An object of the definition that the table of fields knows, and the way to it."""

    owner: str
    way: Way
    value: dict[str, Any]
    language: str | None


def mutants(definition: dict[str, Any]) -> Iterator[Mutant]:
    """Yield every mutant of ``definition``."""
    for part in parts(definition):
        for make in PART_MUTATIONS:
            for rule, way, change in make(part):
                yield _changed(definition, rule, part.way, way, change)
    yield from _of_machines(definition)


def parts(definition: dict[str, Any]) -> Iterator[Part]:
    """Yield every object that the table of fields knows."""
    root = str(definition.get("QueryLanguage", "JSONPath"))
    for owner, way, machine in machines(definition):
        yield Part(owner, way, machine, None)
        for name, state in machine["States"].items():
            yield from _inside(Part(state["Type"], (*way, "States", name), state, state.get("QueryLanguage", root)))


def machines(
    machine: dict[str, Any], way: Way = (), owner: str = "Machine"
) -> Iterator[tuple[str, Way, dict[str, Any]]]:
    """Yield every machine at every depth; a placeholder is none."""
    if not isinstance(machine, dict):
        return
    yield owner, way, machine
    for name, state in machine["States"].items():
        for index, branch in enumerate(state.get("Branches", ())):
            yield from machines(branch, (*way, "States", name, "Branches", index), "Branch")
        for field in ("ItemProcessor", "Iterator"):
            if field in state:
                yield from machines(state[field], (*way, "States", name, field), "Processor")


def _inside(part: Part) -> Iterator[Part]:
    yield part
    for name, value in part.value.items():
        field = FIELDS_OF[part.owner].get(name)
        if field is None or field.part in ("", "Branch", "Processor"):
            continue
        if isinstance(value, dict):
            yield from _inside(Part(field.part, (*part.way, name), value, part.language))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _inside(Part(field.part, (*part.way, name, index), item, part.language))


Change = Callable[[dict[str, Any]], None]
Made = tuple[str, tuple[Way, ...], Change]


def _set(name: str, value: Json) -> Change:
    def change(target: dict[str, Any]) -> None:
        target[name] = copy.deepcopy(value)

    return change


def _drop(*names: str) -> Change:
    def change(target: dict[str, Any]) -> None:
        for name in names:
            target.pop(name, None)

    return change


def required_fields_removed(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        if field.required and name in part.value:
            yield f"no {name}", ((),), _drop(name)


def fields_of_other_types(part: Part) -> Iterator[Made]:
    if part.owner not in STATE_OWNERS:
        return
    names = {name for owner in STATE_OWNERS for name in FIELDS_OF[owner]} - set(FIELDS_OF[part.owner])
    for name in sorted(names):
        yield f"{name} on {part.owner}", ((name,),), _set(name, _example(name))


def fields_of_the_other_language(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        if part.language is not None and field.language is not None and field.language != part.language:
            rivals = [rival for rival in field.rivals if rival in part.value]
            if name not in part.value and not rivals:
                yield f"{name} in {part.language}", ((name,),), _set(name, _example(name, part.owner))


WRONG: Final[dict[Shape, tuple[Json, ...]]] = {
    Shape.TEXT: (7, None),
    Shape.BOOLEAN: ("x", 1),
    Shape.INTEGER: ("x", 1.5, True),
    Shape.NUMBER: ("x", []),
    Shape.OBJECT: (7, []),
    Shape.VARIABLES: (7, [], "x"),
    Shape.PATH: (7, {}, "x", "$.a[", "$..["),
    Shape.REFERENCE_PATH: (7, {}, "x", "$.a[*]", "$..a"),
    Shape.RESULT_PATH: (7, "x", "$.a[*]", "$$.a"),
    Shape.TEXT_PATH: (7, "x", "$.a[*]", "States.Nope()", "States.ArrayLength($.a)"),
    Shape.STATE: (7, "no such state"),
    Shape.WORD: (7, "x"),
    Shape.TIMESTAMP: (7, "2016-12-05", "2016-13-05T21:29:29Z"),
    Shape.RESOURCE: (7, "x", "arn:aws:states:::dynamodb:query"),
    Shape.ERRORS: ([], "x", [7]),
    Shape.TEXTS: ("x", [7]),
    Shape.STATES: (7, [], {}),
    Shape.MACHINE: (7, []),
    Shape.PART: (7, []),
    Shape.PARTS: (7, {}, [7]),
    Shape.CONDITION: (7, "x"),
    Shape.LIST: (7, "x"),
}
"""Values that no field of the shape may hold."""


def values_of_the_wrong_type(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        if name not in part.value:
            continue
        for wrong in WRONG.get(field.shape, ()):
            if not (wrong is None and field.nullable):
                ways: tuple[Way, ...] = ((name,), (name, 0)) if isinstance(wrong, list) else ((name,),)
                yield f"{name}: {wrong!r}", ways, _set(name, wrong)


def numbers_out_of_range(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        if name in part.value and field.shape in (Shape.INTEGER, Shape.NUMBER):
            for bound, step in ((field.minimum, -1), (field.maximum, 1)):
                if bound is not None:
                    yield f"{name}: {bound + step}", ((name,),), _set(name, bound + step)


def templates_broken(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        if name not in part.value or field.shape not in (Shape.TEMPLATE, Shape.VARIABLES):
            continue
        if part.language == QueryLanguage.JSONATA:
            for wrong in ("{% 1 + %}", "{% $f( %}", "{% a %}", "{% $ %}", "{% $eval('1') %}", "{% 1", "1 %}"):
                yield f"{name}: {wrong}", ((name, "x"),), _set(name, {"x": wrong})
        elif part.language is not None:
            for value in ("x", "$.a[", "States.Nope()", "States.Format('{}'", "States.UUID(1", 7):
                yield f"{name}.x.$: {value}", ((name, "x.$"),), _set(name, {"x.$": value})


def expressions_broken(part: Part) -> Iterator[Made]:
    if part.language != QueryLanguage.JSONATA:
        return
    for name, field in FIELDS_OF[part.owner].items():
        if field.expression and isinstance(part.value.get(name), str) and part.value[name].startswith("{%"):
            for wrong in ("{% 1 + %}", "{% [1, 2 %}", "{% $states.nothing %}", "{% $$ %}", "{% 'a %}"):
                yield f"{name}: {wrong}", ((name,),), _set(name, wrong)


def names_in_the_wrong_case(part: Part) -> Iterator[Made]:
    for name in FIELDS_OF[part.owner]:
        if name in part.value:
            written = name[0].lower() + name[1:]

            def change(target: dict[str, Any], name: str = name, written: str = written) -> None:
                target[written] = target.pop(name)

            yield f"{written}", ((written,), ()), change


def transitions_broken(part: Part) -> Iterator[Made]:
    fields = FIELDS_OF[part.owner]
    if "End" in fields:
        yield "neither Next nor End", ((),), _drop("Next", "End")
        yield "End false", ((), ("End",)), lambda target: (_drop("Next")(target), _set("End", False)(target))[0]
        if "Next" in part.value:
            yield "Next and End", (("End",), ()), _set("End", True)
        else:
            yield "End and Next", (("Next",), ("End",), ()), _set("Next", part.way[-1])
    if part.owner == "Choice":
        yield "End on Choice", (("End",),), _set("End", True)


def rivals_together(part: Part) -> Iterator[Made]:
    for name, field in FIELDS_OF[part.owner].items():
        for rival in field.rivals:
            other = FIELDS_OF[part.owner].get(rival)
            if name in part.value and rival not in part.value and other is not None and name not in ("Next", "End"):
                yield f"{name} and {rival}", ((name,), (rival,)), _set(rival, _example(rival, part.owner))


def rules_broken(part: Part) -> Iterator[Made]:
    if part.owner not in ("Rule", "NestedRule") or part.language != QueryLanguage.JSONPATH:
        return
    tests = [name for name in part.value if name in OPERATORS]
    if tests:
        yield "no operator", ((),), _drop(*tests)
        yield "no Variable", ((),), _drop("Variable")
        second = next(name for name in COMPARISONS if name not in part.value)
        yield "two operators", ((second,), (tests[0],), ()), _set(second, _example(second))
        yield "And beside", (("And",), ("Variable",), (tests[0],), ()), _set("And", [{"Variable": "$", "IsNull": True}])
    for combination in ("And", "Or"):
        if combination in part.value:
            yield f"empty {combination}", ((combination,),), _set(combination, [])
    if part.owner == "NestedRule":
        yield "Next inside", (("Next",),), _set("Next", "x")


def errors_misordered(part: Part) -> Iterator[Made]:
    for name in ("Retry", "Catch"):
        entries = part.value.get(name)
        if entries and name in FIELDS_OF[part.owner]:
            every = {**entries[0], "ErrorEquals": ["States.ALL"]}
            yield f"States.ALL not last in {name}", ((name, 0, "ErrorEquals"),), _set(name, [every, *entries])
            both = {**entries[0], "ErrorEquals": ["States.ALL", "A"]}
            yield f"States.ALL not alone in {name}", ((name, 0, "ErrorEquals"),), _set(name, [both])


PART_MUTATIONS: Final = (
    required_fields_removed,
    fields_of_other_types,
    fields_of_the_other_language,
    values_of_the_wrong_type,
    numbers_out_of_range,
    templates_broken,
    expressions_broken,
    names_in_the_wrong_case,
    transitions_broken,
    rivals_together,
    rules_broken,
    errors_misordered,
)


def _of_machines(definition: dict[str, Any]) -> Iterator[Mutant]:
    """Yield what is broken between states."""
    found = list(machines(definition))
    names = [(way, name) for _, way, machine in found for name in machine["States"]]
    for _, way, machine in found:
        states = machine["States"]
        lost = _set("Lost", {"Type": "Pass", "End": True})
        yield _changed(definition, "unreachable", (*way, "States"), (("Lost",),), lost)
        loop = _set("States", {name: {"Type": "Pass", "Next": name} for name in list(states)[:1]})
        yield _changed(definition, "no terminal state", way, ((), ("States",)), loop)
        long = _set("n" * 81, {"Type": "Succeed"})
        yield _changed(definition, "long name", (*way, "States"), (("n" * 81,),), long)
        for other_way, name in names:
            if other_way != way and name not in states:
                double = _set(name, {"Type": "Succeed"})
                at: Way = (*other_way, "States", name)
                mutant = _changed(definition, "duplicate name", (*way, "States"), ((name,),), double)
                yield Mutant(mutant.rule, mutant.definition, (*mutant.pointers, join_pointer("", *at)))
                break


def _changed(definition: dict[str, Any], rule: str, way: Way, at: tuple[Way, ...], change: Change) -> Mutant:
    broken = copy.deepcopy(definition)
    target: Any = broken
    for token in way:
        target = target[token]
    change(target)
    return Mutant(rule, broken, tuple(join_pointer("", *way, *more) for more in at))


def _example(name: str, owner: str | None = None) -> Json:
    """Return a value that the field may have where it belongs."""
    owners = [owner] if owner else [each for each in FIELDS_OF if name in FIELDS_OF[each]]
    return EXAMPLES[_shape(FIELDS_OF[owners[0]][name])]


def _shape(field: Field) -> Shape:
    return field.shape


EXAMPLES: Final[dict[Shape, Json]] = {
    Shape.ANY: 1,
    Shape.TEXT: "x",
    Shape.BOOLEAN: True,
    Shape.INTEGER: 5,
    Shape.NUMBER: 5,
    Shape.OBJECT: {},
    Shape.TEMPLATE: {"x": 1},
    Shape.VARIABLES: {"x": 1},
    Shape.PATH: "$.x",
    Shape.REFERENCE_PATH: "$.x",
    Shape.RESULT_PATH: "$.x",
    Shape.TEXT_PATH: "$.x",
    Shape.STATE: "x",
    Shape.WORD: "x",
    Shape.TIMESTAMP: "2024-01-01T00:00:00Z",
    Shape.RESOURCE: "arn:aws:states:::lambda:invoke",
    Shape.ERRORS: ["A"],
    Shape.TEXTS: ["x"],
    Shape.STATES: {"Inner": {"Type": "Succeed"}},
    Shape.MACHINE: {"StartAt": "Inner", "States": {"Inner": {"Type": "Succeed"}}},
    Shape.PART: {},
    Shape.PARTS: [],
    Shape.CONDITION: True,
    Shape.LIST: [1],
}
