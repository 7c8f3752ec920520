"""What has changed between two versions, in a few words for a list of them. Pure."""

from collections.abc import Sequence
from typing import Final

from webapp.graph import Difference
from webapp.values import state_name

MOST_NAMES: Final = 2
_FLOW: Final = frozenset({"Next", "End", "Default", "Choices", "Catch"})


def change_note(found: Difference) -> str:
    """Return what was added, removed, renamed and changed; nothing where the machines are the same.

    What changed only its transitions follows from what came and went, and is told where nothing did.
    """
    renamed = [each for each in found.changed if each.is_renamed]
    others = [each for each in found.changed if not each.is_renamed]
    by_themselves = [each for each in others if not _FLOW.issuperset(each.fields)]
    parts = [
        _told("added", [*found.added]),
        _told("removed", [*found.removed]),
        f"renamed {_name(renamed[0].before)} to {_name(renamed[0].path)}"
        if len(renamed) == 1
        else _told("renamed", [each.path for each in renamed]),
    ]
    moved = any(parts)
    changed = by_themselves if moved else others
    parts.append(
        f"{_name(changed[0].path)}: {', '.join(changed[0].fields)}"
        if len(changed) == 1 and changed[0].fields and not moved
        else _told("changed", [each.path for each in changed])
    )
    if found.fields and not any(parts):
        parts.append(f"the machine: {', '.join(found.fields)}")
    return ", ".join(part for part in parts if part)


def lines_note(before: str, after: str) -> str:
    """Return which lines of the new text differ."""
    old, new = before.splitlines(), after.splitlines()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first, last = head + 1, len(new) - tail
    if last < first:
        count = len(old) - head - tail
        return f"{count} {'line' if count == 1 else 'lines'} removed" if count else "line ends"
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _told(what: str, paths: Sequence[str]) -> str:
    if not paths:
        return ""
    if len(paths) > MOST_NAMES:
        return f"{len(paths)} states {what}"
    return f"{what} {', '.join(map(_name, paths))}"


def _name(path: str) -> str:
    return state_name(path)
