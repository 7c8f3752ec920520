"""Text that means harm is a problem like any other: found in bounded time and memory, without an exception."""

import json
from typing import Any, Final

import pytest

from webapp.asl.parse import parse_text

LEVELS: Final = 100_000
MEBIBYTE: Final = 1 << 20


def nested_machines(levels: int) -> dict[str, Any]:
    machine: dict[str, Any] = {"StartAt": "S0", "States": {"S0": {"Type": "Succeed"}}}
    for level in range(1, levels):
        state = {"Type": "Map", "ItemProcessor": machine, "End": True}
        machine = {"StartAt": f"S{level}", "States": {f"S{level}": state}}
    return machine


def jsonata(expression: str) -> str:
    state = {"Type": "Pass", "Output": f"{{% {expression} %}}", "End": True}
    return json.dumps({"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": state}})


def path(text: str) -> str:
    state = {"Type": "Pass", "InputPath": text, "Parameters": {"a.$": text}, "End": True}
    return json.dumps({"StartAt": "A", "States": {"A": state}})


BOMB: Final = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)), "StartAt: *a29"]
)
TEXTS: Final = {
    "100,000 levels of arrays": "[" * LEVELS + "]" * LEVELS,
    "100,000 levels of objects": '{"a":' * LEVELS + "1" + "}" * LEVELS,
    "100,000 levels of YAML": "[" * LEVELS + "a: b",
    "1 MiB of [": "[" * MEBIBYTE,
    "1 MiB of broken objects": '{"a":{' * (MEBIBYTE // 6),
    "1 MiB of quotes": '"' * MEBIBYTE,
    "NUL": "\0" * 1000,
    "NUL in a name": '{"StartAt": "\0", "States": {}}',
    "lone surrogates": '{"StartAt": "\ud800", "States": {"\udfff": {}}}',
    "a YAML bomb": BOMB,
    "a 10 MB line": json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed", "Comment": "x" * 10_000_000}}}),
    "machines in machines": json.dumps(nested_machines(60)),
    "JSONata of 20,000 members": jsonata("{" + ", ".join(f"'k{n}': $states.input.a" for n in range(20_000)) + "},"),
    "many documents": "---\n" * LEVELS,
    "JSONata in brackets": jsonata("(" * LEVELS),
    "JSONata of operators": jsonata("1+" * LEVELS),
    "JSONata of comments": jsonata("/*" * LEVELS),
    "JSONata of escapes": jsonata('"' + "\\u" * LEVELS),
    "JSONata of signs": jsonata("-" * LEVELS),
    "a path of brackets": path("$" + "[" * LEVELS),
    "a path of filters": path("$[?(" * 10_000),
    "calls in calls": path("States.Array(" * 10_000),
    "braces": path("States.Format('" + "{" * LEVELS),
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_a_problem(name: str) -> None:
    parsed = parse_text(TEXTS[name])
    assert parsed.problems or name == "machines in machines"


def test_a_large_definition_without_mistakes_is_read_whole() -> None:
    states = {f"S{n}": {"Type": "Pass", "Assign": {f"v{n % 50}": n}, "Next": f"S{n + 1}"} for n in range(9000)}
    states["S9000"] = {"Type": "Succeed"}
    parsed = parse_text(json.dumps({"StartAt": "S0", "States": states}))
    assert parsed.problems == ()


def test_many_variables_are_no_burden() -> None:
    states = {
        f"S{n}": {"Type": "Pass", "Assign": {f"v{n}.$": f"$v{n - 1}"}, "Next": f"S{n + 1}"} for n in range(1, 3000)
    }
    states |= {"S0": {"Type": "Pass", "Assign": {"v0": 0}, "Next": "S1"}, "S3000": {"Type": "Succeed"}}
    assert parse_text(json.dumps({"StartAt": "S0", "States": states})).problems == ()


def test_many_mistakes_are_many_problems() -> None:
    states = {f"S{n}": {"Type": "Pass", "Output": "{% 1 + %}", "Next": f"T{n}"} for n in range(3000)}
    parsed = parse_text(json.dumps({"QueryLanguage": "JSONata", "StartAt": "S0", "States": states}))
    assert len(parsed.problems) >= 6000
