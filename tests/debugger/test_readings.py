"""The paths that expressions read, and which expressions only select."""

import pytest

from webapp.debugger.readings import readings_of_intrinsic, readings_of_jsonata, selected_by_jsonata
from webapp.expressions import Keys


def test_an_intrinsic_reads_its_paths_at_any_depth() -> None:
    found = readings_of_intrinsic("States.Format('{} of {}', $.a.b, States.ArrayLength($words[*].n), $$.State.Name)")
    assert [(each.root, each.keys) for each in found] == [
        ("$", ("a", "b")),
        ("words", ()),
        ("$$", ("State", "Name")),
    ]


def test_jsonata_reads_variables_and_states_but_no_functions_and_nothing_it_binds() -> None:
    found = readings_of_jsonata("($x := $limit + 1; $sum($states.input.items.price) * $x + $states.input.a[0].b)")
    assert [(each.root, each.keys, each.text) for each in found] == [
        ("limit", (), "$limit"),
        ("states", ("input", "items", "price"), "$states.input.items.price"),
        ("states", ("input", "a", 0, "b"), "$states.input.a[0].b"),
    ]


@pytest.mark.parametrize(
    ("text", "root", "keys"),
    [
        ("$states.input", "states", ("input",)),
        (" $states.result.a[1].b ", "states", ("result", "a", 1, "b")),
        ("$x", "x", ()),
        ('$x."a b"', "x", ("a b",)),
        ("$x.`a b`", "x", ("a b",)),
    ],
)
def test_a_path_alone_selects(text: str, root: str, keys: Keys) -> None:
    assert selected_by_jsonata(text) == (root, keys)


@pytest.mark.parametrize("text", ["$x + 1", "$sum($x)", "$x[n=1]", "$x.*", "$", "$x.a[]", "5", "$x.(", "$x[-1]"])
def test_what_computes_does_not_select(text: str) -> None:
    assert selected_by_jsonata(text) is None


def test_what_cannot_be_read_reads_nothing() -> None:
    assert readings_of_jsonata("$x +") == ()
    assert readings_of_intrinsic("States.Nope($.a)") == ()
