"""The fields of a state in the other query language. Nothing is sure of them before they were tried on data."""

import re
from typing import Final

from webapp.editing.edits import EditRefused
from webapp.editing.jsonata_words import INPUT, condition, dynamic, literal, path, source, step_into, template, wrapped
from webapp.values import Json, json_text

State = dict[str, Json]

CONVERTIBLE: Final = ("Task", "Pass", "Choice", "Wait", "Succeed", "Fail")
RESULT: Final = "$states.result"

_PATHS: Final = {
    "SecondsPath": "Seconds",
    "TimestampPath": "Timestamp",
    "TimeoutSecondsPath": "TimeoutSeconds",
    "HeartbeatSecondsPath": "HeartbeatSeconds",
    "ErrorPath": "Error",
    "CausePath": "Cause",
}
_DATA: Final = ("InputPath", "Parameters", "Result", "ResultSelector", "ResultPath", "OutputPath")
_RESULT_PATH: Final = re.compile(r"\$((?:\.[A-Za-z_][A-Za-z0-9_]*)*)")
_EXPRESSION: Final = re.compile(r"\{%\s*(.*?)\s*%\}", re.DOTALL)
_REFERENCE: Final = re.compile(r"\$(?:states\.(input|result|context)|(\w+))((?:\.[A-Za-z_]\w*|\[\d+\])*)")


def in_jsonata(state: State) -> State:
    """Return a JSONPath state in JSONata."""
    kind = str(state.get("Type"))
    given = _path_or_nothing(state.get("InputPath", "$"), INPUT)
    found: State = {}
    for key, value in state.items():
        if key in _PATHS:
            found[_PATHS[key]] = wrapped(dynamic(value, given))
        elif key == "Choices" and isinstance(value, list):
            found[key] = [_rule(rule, given) for rule in value if isinstance(rule, dict)]
        elif key == "Catch" and isinstance(value, list):
            found[key] = [_catcher(catcher) for catcher in value if isinstance(catcher, dict)]
        elif key == "Assign":
            found[key] = template(value, RESULT if kind == "Task" else _effective(state, given)[0])
        elif key == "Credentials":
            found[key] = template(value, given)
        elif key not in (*_DATA, "QueryLanguage"):
            found[key] = value
    _put_data(found, state, kind, given)
    return found


def in_jsonpath(state: State) -> State:
    """Return a JSONata state in JSONPath; its expressions must be references and nothing else."""
    kind = str(state.get("Type"))
    found: State = {}
    for key, value in state.items():
        if key == "Arguments":
            found["Parameters"] = _template_back(value, {"input": "$"})
        elif key == "Output":
            _put_output(found, value, kind)
        elif key in _PATHS.values() and isinstance(value, str) and _EXPRESSION.fullmatch(value):
            found[f"{key}Path"] = _reference(value, {"input": "$"})
        elif key == "Assign":
            found[key] = _template_back(value, {"result": "$"} if kind == "Task" else {"input": "$"})
        elif key != "Comment" and "{%" in json_text(value):
            raise EditRefused(f"{key} of this state holds an expression, which JSONPath says in other words.")
        elif key != "QueryLanguage":
            found[key] = value
    return found


def _put_data(found: State, state: State, kind: str, given: str) -> None:
    """Add what the fields that JSONPath has for data come to."""
    effective, written = _effective(state, given)
    if kind == "Task" and (written is not None or given != INPUT):
        found["Arguments"] = wrapped(given) if written is None else written
    result = RESULT if kind == "Task" else effective
    shown: Json = None if kind == "Task" else written
    if kind == "Pass" and "Result" in state:
        result, shown = literal(state["Result"]), _constant(state["Result"])
    if "ResultSelector" in state:
        shown = template(state["ResultSelector"], RESULT)
        result = source(state["ResultSelector"], RESULT)
    if kind in ("Task", "Pass"):
        result, shown = _merged(state.get("ResultPath", "$"), result, shown)
    output = state.get("OutputPath", "$")
    if output != "$":
        result, shown = (_path_or_nothing(output, result), None)
    unchanged = RESULT if kind == "Task" else INPUT
    if result == unchanged or kind == "Fail":
        return
    found["Output"] = wrapped(result) if shown is None else shown


