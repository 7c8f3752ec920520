"""States as text of their own: copied with their comments, and read from whatever somebody has copied."""

from dataclasses import dataclass
from textwrap import indent

from webapp.asl.nodes import Node
from webapp.asl.text import Document, Format, format_of, read_text
from webapp.editing.definition import text_of
from webapp.editing.edits import EditRefused
from webapp.editing.flow import chosen_of_one_machine, links
from webapp.editing.sharing import has_shared
from webapp.editing.steps import Steps
from webapp.editing.style import Style, is_flow
from webapp.editing.writing import bracketed, member
from webapp.values import Json, json_text

NO_STATES = (
    'This text holds no states: expected {"StartAt": …, "States": {…}}, or states by their names, in JSON or YAML.'
)


@dataclass(frozen=True, slots=True)
class Copied:
    """Copied states: a machine of them in the format of their document, and their names."""

    text: str
    format: Format
    names: tuple[str, ...]


def copy_states(document: Document, machine_pointer: str, paths: list[str]) -> Copied:
    """Return the states at ``paths`` as a text of their own; what they name outside of them stays named."""
    steps = Steps(document, machine_pointer)
    definition = steps.definition
    states = chosen_of_one_machine(definition, paths)
    machine, names = states[0].machine, [state.name for state in states]
    entered = [link.target for link in links(definition, machine) if link.source not in names]
    head: dict[str, Json] = {"StartAt": next((name for name in names if name in entered), names[0])}
    if definition.is_jsonata:
        head["QueryLanguage"] = "JSONata"
    assert machine.states is not None
    flow = document.format == "json" or is_flow(document.text, machine.states)
    texts = [_text(steps, machine.states, name, flow=flow) for name in names]
    whole = _in_brackets(steps.style, head, texts) if flow else _in_blocks(steps.style, head, texts)
    read = read_text(whole, document.format)
    wanted: Json = {**head, "States": {state.name: state.node.value for state in states}}
    if not read.readable or read.root is None or read.root.value != wanted:
        whole = _in_brackets(steps.style, head, [_afresh(steps.style, s.name, s.node.value, flow=True) for s in states])
    return Copied(whole, document.format, tuple(names))


def read_clipboard(text: str, form: Format | None = None) -> Steps:
    """Return the machine that ``text`` holds, however little of one it is; raise :class:`EditRefused` for none."""
    text = text.replace("\r\n", "\n").strip("\ufeff\n")
    form = form or format_of(text, None)
    document = read_text(text, form)
    if not document.readable and (as_yaml := read_text(text, "yaml")).readable:
        form, document = "yaml", as_yaml
    root = document.root
    if document.readable and root is not None and root.kind == "object" and not root.tag:
        states = root.get("States")
        if states is not None and states.kind == "object" and states.members:
            return Steps(document, "")
        if text_of(root.get("Type")) is not None:
            return _read(_wrapped(text, form, text_of(root.get("Type")) or ""), form)
        if root.members and all(_is_state(member.value) for member in root.members):
            return _read(_wrapped(text, form, None), form)
    forms: tuple[tuple[Format, str], ...] = (
        ("json", "{" + text.strip().rstrip(",") + "}"),
        ("yaml", _dedented(text)),
    )
    for form, fragment in forms:
        root = read.root if (read := read_text(fragment, form)).readable else None
        if root is not None and root.members and all(_is_state(member.value) for member in root.members):
            return _read(_wrapped(fragment, form, None), form)
    raise EditRefused(NO_STATES)


def _read(text: str, form: Format) -> Steps:
    document = read_text(text, form)
    if not document.readable or document.root is None:
        raise EditRefused(NO_STATES)
    return Steps(document, "")


def _is_state(node: Node | None) -> bool:
    return node is not None and node.kind == "object" and text_of(node.get("Type")) is not None


def _wrapped(text: str, form: Format, name: str | None) -> str:
    """Return a machine of states that are written as ``text``, or of a state ``name`` that is."""
    if form == "json":
        end = "\n}" if "\n" in text or "//" in text else "}"
        inner = text if name is None else f"{{{json_text(name)}: {text}{end}"
        return f'{{"States": {inner}{end}'
    inner = text if name is None else f"{json_text(name)}:\n{indent(text, '  ')}"
    return f"States:\n{indent(inner, '  ')}\n"


def _dedented(text: str) -> str:
    """Return ``text`` without the blanks that its least indented line starts with; the first may have lost its own."""
    first, _, rest = text.partition("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in rest.split("\n") if line.strip()]
    least = min(indents, default=0)
    if first[:1] == " ":
        least = min(least, len(first) - len(first.lstrip(" ")))
    elif least and first.rstrip().endswith(":"):
        deeper = [line for line in indents if line > least]
        least = least if deeper and len(deeper) < len(indents) else max(least - 2, 0)
    lines = [first.strip(" ") if first[:1] == " " else first, *(line[least:] for line in rest.split("\n"))]
    return "\n".join(lines)


def _text(steps: Steps, states: Node, name: str, *, flow: bool) -> str:
    clipping = steps.clip(states, name)
    node = states.get(name)
    style, form = steps.style, steps.document.format
    one_line = flow and "\n" not in steps.document.text.strip()
    shared = node is not None and form == "yaml" and has_shared(steps.document, node)
    if one_line or shared or not clipping.suits(form, in_brackets=flow, on_lines=True):
        return _afresh(style, name, clipping.value, flow=flow)
    return clipping.written(style.unit * 2 if flow else style.unit, "\n", style.unit)


def _afresh(style: Style, name: str, value: Json, *, flow: bool) -> str:
    if flow:
        return style.key(name) + style.colon + bracketed(style, value, spread=True, indent=style.unit * 2, key=name)
    return member(style, style.key(name, flow=False), name, value, len(style.unit))


def _in_brackets(style: Style, head: dict[str, Json], texts: list[str]) -> str:
    unit = style.unit
    lines = [style.key(key) + style.colon + style.scalar(value, key) for key, value in head.items()]
    states = f",\n{unit * 2}".join(texts)
    lines.append(f"{style.key('States')}{style.colon}{{\n{unit * 2}{states}\n{unit}}}")
    return f"{{\n{unit}" + f",\n{unit}".join(lines) + "\n}\n"


def _in_blocks(style: Style, head: dict[str, Json], texts: list[str]) -> str:
    lines = [f"{key}: {style.scalar(value, key, flow=False)}" for key, value in head.items()]
    return "\n".join([*lines, "States:", *(style.unit + text for text in texts)]) + "\n"
