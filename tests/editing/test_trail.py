"""Where states and transitions are after a gesture: told as a person would who follows each by its face."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.editing import corpus
from tests.editing.gestures import Gestures, transitions
from tests.editing.laws import SAMPLE, pick, some
from tests.editing.plain_machines import Placed, Plain, machines, states_of, walk
from tests.editing.ways_to_write import POINTER, ways
from webapp.asl.text import read_text
from webapp.editing import (
    STAYS,
    AddEntry,
    DeleteState,
    DeleteStates,
    DuplicateStates,
    EditCommand,
    Edited,
    EditRefused,
    MoveEntry,
    Moves,
    MoveStates,
    PasteStates,
    Reconnect,
    RemoveEntry,
    RenameState,
    SetField,
    TransitionRef,
    UnwrapState,
    WrapStates,
    apply,
    copy_states,
    edit,
)
from webapp.editing.entries import KINDS
from webapp.values import Entropy

CASES = Path(__file__).parents[1] / "cases"
FACE = "Comment"

TWO_BRANCHES: Plain = {
    "StartAt": "A",
    "States": {
        "A": {"Type": "Task", "Resource": "r", "Next": "P", "Catch": [
            {"ErrorEquals": ["One"], "Next": "Z"}, {"ErrorEquals": ["Two"], "Next": "P"}]},
        "P": {"Type": "Parallel", "Next": "C", "Branches": [
            {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": True}}},
            {"StartAt": "Y", "States": {"Y": {"Type": "Pass", "End": True}}}]},
        "C": {"Type": "Choice", "Default": "Z", "Choices": [
            {"Variable": "$.a", "IsPresent": True, "Next": "A"}, {"Variable": "$.b", "IsPresent": True, "Next": "Z"}]},
        "Z": {"Type": "Pass", "End": True},
    },
}  # fmt: skip


def moves(machine: Plain, command: EditCommand) -> Moves:
    return edit(read_text(json.dumps(machine, indent=2), "json"), "", command).moves


def paths_moved(found: Moves) -> dict[str, str | None]:
    return {each.before: each.after for each in found.paths}


def ref(source: str, kind: Any, index: int | None = None) -> TransitionRef:
    return TransitionRef(source=source, kind=kind, index=index)


def transitions_moved(found: Moves) -> dict[TransitionRef, TransitionRef | None]:
    return {each.before: each.after for each in found.transitions}


def test_what_stays_is_not_told() -> None:
    assert moves(TWO_BRANCHES, SetField(path="A", pointer="/Resource", value="other")) == STAYS


def test_a_renamed_state_takes_what_is_inside_along_without_a_word() -> None:
    assert paths_moved(moves(TWO_BRANCHES, RenameState(path="P", name="Q"))) == {"P": "Q"}


def test_states_that_are_wrapped_are_inside() -> None:
    found = moves(TWO_BRANCHES, WrapStates(paths=["P"], container="Map"))
    assert paths_moved(found) == {"P": "Map/P"}


def test_states_that_are_unwrapped_are_outside_and_the_container_is_gone() -> None:
    found = moves(TWO_BRANCHES, UnwrapState(path="P", in_sequence=True))
    assert paths_moved(found) == {"P": None, "P/0/X": "X", "P/1/Y": "Y"}


def test_a_branch_that_is_gone_shifts_those_behind_it() -> None:
    assert paths_moved(moves(TWO_BRANCHES, DeleteState(path="P/0/X"))) == {"P/0": None, "P/1": "P/0"}


def test_states_move_between_containers_and_the_flow_is_another_transition() -> None:
    found = moves(TWO_BRANCHES, MoveStates(paths=["Z"], into="P/1"))
    assert paths_moved(found) == {"Z": "P/1/Z"}
    assert transitions_moved(found) == {ref("Z", "end"): ref("P/1/Z", "next")}


def test_rules_and_catchers_are_told_by_their_indexes() -> None:
    found = moves(TWO_BRANCHES, MoveEntry(path="C", entry="rule", index=0, to=1))
    assert transitions_moved(found) == {
        ref("C", "choice", 0): ref("C", "choice", 1),
        ref("C", "choice", 1): ref("C", "choice", 0),
    }
    found = moves(TWO_BRANCHES, RemoveEntry(path="A", entry="catcher", index=0))
    assert transitions_moved(found) == {ref("A", "catch", 0): None, ref("A", "catch", 1): ref("A", "catch", 0)}


def test_a_transition_that_starts_elsewhere_now_is_told_with_its_new_source() -> None:
    found = moves(TWO_BRANCHES, Reconnect(transition=ref("A", "catch", 0), source="P"))
    assert transitions_moved(found)[ref("A", "catch", 0)] == ref("P", "catch", 0)
    found = moves(TWO_BRANCHES, Reconnect(transition=ref("C", "choice", 1), source="Z"))
    assert transitions_moved(found) == {ref("C", "choice", 1): ref("Z", "next"), ref("Z", "end"): ref("Z", "next")}


def test_copies_tell_where_they_came_to() -> None:
    answer = edit(read_text(json.dumps(TWO_BRANCHES), "json"), "", DuplicateStates(paths=["P"]))
    assert sorted((each.before, each.after) for each in answer.copies) == [
        ("P", "P2"), ("P/0/X", "P2/0/X2"), ("P/1/Y", "P2/1/Y2")
    ]  # fmt: skip
    assert answer.moves == STAYS


def test_pasted_states_are_told_by_their_paths_in_the_pasted_text() -> None:
    text = copy_states(read_text(json.dumps(TWO_BRANCHES), "json"), "", ["P/0/X"]).text
    answer = edit(read_text(json.dumps(TWO_BRANCHES), "json"), "", PasteStates(text=text, into="P/1"))
    assert sorted((each.before, each.after) for each in answer.copies) == [("X", "P/1/X2")]


def definitions() -> Iterator[tuple[int, str, Plain]]:
    """Yield the definitions of the cases, and some of the corpus where it is here."""
    for file in sorted(CASES.glob("*/definition.asl.json")):
        yield 0, file.parent.name, json.loads(file.read_text("utf-8"))
    yield from corpus.definitions(SAMPLE)


@pytest.mark.parametrize("part", range(4))
def test_moves_agree_with_the_faces_of_states_rules_and_catchers(part: int) -> None:
    tries = corpus.Tries()
    for number, (seed, name, plain) in enumerate(definitions()):
        if number % 4 != part:
            continue
        definition = with_faces(plain)
        for turn, (way, form, text) in enumerate(ways(definition, seed)):
            for again in range(2):
                command = draw(definition, Entropy(1_000_003 * corpus.SEED + 100_000 * again + 1000 * number + turn))
                document, pointer = read_text(text, form), POINTER.get(way, "")
                where = f"{name} as {way}: {command}"
                with tries.of(where):
                    try:
                        answer = edit(document, pointer, command)
                    except EditRefused:
                        continue
                    after = read_text(apply(text, answer.edits), form).at(pointer)
                    assert after is not None
                    agree(definition, after.value, command, answer, where)
                    tries.done[way] += 1
    tries.check()
    assert tries.done.total() > 150


def agree(before: Plain, after: Any, command: EditCommand, answer: Edited, where: str) -> None:
    """Check for every face where it is said to be, and where it is; a field that is set may have been a face."""
    old, new = faces(before), faces(after)
    copied = {each.after for each in answer.copies}
    for face, places in old.items():
        if len(places) > 1:
            continue  # a definition with the same comment in places that get no face
        there = [place for place in new.get(face, []) if not is_within(place, copied)]
        said = moved(places[0], answer.moves)
        if not there and (isinstance(command, SetField) or (isinstance(command, Reconnect) and has_no_face(said))):
            continue
        assert [said] == there or (said is None and not there), (where, face, places[0], said, there)


def has_no_face(place: Any) -> bool:
    """Tell whether a rule has become a ``Next`` or a ``Default``."""
    return isinstance(place, TransitionRef) and place.kind in ("next", "default")


def with_faces(plain: Plain) -> Plain:
    """Give every state, rule and catcher a comment of its own."""
    marked, number = deepcopy(plain), 0
    for placed in list(walk(marked)):
        for holder in (placed.state, *entries(placed)):
            if isinstance(holder, dict):
                holder[FACE] = f"face {number}"
                number += 1
    return marked


def entries(placed: Placed) -> list[Any]:
    lists = (placed.state.get("Choices"), placed.state.get("Catch"))
    return [entry for each in lists if isinstance(each, list) for entry in each]


def faces(machine: Plain) -> dict[str, list[Any]]:
    """Return where each face is: the path of a state, or a transition."""
    found: dict[str, list[Any]] = {}
    for placed in walk(machine):
        found.setdefault(str(placed.state.get(FACE)), []).append(placed.path)
        for key, kind in (("Choices", "choice"), ("Catch", "catch")):
            for index, entry in enumerate(placed.state.get(key) or []):
                if isinstance(entry, dict):
                    found.setdefault(str(entry.get(FACE)), []).append(ref(placed.path, kind, index))
    return {face: places for face, places in found.items() if face.startswith("face ")}


def is_within(place: Any, paths: set[str | None]) -> bool:
    path = place if isinstance(place, str) else place.source
    return any(path == each or path.startswith(f"{each}/") for each in paths)


def moved(place: Any, found: Moves) -> Any:
    """Return where a path or a transition is said to be, as the page reads it."""
    if not isinstance(place, str):
        if place in transitions_moved(found):
            return transitions_moved(found)[place]
        source = moved(place.source, found)
        return None if source is None else ref(source, place.kind, place.index)
    named = [each for each in found.paths if place == each.before or place.startswith(f"{each.before}/")]
    if not named:
        return place
    nearest = max(named, key=lambda each: len(each.before))
    return None if nearest.after is None else nearest.after + place[len(nearest.before) :]


def draw(machine: Plain, entropy: Entropy) -> EditCommand:
    """Return any command that may move something."""
    states = list(walk(machine))
    beside = [placed.path for placed in walk_one(machine, entropy)]
    chosen = some(beside, entropy, 3)
    placed = pick(states, entropy)
    prefix = pick([prefix for prefix, _ in machines(machine)], entropy)
    refs = [each for one in states for each in transitions(one, new=False)]
    kinds = [entry for entry, kind in KINDS.items() if placed.state.get("Type") in kind.types] or ["rule"]
    entry = pick(kinds, entropy)
    count = max(1, len(placed.state.get(KINDS[entry].field) or []))
    at, to = entropy.integer(0, count - 1), entropy.integer(0, count - 1)
    match entropy.integer(0, 14):
        case 0 | 1:
            return MoveStates(paths=chosen, on=pick(refs, entropy))
        case 2:
            return MoveStates(paths=chosen, into=prefix)
        case 3:
            return WrapStates(paths=chosen, container=pick(["Map", "Parallel", "try"], entropy))
        case 4 | 5:
            holders = [one.path for one in states if one.state.get("Type") in ("Map", "Parallel")]
            return UnwrapState(path=pick(holders or [placed.path], entropy), in_sequence=True)
        case 6:
            return DeleteStates(paths=some([one.path for one in states], entropy, 4))
        case 7:
            return DuplicateStates(paths=chosen)
        case 8:
            text = copy_states(read_text(json.dumps(machine), "json"), "", [placed.path]).text
            return PasteStates(text=text, on=pick(refs, entropy))
        case 9:
            return Reconnect(transition=pick(refs, entropy), source=pick(beside, entropy))
        case 10:
            return AddEntry(path=placed.path, entry=entry, index=at)
        case 11:
            return RemoveEntry(path=placed.path, entry=entry, index=at)
        case 12:
            return MoveEntry(path=placed.path, entry=entry, index=at, to=to)
        case 13:
            return SetField(path=placed.path, pointer=f"/{KINDS[entry].field}/{at}", remove=True)
        case _:
            return Gestures(machine, entropy.integer(0, 1_000_000)).draw()


def walk_one(machine: Plain, entropy: Entropy) -> list[Placed]:
    """Return the states of one of the machines."""
    prefix, inner = pick([each for each in machines(machine) if states_of(each[1])], entropy)
    return [placed for placed in walk(inner, prefix) if placed.machine is inner]