def _effective(state: State, given: str) -> tuple[str, Json]:
    """Return the input after ``Parameters``, as one expression and, with ``Parameters``, as a template."""
    if "Parameters" not in state:
        return given, None
    return source(state["Parameters"], given), template(state["Parameters"], given)


def _constant(value: Json) -> Json:
    """Return a fixed value as an output; ``null``, and what would be read as an expression, as an expression."""
    return wrapped(literal(value)) if value is None or "{%" in json_text(value) else value


def _merged(result_path: Json, result: str, shown: Json) -> tuple[str, Json]:
    """Return the input with the result at ``ResultPath``."""
    if result_path is None:
        return INPUT, None
    found = _RESULT_PATH.fullmatch(str(result_path))
    if found is None:
        raise EditRefused(f'The ResultPath "{result_path}" writes into a list or a variable: write it by hand.')
    names = found[1].split(".")[1:]
    if not names:
        return result, shown
    for depth in range(len(names) - 1, -1, -1):
        outer = ".".join([INPUT, *names[:depth]])
        result = f"$merge([{outer}, {{{literal(names[depth])}: {result}}}])"
    return result, None


def _path_or_nothing(value: Json, base: str) -> str:
    """Return what ``InputPath`` or ``OutputPath`` selects; ``null`` selects an empty object."""
    if value is None:
        return "{}"
    text = str(value)
    return (
        step_into(base, "") if text == "$" else dynamic(text, base) if text.startswith("States.") else path(text, base)
    )


def _rule(rule: State, given: str) -> State:
    found: State = {"Condition": wrapped(condition(rule, given))}
    found |= {key: value for key, value in rule.items() if key in ("Next", "Comment")}
    if "Assign" in rule:
        found["Assign"] = template(rule["Assign"], given)
    return found


def _catcher(catcher: State) -> State:
    found = {key: value for key, value in catcher.items() if key not in ("ResultPath", "Assign")}
    kept, _ = _merged(catcher.get("ResultPath", "$"), "$states.errorOutput", None)
    if kept != "$states.errorOutput":
        found["Output"] = wrapped(kept)
    if "Assign" in catcher:
        found["Assign"] = template(catcher["Assign"], "$states.errorOutput")
    return found


def _put_output(found: State, value: Json, kind: str) -> None:
    roots = {"result": "$"} if kind == "Task" else {"input": "$"}
    if isinstance(value, str) and _EXPRESSION.fullmatch(value):
        found["OutputPath"] = _reference(value, roots)
    elif kind == "Task":
        found["ResultSelector"] = _template_back(value, roots)
    elif kind == "Pass":
        found["Parameters"] = _template_back(value, roots)
    else:
        raise EditRefused(f"A {kind} of JSONPath cannot make up an output: write it by hand.")


def _template_back(value: Json, roots: dict[str, str]) -> Json:
    if isinstance(value, str) and "{%" in value:
        return _reference(value, roots)
    if isinstance(value, dict):
        found: State = {}
        for key, item in value.items():
            dynamic = isinstance(item, str) and _EXPRESSION.fullmatch(item) is not None
            found[f"{key}.$" if dynamic else key] = _template_back(item, roots)
        return found
    if isinstance(value, list):
        if any(isinstance(item, str) and "{%" in item for item in value):
            raise EditRefused("A list holds expressions, which JSONPath writes by States.Array: write it by hand.")
        return [_template_back(item, roots) for item in value]
    return value


def _reference(value: str, roots: dict[str, str]) -> str:
    """Return an expression that is a reference as a path."""
    found = _EXPRESSION.fullmatch(value)
    parts = _REFERENCE.fullmatch(found[1]) if found is not None else None
    if parts is None or (parts[1] is None and parts[2] == "states"):
        raise EditRefused(f"{value} is more than a reference, which JSONPath says in other words: write it by hand.")
    if parts[1] == "context":
        return f"$${parts[3]}"
    if parts[2] is not None:
        return f"${parts[2]}{parts[3]}"
    if parts[1] not in roots:
        raise EditRefused(f"{value} is out of reach of JSONPath in this field: write it by hand.")
    return roots[parts[1]] + parts[3]
