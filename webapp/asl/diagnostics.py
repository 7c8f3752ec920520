"""Problems in AWS's own form, for whoever answers as AWS does.

``ValidateStateMachineDefinition`` lists diagnostics; ``CreateStateMachine``, ``UpdateStateMachine`` and ``TestState``
put the same into one sentence. Where a problem says more than AWS (a column, what was meant), AWS's own words are its
``brief``. Warnings that AWS does not have keep the codes that they have here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from webapp.asl.json_errors import SYNTAX_CODE
from webapp.asl.nodes import Node
from webapp.asl.parse import MachineType, parse
from webapp.asl.problems import NOT_AN_OBJECT, Problem
from webapp.asl.report import SCHEMA
from webapp.asl.text import Document, read_text
from webapp.values import join_pointer, split_pointer

LABEL_CODE: Final = "INVALID_LABEL"
STATE_ALONE: Final = "StateName"
"""What AWS calls the state of a ``TestState`` without a name."""

ABOUT_NEIGHBOURS: Final = ("MISSING_TRANSITION_TARGET", "MISSING_END_STATE")
_OWN_CODES: Final = (LABEL_CODE, "DUPLICATE_STATE_NAME", "DEFINITION_TOO_LARGE", "NESTED_TOO_DEEPLY")
_MOST_SOURCE_CHARACTERS: Final = 500


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One entry of ``diagnostics``; ``location`` is left out of the answer where it is ``None``."""

    severity: Literal["ERROR", "WARNING"]
    code: str
    message: str
    location: str | None = None


def aws_diagnostics(
    text: str, machine_type: MachineType = "STANDARD", *, strict: bool = False
) -> tuple[Diagnostic, ...]:
    """Return what AWS says about the definition ``text``, errors and warnings in the order of the text.

    The definition is valid (``"result": "OK"``) when no severity is ``ERROR``; ``severity``, ``maxResults`` and
    ``truncated`` are the caller's to apply. ``strict`` refuses as AWS does what is only a warning here: a field that
    is in no table. A location is a path from ``/`` with indices in brackets (``/States/X/Catch[0]/Next``); it is
    ``None`` where the text is no object, and names line and column where it is no JSON.
    """
    return tuple(_diagnostics(read_text(text, "json"), machine_type, strict))


def aws_refusal(text: str, machine_type: MachineType = "STANDARD", *, strict: bool = False) -> str | None:
    """Return the message of the ``InvalidDefinition`` that refuses the definition ``text``; ``None`` to accept it."""
    label = _label_error(text)
    if label is not None:
        return f"Error=ValueError Args={[label]} in definition '{text}'."
    return _sentence(aws_diagnostics(text, machine_type, strict=strict))


def aws_state_refusal(text: str, *, strict: bool = False) -> str | None:
    """Return the message of the ``InvalidDefinition`` that refuses one state, as for ``TestState``; ``None`` if none.

    Where the state leads to does not matter: its neighbours are not there.
    """
    document = read_text(text, "json")
    if document.readable and document.root is not None and document.root.kind == "object":
        alone = f'{{"StartAt":"{STATE_ALONE}","States":{{"{STATE_ALONE}":{text}}}}}'
        found = (each for each in aws_diagnostics(alone, strict=strict) if each.code not in ABOUT_NEIGHBOURS)
        return _sentence(tuple(found))
    return _sentence(aws_diagnostics(text, strict=strict))


def _diagnostics(document: Document, machine_type: MachineType, strict: bool) -> Iterator[Diagnostic]:
    for problem in parse(document, machine_type=machine_type).problems:
        is_error = problem.severity == "error"
        message = problem.brief or problem.message
        if problem.code == SYNTAX_CODE:
            place = _source(document, problem)
            yield Diagnostic("ERROR", SYNTAX_CODE, f"{message.removesuffix('.')}\n at {place}", place)
        elif problem.message == NOT_AN_OBJECT:
            yield Diagnostic("ERROR", SCHEMA, NOT_AN_OBJECT)
        elif problem.code == "UNKNOWN_FIELD" and strict:
            owner, name = split_pointer(problem.pointer)[:-1], split_pointer(problem.pointer)[-1]
            place = location(document.root, join_pointer("", *owner))
            yield Diagnostic("ERROR", SCHEMA, f"Field '{name}' is not supported", place)
        else:
            code = SCHEMA if problem.code in _OWN_CODES else problem.code
            pointer = problem.pointer if problem.location is None else problem.location
            yield Diagnostic("ERROR" if is_error else "WARNING", code, message, location(document.root, pointer))


def location(root: Node | None, pointer: str) -> str:
    """Return ``pointer`` as AWS writes it: names as they are, indices in brackets, ``/`` for the machine."""
    written, node = "", root
    for token in split_pointer(pointer):
        is_index = node is not None and node.kind == "array"
        written += f"[{token}]" if is_index else f"/{token}"
        node = None if node is None else node.at(join_pointer("", token))
    return written or "/"


def _source(document: Document, problem: Problem) -> str:
    """Return where AWS's reader of JSON says that it stopped: behind what it could not read."""
    text = document.text
    line, column = document.position(problem.end)
    rest = len(text) - _MOST_SOURCE_CHARACTERS
    shown = f'"{text[:_MOST_SOURCE_CHARACTERS]}"' + (f"[truncated {rest} chars]" if rest > 0 else "")
    return f"[Source: (String){shown}; line: {line}, column: {column}]"


def _sentence(diagnostics: tuple[Diagnostic, ...]) -> str | None:
    errors = [each for each in diagnostics if each.severity == "ERROR"]
    if not errors:
        return None
    return f"Invalid State Machine Definition: '{', '.join(map(_in_one_sentence, errors))}'"


def _in_one_sentence(diagnostic: Diagnostic) -> str:
    said = f"{diagnostic.code}: {diagnostic.message.strip()}"
    if diagnostic.location is None or diagnostic.code == SYNTAX_CODE:
        return said
    return f"{said} at {diagnostic.location}"


def _label_error(text: str) -> str | None:
    """Return what is wrong with the first ``Label``.

    Not AWS: of a bad label only an emulator's words are recorded, and those who test against it expect them.
    """
    if '"Label"' not in text:
        return None
    problems = parse(read_text(text, "json")).problems
    return next((problem.message for problem in problems if problem.code == LABEL_CODE), None)
