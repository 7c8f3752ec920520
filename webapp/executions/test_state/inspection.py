"""What TestState shows of the way through a state: ``inspectionData``, JSON text by AWS's names.

AWS shows less than there is: of a Parallel only what becomes of its result, of a Map its result neither, and of a
JSONata Map or Parallel no data but the input. A Pass with a fixed ``Result`` does not look at its input.
"""

from collections.abc import Sequence
from typing import Final

from webapp.asl import FailState, QueryLanguage
from webapp.engine import Stage
from webapp.executions.test_state.subject import Subject
from webapp.values import Json, json_text

_NAMES: Final = {
    "InputPath": "afterInputPath",
    "Parameters": "afterParameters",
    "Arguments": "afterArguments",
    "ItemsPath": "afterItemsPath",
    "ItemsPointer": "afterItemsPointer",
    "ItemSelector": "afterItemSelector",
    "ItemBatcher": "afterItemBatcher",
    "Result": "result",
    "ResultSelector": "afterResultSelector",
    "ResultPath": "afterResultPath",
}
_NUMBERS: Final = {
    "MaxConcurrency": "maxConcurrency",
    "ToleratedFailureCount": "toleratedFailureCount",
    "ToleratedFailurePercentage": "toleratedFailurePercentage",
}
_HIDDEN: Final = {
    "Map": frozenset({"Parameters", "Arguments", "Result"}),
    "Parallel": frozenset({"InputPath", "Parameters", "Arguments", "Result"}),
}


def inspect(subject: Subject, data: Json, stages: Sequence[Stage], variables: dict[str, Json]) -> dict[str, Json]:
    """Return the inspection data of ``subject``, entered with the input ``data``, but for those of an error."""
    shown: dict[str, Json] = {"input": json_text(data)}
    is_jsonpath = subject.language is QueryLanguage.JSONPATH
    if is_jsonpath and isinstance(subject.state, FailState):  # it has no InputPath, and yet
        shown["afterInputPath"] = json_text(data)
    hidden = _HIDDEN.get(subject.type_name, frozenset())
    for stage in stages:
        if stage.error is not None or stage.name in hidden:
            continue
        if stage.name in _NUMBERS:
            shown[_NUMBERS[stage.name]] = stage.value
        elif stage.name in _NAMES:
            shown[_NAMES[stage.name]] = json_text(stage.value)
    if subject.type_name == "Pass" and "afterResultPath" in shown:  # it has no ResultSelector, and yet
        shown["afterResultSelector"] = shown.get("result", shown.get("afterParameters"))
    if variables:
        shown["variables"] = json_text(variables)
    return shown
