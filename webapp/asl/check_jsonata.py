"""Whether JSONata is well-formed, and reads only what there is to read where it stands."""

from typing import Final

from webapp.asl.fields import Field
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_open
from webapp.asl.report import SCHEMA, Report
from webapp.asl.text_places import place_of_character
from webapp.expressions import ExpressionSyntaxError, is_jsonata, read_jsonata
from webapp.expressions.jsonata_syntax import Use

_SECTION: Final = "JSONata"
_UNSUPPORTED: Final = "UNSUPPORTED_JSONATA_EXPRESSION"
_OPENING: Final = 2
_AFTER_RESULT: Final = ("Task", "Parallel", "Map")


def check_jsonata(part: Part, field: Field, node: Node, report: Report, *tokens: str | int) -> None:
    """Report what is wrong with an expression: ``{%`` without ``%}``, its syntax, and what it refers to."""
    text = str(node.value)
    if is_open(node):
        return
    if not is_jsonata(text):
        message = "A JSONata expression must start with {% and end with %}"
        report.add(part, message, field.name, *tokens, at=node, section=_SECTION)
        return
    try:
        uses = read_jsonata(text[_OPENING:-2]).uses
    except ExpressionSyntaxError as error:
        message = f"The JSONata expression is not valid: {error.message} (column {error.column + _OPENING})"
        place = place_of_character(report.text, node, error.column - 1 + _OPENING)
        report.add(part, message, field.name, *tokens, at=place, section=_SECTION)
        return
    for use in uses:
        _check_use(part, field, node, report, tokens, use)


def members_of_states(part: Part, field: Field) -> tuple[str, ...]:
    """Return what ``$states`` has in ``field``: the result after the work, the error where one was caught."""
    if field.name in ("Output", "Assign"):
        if part.owner in _AFTER_RESULT:
            return ("input", "context", "result")
        if part.owner == "Catcher":
            return ("input", "context", "errorOutput")
    return ("input", "context")


def _check_use(part: Part, field: Field, node: Node, report: Report, tokens: tuple[str | int, ...], use: Use) -> None:
    def place() -> Node:
        return place_of_character(report.text, node, use.column - 1 + _OPENING)

    match use.kind:
        case "member" if use.name not in members_of_states(part, field):
            message = f"Field '$states.{use.name}' does not exist."
            fix = report.closest(use.name, members_of_states(part, field))
            report.add(part, message, field.name, *tokens, at=place(), section=_SECTION, fix=fix)
        case "variable" if use.name == "eval" and use.called:
            # AWS: it takes the definition, and the expression fails when it is evaluated.
            message = "There is no function '$eval' in Step Functions"
            code = "UNSUPPORTED_FUNCTION"
            report.add(part, message, field.name, *tokens, at=place(), code=code, severity="warning", section=_SECTION)
        case "input":
            where = "" if use.name == "$$" else " at the top level"
            message = f"Reference to '{use.name}'{where} is not supported."
            code = SCHEMA if use.name == "$$" else _UNSUPPORTED
            fix = "$states.input"
            report.add(part, message, field.name, *tokens, at=place(), code=code, section=_SECTION, fix=fix)
        case "field":
            fix = f"${use.name}" if use.called else f"$states.input.{use.name}"
            message = f"Reference to '{use.name}' at the top level is not supported."
            report.add(part, message, field.name, *tokens, at=place(), code=_UNSUPPORTED, section=_SECTION, fix=fix)
        case "operator":
            message = f"The operator {use.name} is newer than JSONata 2.0.6, which AWS runs"
            code = "NEWER_JSONATA"
            report.add(part, message, field.name, *tokens, at=place(), code=code, severity="warning", section=_SECTION)
        case _:
            pass
