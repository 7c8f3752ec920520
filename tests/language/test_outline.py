import json

import yaml

from tests.language.texts import source_of
from webapp.language import Symbol, folds, symbols

PASS = {"Type": "Pass", "End": True}
MACHINE = {
    "StartAt": "Both",
    "States": {
        "Both": {
            "Type": "Parallel",
            "Branches": [{"StartAt": "L", "States": {"L": PASS}}, {"StartAt": "R", "States": {"R": PASS}}],
            "Next": "Each",
        },
        "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "In", "States": {"In": PASS}}, "End": True},
    },
}


def names(found: tuple[Symbol, ...]) -> list[object]:
    return [(symbol.name, names(symbol.inner)) if symbol.inner else symbol.name for symbol in found]


def test_states_are_listed_below_the_state_that_holds_them() -> None:
    expected = [("Both", [("Branch 0", ["L"]), ("Branch 1", ["R"])]), ("Each", ["In"])]
    assert names(symbols(source_of(json.dumps(MACHINE)))) == expected
    assert names(symbols(source_of(yaml.safe_dump(MACHINE, sort_keys=False), "yaml"))) == expected


def test_several_machines_of_a_file_are_listed_each() -> None:
    text = json.dumps({"a": MACHINE, "b": MACHINE})
    assert [symbol.name for symbol in symbols(source_of(text, machines=("/a", "/b", "/gone")))] == ["/a", "/b"]


def test_a_symbol_lies_within_the_one_around_it() -> None:
    text = json.dumps(MACHINE, indent=1)
    waiting = list(symbols(source_of(text)))
    for symbol in waiting:
        assert symbol.range.start <= symbol.name_range.start <= symbol.name_range.end <= symbol.range.end
        for inner in symbol.inner:
            assert symbol.range.start <= inner.range.start <= inner.range.end <= symbol.range.end
        waiting += symbol.inner


def test_what_spans_lines_can_be_folded() -> None:
    assert list(folds(source_of('{\n"a": {\n},\n"b": [1]\n}').document)) == [(0, 4), (1, 2)]
    assert (1, 2) in list(folds(source_of("a: 1\nb:\n  c: 1\nd: 2\n", "yaml").document))
