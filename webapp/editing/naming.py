"""Names for copies, as the names around them are written: ``Check order (2)``, ``check_order_2``, ``CheckOrder2``."""

import re
from collections.abc import Collection

from webapp.editing.definition import MAX_NAME_LENGTH

_NUMBER = re.compile(r"(?P<base>.*?)(?P<open> \(| |_|-)?(?P<number>[1-9][0-9]{0,3})(?P<close>\))?", re.DOTALL)


def copy_name(name: str, taken: Collection[str]) -> str:
    """Return ``name`` if it is free, else with the next number that is, in the style of the ``taken`` names."""
    if name not in taken:
        return name
    base, before, behind = _parts(name, taken)
    number = 2
    while True:
        tail = f"{before}{number}{behind}"
        copy = base[: MAX_NAME_LENGTH - len(tail)] + tail
        if copy not in taken:
            return copy
        number += 1


def _parts(name: str, taken: Collection[str]) -> tuple[str, str, str]:
    """Return a name without its number, and what to put before and behind a number."""
    found = _NUMBER.fullmatch(name)
    if found is not None and found["base"] and (found["open"] == " (") == (found["close"] is not None):
        base = found["base"]
        if found["open"] == " (" or (base in taken and found["close"] is None):
            return base, found["open"] or "", found["close"] or ""
    texts = [name] if re.search(r"[\s_-]", name) else list(taken)
    counts = {mark: sum(mark in text for text in texts) for mark in (" ", "_", "-")}
    mark = max(counts, key=counts.__getitem__)
    if not counts[mark] or 2 * counts[mark] < len(texts):
        mark = ""
    return name, *((" (", ")") if mark == " " else (mark, ""))
