"""Completion inside strings: paths, intrinsic functions, JSONata and placeholders.

What is typed is looked at from its end: the last word decides, so that an unfinished expression is no obstacle.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from webapp.expressions import is_jsonata
from webapp.language.functions import CONTEXT, INTRINSICS, JSONATA, STATES_MEMBERS, Function
from webapp.language.items import Item
from webapp.language.shaped import UNSHAPED, Shaped, follow, member_items, with_shape
from webapp.values import Json

_PLACEHOLDER: Final = re.compile(r"[$#]\{[^{}]*$")
_PATH: Final = re.compile(r"\$\$?(?:[\w]|\.|\[(?:'[^']*'?|[\d*:]*)\]?)*$")
_INTRINSIC: Final = re.compile(r"States(?:\.\w*)?$|(?<![\w.$'])[A-Z]\w*$")
_STEP: Final = re.compile(r"\.?([^\W\d]\w*)|\['([^']*)'\]|\[(\d+|\*)\]")
_JSONATA: Final = re.compile(r"\$[\w.]*(?:\[\d*\][\w.]*)*$")
_NAME: Final = re.compile(r"[^\W\d]\w*")

Write = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Inside:
    """What is known for completion inside a string.

    ``data`` is a sample of what ``$`` means, ``result`` of the state's result, ``used`` one made of the paths of the
    file; ``shaped`` is what shapes tell of these. ``variables`` have a line each; ``write`` escapes what is put in for
    the string that it stands in.
    """

    data: Json
    result: Json
    used: Json
    variables: dict[str, tuple[str, bool]]
    placeholders: tuple[tuple[str, str | None], ...]
    write: Write
    shaped: Shaped = UNSHAPED


@dataclass(frozen=True, slots=True)
class Found:
    """What completion offers for the last ``length`` characters that were typed."""

    length: int
    items: tuple[Item, ...]


def placeholders(typed: str, inside: Inside) -> Found | None:
    """Return the placeholders of the file, once ``${`` is typed."""
    match = _PLACEHOLDER.search(typed)
    if match is None:
        return None
    items = (
        Item(text, "placeholder", inside.write(text), detail=value or "value not known here", rank=2)
        for text, value in inside.placeholders
    )
    return Found(len(match.group()), tuple(items))


def jsonpath(typed: str, inside: Inside, *, intrinsics: bool, context: bool = True) -> Found:
    """Return what a path or an intrinsic function may go on with."""
    called = _INTRINSIC.search(typed) if intrinsics else None
    if called is not None:
        return Found(len(called.group()), tuple(_calls()))
    match = _PATH.search(typed)
    path = match.group() if match is not None else ""
    if "." in path or "[" in path:
        return _steps(path, inside)
    items = list(_roots(inside, context=context))
    if intrinsics and not path:
        items += _calls()
    return Found(len(path), tuple(items))


def jsonata(typed: str, inside: Inside, *, result: bool, error: bool) -> Found | None:
    """Return what a JSONata expression may go on with; ``None`` outside ``{% … %}``."""
    if not _in_expression(typed):
        return None
    match = _JSONATA.search(typed)
    word = match.group() if match is not None else ""
    if word.startswith("$states."):
        return _states_members(word, inside, result=result, error=error)
    if "." in word and word.startswith("$"):
        variable, _, rest = word.rpartition(".")
        root, steps = _root_of(variable)
        return Found(len(rest) + 1, tuple(member_items("", follow(inside.shaped.root(root), steps), str, jsonata=True)))
    if "." in word or (typed and not word and _NAME.search(typed[-1])):
        return Found(0, ())
    items = [Item("$states", "variable", "$states", about="The state's input, result, error and context.", rank=1)]
    items += _variables(inside)
    items += map(_call, JSONATA.values())
    return Found(len(word), tuple(items))


def word_at(text: str, place: int) -> tuple[int, int, str]:
    """Return the expression's word around ``place``: start, end and text of ``$a.b``, ``States.Format`` or ``$sum``."""
    start = place
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_$."):
        start -= 1
    end = place
    while end < len(text) and (text[end].isalnum() or text[end] == "_" or text[start : end + 1] == "States."):
        end += 1
    return start, end, text[start:end]


def used_paths(texts: Iterator[str]) -> Json:
    """Return a sample that has the members that the paths and expressions of a file read."""
    sample: dict[str, Json] = {}
    for text in texts:
        for match in re.finditer(r"(?:\$states\.input|(?<![\w$])\$)((?:\.[^\W\d]\w*)+)", text):
            if text[match.end() : match.end() + 1] == "(":
                continue
            here: Json = sample
            for name in match[1][1:].split("."):
                here = here.setdefault(name, {}) if isinstance(here, dict) else {}
    return sample


def _in_expression(typed: str) -> bool:
    return typed.startswith("{%") and not is_jsonata(typed)


def _roots(inside: Inside, *, context: bool) -> Iterator[Item]:
    yield Item("$", "property", "$", detail="all of it", rank=1)
    members = _members("$", inside.data, inside, rank=2)
    yield from with_shape(members, member_items("$", inside.shaped.data, inside.write))
    yield from _members("$", inside.used, inside, rank=4, known=inside.data)
    if context:
        yield from _variables(inside)
        yield Item("$$", "variable", "$$.", detail="the context object", rank=6, again=True)


def _variables(inside: Inside) -> Iterator[Item]:
    for name, (where, leads) in inside.variables.items():
        yield Item(f"${name}", "variable", f"${name}", detail=where, rank=3 if leads else 7)


def _members(prefix: str, sample: Json, inside: Inside, *, rank: int, known: Json = None) -> Iterator[Item]:
    if isinstance(sample, list):
        yield Item(f"{prefix}[*]", "property", f"{prefix}[*]", detail="every item", rank=rank)
        yield Item(f"{prefix}[0]", "property", f"{prefix}[0]", detail=_shape(sample[0] if sample else None), rank=rank)
    if not isinstance(sample, dict):
        return
    for name, value in sample.items():
        if isinstance(known, dict) and name in known:
            continue
        step = f".{name}" if _NAME.fullmatch(name) else f"['{name}']"
        detail = _shape(value) if known is None else "read elsewhere in this file"
        label = f"{prefix}{step}"
        yield Item(label, "property", inside.write(label), detail=detail, rank=rank)


def _steps(path: str, inside: Inside) -> Found:
    """Return the members after the last dot or bracket of ``path``."""
    cut = max(path.rfind("."), path.rfind("["))
    if path.endswith("]"):
        cut = len(path)
    base, typed = path[:cut], path[cut:]
    root, rest = _root_of(base)
    sample, used = _root_sample(root, inside)
    shape = follow(inside.shaped.root(root), rest)
    members = _members("", _walk(sample, rest), inside, rank=2)
    items = with_shape(members, member_items("", shape, inside.write))
    items += _members("", _walk(used, rest), inside, rank=4, known=_walk(sample, rest))
    return Found(len(typed), tuple(items))


def _root_of(path: str) -> tuple[str, str]:
    match = re.match(r"\$\$|\$[^\W\d]\w*|\$", path)
    root = match.group() if match is not None else ""
    return root, path[len(root) :]


def _root_sample(root: str, inside: Inside) -> tuple[Json, Json]:
    match root:
        case "$$":
            return CONTEXT, {}
        case "$":
            return inside.data, inside.used
        case _:
            return {}, {}


def _walk(sample: Json, steps: str) -> Json:
    for match in _STEP.finditer(steps):
        name = match[1] or match[2]
        if name is not None:
            sample = sample.get(name) if isinstance(sample, dict) else None
        elif isinstance(sample, list):
            place = 0 if match[3] == "*" else int(match[3])
            sample = sample[min(place, len(sample) - 1)] if sample else None
        else:
            return None
    return sample


def _states_members(word: str, inside: Inside, *, result: bool, error: bool) -> Found:
    path, _, typed = word.rpartition(".")
    if path == "$states":
        hidden = {"result": not result, "errorOutput": not error}
        items = (
            Item(f".{name}", "property", f".{name}", about=about, rank=8 if hidden.get(name) else 2)
            for name, about in STATES_MEMBERS.items()
        )
        return Found(len(typed) + 1, tuple(items))
    member, _, rest = path.removeprefix("$states.").partition(".")
    samples: dict[str, Json] = {
        "input": inside.data,
        "result": inside.result,
        "context": CONTEXT,
        "errorOutput": {"Error": "", "Cause": ""},
    }
    name = member.partition("[")[0]
    steps = member[len(name) :] + (f".{rest}" if rest else "")
    shape = follow(inside.shaped.member(name), steps)
    members = _jsonata_members(_walk(samples.get(name), steps))
    found = with_shape(members, member_items("", shape, str, jsonata=True))
    if name == "input":
        known = {item.label for item in found}
        used = _jsonata_members(_walk(inside.used, steps), used=True)
        found += [item for item in used if item.label not in known]
    return Found(len(typed) + 1, tuple(found))


def _jsonata_members(sample: Json, *, used: bool = False) -> Iterator[Item]:
    if isinstance(sample, list):
        sample = sample[0] if sample else None
    if isinstance(sample, dict):
        for name, value in sample.items():
            step = f".{name}" if _NAME.fullmatch(name) else f".`{name}`"
            detail = "read elsewhere in this file" if used else _shape(value)
            yield Item(step, "property", step, detail=detail, rank=4 if used else 2)


def _calls() -> Iterator[Item]:
    return map(_call, INTRINSICS.values())


def _call(function: Function) -> Item:
    text = f"{function.name}()"
    place = len(text) - (1 if function.signature.partition("(")[2] != ")" else 0)
    return Item(
        function.name,
        "function",
        text,
        detail=function.signature,
        about=function.about,
        rank=5,
        stops=((place, place),),
    )


def _shape(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return f"number, such as {value}"
        case str():
            return "string" if len(value) > 40 else f'string, such as "{value}"'
        case list():
            return f"array of {len(value)}"
        case dict():
            return "object" if value else ""
        case _:
            return ""
