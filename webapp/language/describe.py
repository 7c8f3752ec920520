"""What the language service says of things: fields, states, functions; as plain sentences or short Markdown."""

from typing import Final

from webapp.asl import Field, Node
from webapp.language.functions import Function

TYPES: Final = {
    "Task": "Calls a service or function and waits for its answer.",
    "Wait": "Waits, for some seconds or until a time.",
    "Pass": "Passes its input on, changed or not; does no work.",
    "Succeed": "Ends the machine, branch or iteration well.",
    "Fail": "Ends the machine, branch or iteration with an error.",
    "Choice": "Goes on to the state of the first rule that is true.",
    "Parallel": "Runs machines side by side, each with the same input.",
    "Map": "Runs a machine once for each item.",
}


def holds(field: Field) -> str:
    """Return in a few words what a field holds: ``integer from 1 to 99999999, required``."""
    text = " or ".join(field.words) if field.words and len(field.words) < 5 else str(field.shape.value)
    if field.minimum is not None and field.maximum is not None:
        text += f" from {field.minimum:g} to {field.maximum:.0f}"
    elif field.minimum is not None:
        text += f", at least {field.minimum:g}"
    elif field.maximum is not None:
        text += f", at most {field.maximum:g}"
    return text + (" or null" if field.nullable else "") + (", required" if field.required else "")


def about_field(field: Field) -> str:
    """Return what a field is for, and where the specification says so."""
    parts = [field.about]
    if field.language is not None:
        parts.append(f"In {field.language.value} states only.")
    if field.rivals:
        parts.append(f"Not together with {' or '.join(field.rivals)}.")
    return f"{' '.join(parts)} (Specification: {field.section})"


def field_text(field: Field) -> str:
    """Return the hover text of a field."""
    return f"**{field.name}**: {holds(field)}\n\n{about_field(field)}"


def function_text(function: Function) -> str:
    """Return the hover text of a function."""
    return f"```\n{function.signature}\n```\n{function.about}"


def state_text(name: str, state: Node) -> str:
    """Return the hover text of a state: its type, its comment, what it calls and where it goes."""
    kind = _text(state, "Type") or "no Type"
    lines = [f"**{name}**: {kind}"]
    if kind in TYPES:
        lines[0] += f". {TYPES[kind]}"
    comment = _text(state, "Comment")
    if comment:
        lines.append(comment)
    for field in ("Resource", "Next", "Default", "Error"):
        value = _text(state, field)
        if value:
            lines.append(f"{field}: `{value}`")
    end = state.get("End")
    if end is not None and end.value is True:
        lines.append("Ends here.")
    return "\n\n".join(lines)


def _text(state: Node, field: str) -> str:
    node = state.get(field)
    return str(node.value) if node is not None and node.kind == "string" else ""
