"""Whether a field's value has the shape that the table gives it."""

from webapp.asl.check_expressions import (
    check_path,
    check_reference_path,
    check_result_path,
    check_template,
    check_text_path,
    check_variables,
)
from webapp.asl.check_jsonata import check_jsonata
from webapp.asl.check_tasks import NOT_RECOGNIZED
from webapp.asl.fields import Field, Shape
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_function_name, is_open
from webapp.asl.report import Report
from webapp.expressions import parse_timestamp

_KIND_OF = {
    Shape.TEXT: "string",
    Shape.BOOLEAN: "boolean",
    Shape.INTEGER: "number",
    Shape.NUMBER: "number",
    Shape.OBJECT: "object",
    Shape.VARIABLES: "object",
    Shape.PATH: "string",
    Shape.REFERENCE_PATH: "string",
    Shape.RESULT_PATH: "string",
    Shape.TEXT_PATH: "string",
    Shape.STATE: "string",
    Shape.WORD: "string",
    Shape.TIMESTAMP: "string",
    Shape.RESOURCE: "string",
    Shape.ERRORS: "array",
    Shape.TEXTS: "array",
    Shape.STATES: "object",
    Shape.MACHINE: "object",
    Shape.PART: "object",
    Shape.PARTS: "array",
    Shape.CONDITION: "boolean",
    Shape.LIST: "array",
}
_EXPRESSION_CHECKS = {
    Shape.PATH: check_path,
    Shape.REFERENCE_PATH: check_reference_path,
    Shape.RESULT_PATH: check_result_path,
    Shape.TEXT_PATH: check_text_path,
    Shape.VARIABLES: check_variables,
}


def check_value(part: Part, field: Field, node: Node, report: Report) -> None:
    """Report what is wrong with the value of ``field``, which holds no placeholder."""
    if node.kind == "null" and field.nullable:
        return
    if part.language == QueryLanguage.JSONATA and field.expression and is_expression(node):
        check_jsonata(part, field, node, report)
        return
    if field.shape in (Shape.ANY, Shape.TEMPLATE):
        if field.shape == Shape.TEMPLATE:
            check_template(part, field, node, report)
        return
    expected = _KIND_OF[field.shape]
    if node.kind != expected and not (field.shape == Shape.LIST and node.kind == "object"):
        report.add(part, f"Expected value of type {_type_name(field)}", field.name, at=node, section=field.section)
        return
    _check_content(part, field, node, report)


def is_expression(node: Node) -> bool:
    """Return whether a JSONata state means the value as an expression, well-formed or not."""
    return node.kind == "string" and (str(node.value).startswith("{%") or str(node.value).endswith("%}"))


def _check_content(part: Part, field: Field, node: Node, report: Report) -> None:
    match field.shape:
        case Shape.INTEGER | Shape.NUMBER:
            _check_number(part, field, node, report)
        case Shape.WORD:
            _check_word(part, field, node, report)
        case Shape.TIMESTAMP:
            if parse_timestamp(str(node.value)) is None:
                _refuse(part, field, node, "String does not match RFC3339 timestamp", report)
        case Shape.RESOURCE:
            _check_resource(part, field, node, report)
        case Shape.ERRORS | Shape.TEXTS:
            _check_texts(part, field, node, report)
        case Shape.LIST:
            check_template(part, field, node, report)
        case Shape.STATES | Shape.PARTS:
            _check_objects(part, field, node, report)
        case shape if shape in _EXPRESSION_CHECKS:
            _EXPRESSION_CHECKS[shape](part, field, node, report)


def _check_number(part: Part, field: Field, node: Node, report: Report) -> None:
    value = node.value
    assert isinstance(value, int | float)
    if field.shape == Shape.INTEGER and isinstance(value, float):
        _refuse(part, field, node, "Expected value of type Integer", report)
    elif field.minimum is not None and value < field.minimum:
        _refuse(part, field, node, f"Value must be at least {field.minimum:.10g}", report)
    elif field.maximum is not None and value > field.maximum:
        _refuse(part, field, node, f"Value must be at most {field.maximum:.10g}", report)


def _check_word(part: Part, field: Field, node: Node, report: Report) -> None:
    if node.value in field.words:
        return
    words = ", ".join(field.words)
    is_language = field.name == "QueryLanguage"
    start = (
        "Value should be one of the following"
        if is_language
        else f"The field '{field.name}' should have one of these values"
    )
    message = f"{start}: [{words}]"
    fix = report.closest(str(node.value), field.words)
    report.add(part, message, field.name, at=node, section=field.section, fix=fix)


def _check_resource(part: Part, field: Field, node: Node, report: Report) -> None:
    if not str(node.value).startswith("arn:"):
        _refuse(part, field, node, NOT_RECOGNIZED, report)


def _check_texts(part: Part, field: Field, node: Node, report: Report) -> None:
    if not node.items and field.shape == Shape.ERRORS:
        _refuse(part, field, node, "Value cannot be empty", report)
    for index, item in enumerate(node.items):
        if item.kind != "string" and not is_open(item):
            message = "Expected value of type String"
            report.add(part, message, field.name, index, at=item, section=field.section)


def _check_objects(part: Part, field: Field, node: Node, report: Report) -> None:
    """Check that there are objects inside, and nothing else; ``Retry`` and ``Catch`` may be empty."""
    if not node.items and not node.members and field.part not in ("Retrier", "Catcher"):
        _refuse(part, field, node, "Value cannot be empty", report)
    inside: list[tuple[str | int, Node]] = list(enumerate(node.items))
    inside += [(member.key, member.value) for member in node.members if member.value is not None]
    for token, item in inside:
        if item.kind not in ("object", "error") and not is_open(item) and not is_function_name(str(token)):
            report.add(part, "Expected value of type Object", field.name, token, at=item, section=field.section)


def _refuse(part: Part, field: Field, node: Node, message: str, report: Report) -> None:
    report.add(part, message, field.name, at=node, section=field.section)


def _type_name(field: Field) -> str:
    match field.shape:
        case Shape.INTEGER:
            return "Integer"
        case Shape.CONDITION:
            return "Boolean or JSONata expression"
        case Shape.LIST:
            return "Array, Object or JSONata expression"
        case shape:
            return _KIND_OF[shape].capitalize()
