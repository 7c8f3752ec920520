"""What the field table says: which fields must, may and may not stand in an object, and what they hold."""

from collections.abc import Iterator

from webapp.asl.check_values import check_value
from webapp.asl.fields import FIELDS_OF, KNOWN_NAMES, Field
from webapp.asl.nodes import Node
from webapp.asl.parts import NO_STATE, Part, is_open
from webapp.asl.report import Report


def required_fields(part: Part, report: Report) -> None:
    """A required field is missing."""
    if part.owner == NO_STATE:
        if not part.has("Type"):
            report.add(part, "These fields are required: [Type]", section="States")
        return
    missing = [field for field in FIELDS_OF[part.owner].values() if field.required and not part.has(field.name)]
    if missing:
        names = ", ".join(field.name for field in missing)
        report.add(part, f"These fields are required: [{names}]", section=missing[0].section)


def known_type(part: Part, report: Report) -> None:
    """The type of a state is none of the eight."""
    kind = part.node.get("Type")
    if part.owner == NO_STATE and kind is not None and not is_open(kind):
        check_value(part, FIELDS_OF["Task"]["Type"], kind, report)


def unsupported_fields(part: Part, report: Report) -> None:
    """A field stands where its owner has no such field, or is in no table at all."""
    if part.owner == NO_STATE:
        return
    known = FIELDS_OF[part.owner]
    for member in part.node.members:
        name = member.key
        if name in known:
            continue
        message = f"Field '{name}' is not supported"
        if name in KNOWN_NAMES and name != "Comment":
            report.add(part, message, name, at=member.key_node, location=part.pointer, section=_section(part))
        else:
            fix = report.closest(name, known)
            if fix:
                message += f'; did you mean "{fix}"?'
            report.add(part, message, name, at=member.key_node, code="UNKNOWN_FIELD", severity="warning", fix=fix)


def fields_of_the_other_language(part: Part, report: Report) -> None:
    """A field belongs to the query language that the state does not use."""
    if part.language is None:
        return
    for field, _ in part.fields():
        if field.language is not None and field.language != part.language:
            message = (
                f"The QueryLanguage is set to '{part.language}', but field '{field.name}' is only supported for the "
                f"'{field.language}' QueryLanguage"
            )
            report.add(part, message, field.name, at=_key(part, field), location=part.pointer, section=field.section)


def rival_fields(part: Part, report: Report) -> None:
    """Two fields exclude each other; the message has them in the order of the table."""
    written = [field for field, _ in part.fields()]
    for index, field in enumerate(written):
        for earlier in written[:index]:
            if earlier.name in field.rivals or field.name in earlier.rivals:
                names = ", ".join(name for name in FIELDS_OF[part.owner] if name in (earlier.name, field.name))
                message = f"This object should have only one of the following fields: [{names}]"
                at = _key(part, field)
                report.add(part, message, field.name, at=at, location=part.pointer, section=field.section)


def field_values(part: Part, report: Report) -> None:
    """A field holds what it may not hold."""
    for field, value in _values(part):
        check_value(part, field, value, report)


def _values(part: Part) -> Iterator[tuple[Field, Node]]:
    for field, value in part.fields():
        if not is_open(value) and (field.language is None or part.language in (None, field.language)):
            yield field, value


def _key(part: Part, field: Field) -> Node | None:
    member = part.node.member(field.name)
    return None if member is None else member.key_node


def _section(part: Part) -> str:
    return "Table of State Types and Fields" if "Type" in FIELDS_OF[part.owner] else ""
