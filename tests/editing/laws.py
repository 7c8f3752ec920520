"""Laws of the structural commands, over the definitions of the corpus in many ways of writing them.

The text can be read, taking the edits back gives the same characters, what a command is not about keeps its text, no
transition leads nowhere that led somewhere, and no comment is lost that is not told of.
"""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from tests.editing.corpus import SEED, Tries, definitions
from tests.editing.plain_machines import Plain, machines, states_of, walk
from tests.editing.untouched import lost_comments
from tests.editing.ways_to_write import POINTER, ways
from webapp.asl.nodes import Node
from webapp.asl.text import Document, read_text
from webapp.editing import EditCommand, Edited, EditRefused, apply, edit, inverse
from webapp.editing.blocks import content_end
from webapp.editing.steps import UNSAFE
from webapp.values import Entropy

SAMPLE = 43
"""Of so many definitions one is tried."""

Draw = Callable[[Plain, Entropy], EditCommand | None]
Verify = Callable[[Plain, Plain, Any, Edited], None]


def hold(draw: Draw, verify: Verify, *, keeps_comments: bool = True, keeps_targets: bool = True) -> int:
    """Try a command drawn for each definition in each way; return how many were done."""
    tries = Tries()
    for seed, name, definition in definitions(SAMPLE):
        for number, (way, form, text) in enumerate(ways(definition, seed)):
            command = draw(definition, Entropy(1_000_003 * SEED + 1000 * seed + number))
            if command is None:
                continue
            where = f"{name} as {way}: {command}"
            with tries.of(where):
                before = read_text(text, form)
                try:
                    answer = edit(before, POINTER.get(way, ""), command)
                except EditRefused as refused:
                    unsafe(refused, where)
                    continue
                after = _checked(before, POINTER.get(way, ""), answer, where, keeps_comments=keeps_comments)
                if keeps_targets:
                    assert dangling(after) <= dangling(definition), where
                verify(definition, after, command, answer)
                tries.done[way] += 1
    tries.check()
    return tries.done.total()


def unsafe(refused: EditRefused, where: str) -> None:
    """Refusals are right, but for those of a surgery that failed."""
    assert refused.message != UNSAFE, where


def _checked(before: Document, pointer: str, answer: Edited, where: str, *, keeps_comments: bool) -> Plain:
    text = before.text
    changed = apply(text, answer.edits)
    assert apply(changed, inverse(text, answer.edits)) == text, where
    read = read_text(changed, before.format)
    assert read.readable, where
    new, old = read.at(pointer), before.at(pointer)
    assert new is not None, where
    assert old is not None, where
    assert isinstance(new.value, dict), where
    assert text.count("\r\n") != text.count("\n") or changed.count("\r\n") == changed.count("\n"), where
    if pointer:
        assert _host(before) == _host(read), where
        # A comment between the key and the first element is that element's own.
        key_end = text.index("definition:") + len("definition:")
        assert text[:key_end] == changed[:key_end], where
    _check_texts(before, old, read, new, where)
    assert not lost_comments(read, before) or answer.selection, where
    if keeps_comments and not any("comment" in note for note in answer.notes):
        assert not lost_comments(before, read), (where, lost_comments(before, read))
    return new.value


def _host(document: Document) -> Any:
    """Return a host file without its machine."""
    host: Any = deepcopy(document.root.value if document.root is not None else None)
    del host["machines"]["one"]["definition"]
    return host


def _check_texts(before: Document, old: Node, after: Document, new: Node, where: str) -> None:
    """States with the same name and value have the same text, but for the blanks that lines start with."""
    was, now = dict(_states(old)), dict(_states(new))
    for name, node in was.items():
        if name in now and json.dumps(node.value) == json.dumps(now[name].value):
            assert _bare(before, node) == _bare(after, now[name]), (where, name)


def _states(machine: Node) -> Iterator[tuple[str, Node]]:
    states = machine.get("States")
    for member in states.members if states is not None else ():
        if member.value is None or member.value.kind != "object":
            continue
        yield member.key, member.value
        branches = member.value.get("Branches")
        for inner in (*(branches.items if branches is not None else ()), member.value.get("ItemProcessor")):
            if inner is not None and inner.kind == "object":
                yield from _states(inner)


def _bare(document: Document, node: Node) -> str:
    text = document.text[node.start : content_end(document.text, node)]
    return "\n".join(line.strip() for line in re.split(r"\r?\n", text))


def dangling(machine: Plain) -> set[str]:
    """Return the names that transitions lead to, and no state of their machine has."""
    found: set[str] = set()
    for _, inner in machines(machine):
        states = states_of(inner)
        if states and inner.get("StartAt") not in states:
            found.add(str(inner.get("StartAt")))
        for state in states.values():
            if isinstance(state, dict):
                found.update(target for target in targets(state) if target not in states)
    return found


def targets(state: Plain) -> list[str]:
    """Return the states that a state names."""
    entries = [*(state.get("Choices") or []), *(state.get("Catch") or [])]
    holders = [(state, "Next"), (state, "Default"), *((entry, "Next") for entry in entries if isinstance(entry, dict))]
    return [holder[key] for holder, key in holders if isinstance(holder.get(key), str)]


def flowless(state: Plain) -> Plain:
    """Return a state without its transitions."""
    left = {key: value for key, value in state.items() if key not in ("Next", "End", "Default", "Choices", "Catch")}
    for field in ("Choices", "Catch"):
        entries = state.get(field) or []
        rest = [{key: value for key, value in entry.items() if key != "Next"} for entry in entries]
        if rest:
            left[field] = rest
    return left


def pick(choices: list[Any], entropy: Entropy) -> Any:
    """Return one of ``choices``; ``None`` where there are none."""
    return choices[entropy.integer(0, len(choices) - 1)] if choices else None


def some(choices: list[Any], entropy: Entropy, most: int) -> list[Any]:
    """Return one or more of ``choices``, in their order."""
    count = entropy.integer(1, most)
    chosen = {entropy.integer(0, len(choices) - 1) for _ in range(count)} if choices else set()
    return [choice for index, choice in enumerate(choices) if index in chosen]


def paths(machine: Plain) -> list[str]:
    """Return the paths of all states."""
    return [placed.path for placed in walk(machine)]
