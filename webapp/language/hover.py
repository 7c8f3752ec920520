"""What is shown where the mouse rests: on a field, a state's name, a word of an expression, a placeholder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from webapp.asl import Member, Node, Problem, Shape
from webapp.language.describe import field_text, function_text, state_text
from webapp.language.functions import ERROR_NAMES, INTRINSICS, JSONATA, STATES_MEMBERS
from webapp.language.inside_text import word_at
from webapp.language.services import parameters, title_of
from webapp.language.source import Here, Source, find_here
from webapp.language.spot import fields_of, states_of
from webapp.language.variables import assigned_in, targets_of
from webapp.values import json_text

_PLACEHOLDER: Final = re.compile(r"[$#]\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


@dataclass(frozen=True, slots=True)
class Hover:
    """A text in Markdown, and the range that it is about."""

    start: int
    end: int
    text: str


def hover(source: Source, offset: int, problems: Sequence[Problem] = ()) -> Hover | None:
    """Return what is known of the place, the problems there first; ``None`` where there is nothing to say."""
    here = find_here(source, offset)
    found = None if here is None or here.node is None else _about(source, here, here.node, offset)
    there = [problem for problem in problems if problem.start <= offset < max(problem.end, problem.start + 1)]
    if not there:
        return found
    words = "\n\n".join(f"{problem.severity} {problem.code}: {problem.message}" for problem in there)
    first = there[0]
    if found is None:
        return Hover(first.start, first.end, words)
    return Hover(found.start, found.end, f"{words}\n\n---\n\n{found.text}")


def _about(source: Source, here: Here, node: Node, offset: int) -> Hover | None:
    spot = here.spot
    if spot.in_key and spot.names_state:
        return _state(here, str(spot.inner[0]), node)
    if spot.in_key:
        return _key(here, node)
    text = source.document.text
    placeholder = _placeholder(source, node, offset)
    if placeholder is not None:
        return placeholder
    if node.kind == "string" and spot.field is not None and not spot.inner and spot.field.shape == Shape.STATE:
        return _state(here, str(node.value), node)
    if node.kind == "string" and spot.field is not None and not spot.inner and spot.field.shape == Shape.RESOURCE:
        return _resource(node)
    if node.kind == "string" and str(node.value) in ERROR_NAMES:
        return Hover(node.start, node.end, f"**{node.value}**: {ERROR_NAMES[str(node.value)]}")
    start, end, word = word_at(text[node.start : node.end], offset - node.start)
    about = None if node.kind != "string" else _word(here, word)
    return None if about is None else Hover(node.start + start, node.start + end, about)


def _key(here: Here, node: Node) -> Hover | None:
    spot = here.spot
    name = str(node.value)
    if spot.field is None:
        field = fields_of(spot.owner).get(name) if spot.around is spot.part else None
        return None if field is None else Hover(node.start, node.end, field_text(field))
    if spot.field.shape == Shape.VARIABLES:
        return _hover(node, _variable(here, name.removesuffix(".$")))
    resource = spot.part.get("Resource")
    if resource is None or len(spot.inner) != 1:
        return None
    for parameter in parameters(str(resource.value)):
        if parameter.name == name.removesuffix(".$"):
            needed = "required" if parameter.required else "optional"
            about = f"**{parameter.name}**: {needed} parameter of {title_of(str(resource.value))}."
            return Hover(node.start, node.end, about)
    return None


def _hover(node: Node, text: str | None) -> Hover | None:
    return None if text is None else Hover(node.start, node.end, text)


def _state(here: Here, name: str, node: Node) -> Hover | None:
    for member in states_of(here.spot.machine):
        if member.key == name and member.value is not None:
            return Hover(node.start, node.end, _with_sources(here, member, state_text(name, member.value)))
    return None


def _with_sources(here: Here, state: Member, text: str) -> str:
    names = [each.key for each in states_of(here.spot.machine) if state.key in targets_of(each.value)]
    start = here.spot.machine.get("StartAt")
    if start is not None and start.value == state.key:
        names.insert(0, "the start")
    return f"{text}\n\nReached from {', '.join(names)}." if names else text


def _resource(node: Node) -> Hover | None:
    title = title_of(str(node.value))
    if not title:
        return None
    known = parameters(str(node.value))
    lines = [f"**{title}**"]
    for required, words in ((True, "Required"), (False, "Optional")):
        names = [f"`{each.name}`" for each in known if each.required == required]
        lines += [f"{words}: {', '.join(names)}"] if names else []
    return Hover(node.start, node.end, "\n\n".join(lines))


def _placeholder(source: Source, node: Node, offset: int) -> Hover | None:
    if node.kind != "string":
        return None
    text = source.document.text[node.start : node.end]
    for match in _PLACEHOLDER.finditer(text):
        if match.start() <= offset - node.start <= match.end():
            values = [value for name, value in source.placeholders if name == match.group()]
            value = f"is `{values[0]}`" if values and values[0] is not None else "has no value known here"
            return Hover(node.start + match.start(), node.start + match.end(), f"`{match.group()}` {value}.")
    return None


def _word(here: Here, word: str) -> str | None:
    if word in INTRINSICS:
        return function_text(INTRINSICS[word])
    if word in JSONATA:
        return function_text(JSONATA[word])
    if word.startswith("$states"):
        member = word.split(".")[1] if "." in word else ""
        about = STATES_MEMBERS.get(member, "The state's input, result, error and context.")
        return f"**$states{'.' if member else ''}{member}**: {about}"
    if word.startswith("$$"):
        return "The context object: Execution, State, StateMachine, Task, Map."
    return _variable(here, word[1:].partition(".")[0]) if len(word) > 1 and word[0] == "$" else None


def _variable(here: Here, name: str) -> str | None:
    found = assigned_in(here.spot.sites, name)
    if found is None:
        return None
    lines = [f"**${name}** is assigned in:"]
    for each in found[1]:
        value = each.value.value if each.value is not None else None
        shown = value if isinstance(value, str) else json_text(value)
        lines.append(f"- {each.state_name}: `{shown[:80]}`")
    return "\n".join(lines)
