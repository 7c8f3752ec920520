"""Completion in a field of a form, as in the text.

What is typed is put where the field stands in the machine, written as JSON, and completed there: so a form knows what
the text knows, in either format and inside any file.
"""

import json
from copy import deepcopy
from typing import Any, Final

from webapp.documents.analyse import pick_machine
from webapp.documents.language import complete_text
from webapp.formats import parse_machine, read_host
from webapp.messages import field_completion as f
from webapp.messages import protocol as m
from webapp.values import json_text, split_pointer

_MARK: Final = "\ue000"
"""Stands for what is typed; in no text that a person writes."""

_NOTHING: Final = f.FieldCompletions(start=0, end=0, items=[])


def complete_field(request: f.CompleteFieldRequest) -> f.FieldCompletions:
    """Return what may stand at the cursor of a field; nothing where the text cannot be read or has no such state."""
    before, after = _around(request)
    if before is None:
        return _NOTHING
    typed = request.typed if request.is_json else json.dumps(request.typed, ensure_ascii=False)[1:-1]
    opening = len(before) + (0 if request.is_json else 1)
    quote = "" if request.is_json else '"'
    found = complete_text(
        m.CompleteRequest(
            text=f"{before}{quote}{typed}{quote}{after}",
            offset=opening + _written(request, request.offset),
            format="json",
            input=request.input,
        )
    )
    start, end = found.start - opening, found.end - opening
    if not 0 <= start <= end <= len(typed):
        return f.FieldCompletions(start=request.offset, end=request.offset, items=[])
    return f.FieldCompletions(
        start=start if request.is_json else _read_length(typed[:start]),
        end=end if request.is_json else _read_length(typed[:end]),
        items=found.items if request.is_json else [_unescaped(item) for item in found.items],
        comma_at=found.comma_at - opening if found.comma_at is not None and request.is_json else None,
    )


def _around(request: f.CompleteFieldRequest) -> tuple[str | None, str]:
    """Return the machine as JSON before and after the field."""
    host = read_host(request.text, request.file_name, None, request.values)
    machine = pick_machine(host, request.machine)
    parsed = parse_machine(host, machine) if machine is not None else None
    place = parsed.places.get(request.path) if parsed is not None else None
    if machine is None or place is None:
        return None, ""
    whole: Any = deepcopy(machine.root.value)
    if not _put(whole, (*split_pointer(place.pointer), *split_pointer(request.pointer))):
        return None, ""
    before, _, after = json_text(whole).partition(json_text(_MARK))
    return before, after


def _put(whole: Any, tokens: tuple[str, ...]) -> bool:
    node = whole
    for token in tokens[:-1]:
        if isinstance(node, dict):
            node = node.setdefault(token, {})
        elif isinstance(node, list) and token.isdecimal() and int(token) < len(node):
            node = node[int(token)]
        else:
            return False
    if isinstance(node, dict):
        node[tokens[-1]] = _MARK
    elif isinstance(node, list) and tokens[-1].isdecimal() and int(tokens[-1]) < len(node):
        node[int(tokens[-1])] = _MARK
    else:
        return False
    return True


def _written(request: f.CompleteFieldRequest, offset: int) -> int:
    head = request.typed[:offset]
    return len(head) if request.is_json else len(json.dumps(head, ensure_ascii=False)) - 2


def _read_length(escaped: str) -> int:
    return len(_read(escaped))


def _unescaped(item: m.CompletionItem) -> m.CompletionItem:
    inserted = _read(item.insert)
    stops = item.stops if inserted == item.insert else []
    return m.CompletionItem(
        label=item.label,
        kind=item.kind,
        insert=inserted,
        detail=item.detail,
        about=item.about,
        stops=stops,
        again=item.again,
    )


def _read(escaped: str) -> str:
    try:
        return str(json.loads(f'"{escaped}"'))
    except ValueError:
        return escaped
