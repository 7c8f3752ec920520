"""Whether paths, intrinsic functions and payload templates are well-formed: the ``expressions`` package is asked."""

import re
from collections.abc import Callable, Iterator

from webapp.asl.check_jsonata import check_jsonata
from webapp.asl.fields import Field
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Member, Node
from webapp.asl.parts import Part, is_open
from webapp.asl.references import has_placeholder
from webapp.asl.report import Report
from webapp.asl.text_places import place_of_character
from webapp.expressions import (
    ExpressionSyntaxError,
    compile_intrinsic,
    compile_path,
    compile_reference_path,
    is_intrinsic,
    wrong_literals,
)

_TEXT_FUNCTIONS = ("ArrayGetItem", "Base64Encode", "Base64Decode", "Format", "JsonToString", "Hash", "UUID")
_VARIABLE = re.compile(r"[^\W\d][\w·]*")


def check_path(part: Part, field: Field, node: Node, report: Report) -> None:
    """The value must be a path into the data, the context object or a variable."""
    _compile(part, field, node, report, compile_path, "Value is not a valid JSONPath")


def check_reference_path(part: Part, field: Field, node: Node, report: Report) -> None:
    """The value must be a path that can only mean one place."""
    _compile(part, field, node, report, compile_reference_path, "Value is not a Reference Path")


def check_result_path(part: Part, field: Field, node: Node, report: Report) -> None:
    """The value must be a place in the state's input, where it can be written."""
    text = str(node.value)
    message = "Value is not a Reference Path"
    if text != "$" and not text.startswith(("$.", "$[")):
        reason = "it must start with $. or $[, or be $ or null"
        report.add(part, f"{message}: {reason}", field.name, at=node, section=field.section)
        return
    _compile(part, field, node, report, compile_reference_path, message)


def check_text_path(part: Part, field: Field, node: Node, report: Report) -> None:
    """The value must be a reference path, or a call of an intrinsic function that gives a string."""
    text = str(node.value)
    if not is_intrinsic(text):
        check_reference_path(part, field, node, report)
        return
    name = text.partition("(")[0].removeprefix("States.")
    if name in _TEXT_FUNCTIONS:
        _compile(part, field, node, report, compile_intrinsic, "Value is not a valid intrinsic function call")
        _check_literals(part, field, (), node, report)
    else:
        message = f"The intrinsic function must return a string: one of [{', '.join(_TEXT_FUNCTIONS)}]"
        report.add(part, message, field.name, at=node, section=field.section)


def check_variables(part: Part, field: Field, node: Node, report: Report) -> None:
    """The value must be an object whose keys are names of variables."""
    for member in node.members:
        name = member.key
        if part.language != QueryLanguage.JSONATA:
            name = name.removesuffix(".$")
        if has_placeholder(name):
            continue
        if not _VARIABLE.fullmatch(name) or name == "states" or len(name) > 80:
            message = f"'{name}' is not a valid variable name"
            report.add(part, message, field.name, member.key, at=member.key_node, section=field.section)
    check_template(part, field, node, report)


def check_template(part: Part, field: Field, node: Node, report: Report) -> None:
    """Keys that end in ``.$`` must hold a path or a call, and no two keys may become the same."""
    if part.language == QueryLanguage.JSONATA:
        _check_jsonata_template(part, field, node, report)
        return
    for inner, tokens in _objects(node):
        names = {member.key for member in inner.members}
        for member in inner.members:
            if not member.key.endswith(".$"):
                continue
            if member.key.removesuffix(".$") in names:
                message = f"The keys '{member.key}' and '{member.key[:-2]}' give the same field"
                report.add(
                    part, message, field.name, *tokens, member.key, at=member.key_node, section="Payload Template"
                )
            _check_template_value(part, field, member, tokens, report)


def _check_template_value(
    part: Part, field: Field, member: Member, tokens: tuple[str | int, ...], report: Report
) -> None:
    node = member.value
    if node is None or is_open(node):
        return
    message = f"The value for the field '{member.key}' must be a valid JSONPath or a valid intrinsic function call"
    detail, place = "", node
    if node.kind == "string":
        text = str(node.value)
        try:
            compile_intrinsic(text) if is_intrinsic(text) else compile_path(text)
        except ExpressionSyntaxError as error:
            detail = f": {error.message} (column {error.column})"
            place = place_of_character(report.text, node, error.column - 1)
        else:
            _check_literals(part, field, (*tokens, member.key), node, report)
            return
    location = f"{part.pointer}/{field.name}"
    report.add(
        part,
        message + detail,
        *(field.name, *tokens, member.key),
        at=place,
        section="Payload Template",
        location=location,
        brief=message,
    )


def _check_literals(part: Part, field: Field, tokens: tuple[str | int, ...], node: Node, report: Report) -> None:
    """Report arguments that a function never takes; AWS says so when the call is made, which is why it is a warning."""
    text = str(node.value)
    if not is_intrinsic(text):
        return
    try:
        wrong = tuple(wrong_literals(compile_intrinsic(text)))
    except ExpressionSyntaxError:
        return
    for reason, column in wrong:
        place = place_of_character(report.text, node, column - 1)
        message = f"The call always fails: {reason}"
        code, section = "INTRINSIC_ALWAYS_FAILS", "Intrinsic Functions"
        report.add(part, message, field.name, *tokens, at=place, code=code, severity="warning", section=section)


def _check_jsonata_template(part: Part, field: Field, node: Node, report: Report) -> None:
    for inner, tokens in _texts(node):
        text = str(inner.value)
        if text.startswith("{%") or text.endswith("%}"):
            check_jsonata(part, field, inner, report, *tokens)


def _compile(
    part: Part, field: Field, node: Node, report: Report, compile_text: Callable[[str], object], message: str
) -> None:
    try:
        compile_text(str(node.value))
    except ExpressionSyntaxError as error:
        detail = f"{message}: {error.message} (column {error.column})"
        place = place_of_character(report.text, node, error.column - 1)
        report.add(part, detail, field.name, at=place, section=field.section, brief=message)


def _objects(node: Node) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    """Yield the objects of a template with the way to them."""
    return ((inner, tokens) for inner, tokens in _inside(node) if inner.kind == "object")


def _texts(node: Node) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    return ((inner, tokens) for inner, tokens in _inside(node) if inner.kind == "string")


def _inside(node: Node) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    waiting: list[tuple[Node, tuple[str | int, ...]]] = [(node, ())]
    while waiting:
        inner, tokens = waiting.pop()
        if inner.kind == "object" and is_open(inner):
            continue
        yield inner, tokens
        if inner.kind == "array":
            waiting.extend((item, (*tokens, index)) for index, item in reversed(tuple(enumerate(inner.items))))
        elif inner.kind == "object":
            pairs = [(member.value, (*tokens, member.key)) for member in inner.members if member.value is not None]
            waiting.extend(reversed(pairs))
