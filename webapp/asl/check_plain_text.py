"""What looks like an expression and is plain text where it stands, so that the state works on that very text."""

from typing import Final

from webapp.asl.fields import Field, Shape
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_open
from webapp.asl.report import Report
from webapp.asl.variables import inside
from webapp.expressions import ExpressionSyntaxError, compile_intrinsic, compile_path, is_intrinsic, is_jsonata

_TEMPLATES: Final = (Shape.TEMPLATE, Shape.VARIABLES)
_SECTION: Final = "Payload Template"


def plain_text(part: Part, report: Report) -> None:
    """A path stands under a key without ``.$``, or a value is written in the language that the state does not use."""
    if part.language is None:
        return
    for field, value in part.fields():
        if field.language not in (None, part.language) or is_open(value):
            continue
        if part.language == QueryLanguage.JSONATA:
            if field.shape in _TEMPLATES:
                _keys_of_jsonpath(part, field, value, report)
        elif field.shape in _TEMPLATES:
            _texts_of_jsonpath(part, field, value, report)
        elif part.owner == "Pass" and field.name == "Result":
            _keys_of_result(part, field, value, report)


def _texts_of_jsonpath(part: Part, field: Field, value: Node, report: Report) -> None:
    for node, tokens, key in inside(value):
        text = str(node.value)
        if node.kind != "string" or key.endswith(".$"):
            continue
        if is_jsonata(text):
            message = "This is plain text: the state's QueryLanguage is JSONPath, not JSONata"
        elif key and _is_expression(text):
            message = f"This is plain text: for its value the key must be '{key}.$'"
        else:
            continue
        _warn(part, field, tokens, node, message, "NO_DOLLAR", report)


def _keys_of_jsonpath(part: Part, field: Field, value: Node, report: Report) -> None:
    message = "The key stays as it is: .$ is JSONPath's, and the state's QueryLanguage is JSONata"
    _warn_of_keys(part, field, value, message, "NO_JSONATA_EXPRESSION", report)


def _keys_of_result(part: Part, field: Field, value: Node, report: Report) -> None:
    message = "The Result of a Pass stays as it is: use Parameters for what is taken from the input"
    _warn_of_keys(part, field, value, message, "PASS_RESULT_IS_STATIC", report)


def _warn_of_keys(part: Part, field: Field, value: Node, message: str, code: str, report: Report) -> None:
    for node, tokens, key in inside(value):
        if key.endswith(".$") and node.kind == "string" and _is_expression(str(node.value)):
            _warn(part, field, tokens, node, message, code, report)


def _is_expression(text: str) -> bool:
    """Return whether ``text`` is, without a doubt, a path into the input or the context, or a call."""
    if not text.startswith(("$.", "$$.", "States.")):
        return False
    try:
        compile_intrinsic(text) if is_intrinsic(text) else compile_path(text)
    except ExpressionSyntaxError:
        return False
    return True


def _warn(
    part: Part, field: Field, tokens: tuple[str | int, ...], node: Node, message: str, code: str, report: Report
) -> None:
    report.add(part, message, field.name, *tokens, at=node, code=code, severity="warning", section=_SECTION)
