"""Each intrinsic function gives what the service was seen to give."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.intrinsic_functions import ARITY, FUNCTIONS, InvalidCall
from webapp.values import Entropy, Json


def call(name: str, *arguments: Json, seed: int = 1) -> Any:
    return FUNCTIONS[name](list(arguments), Entropy(seed))


def test_all_eighteen_are_there() -> None:
    assert len(FUNCTIONS) == 18
    assert ARITY.keys() == FUNCTIONS.keys()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("plain",), "plain"),
        (("fst={} and snd={}.", "", ""), "fst= and snd=."),
        (("{} {}", None, True), "null true"),
        (("{}", 1.1), "1.1"),
        (("{} {} {}", 1e10, -2.5e-7, 9999999.0), "1.0E10 -2.5E-7 9999999.0"),
        (("{} {}", 9.999999999999999e22, 5e-324), "1.0E23 5.0E-324"),
        (("{}", {"Arg1": 1, "Arg2": []}), "{Arg1=1, Arg2=[]}"),
        (("{}", [{"a": [None, "x", {}]}, 2.5, False]), "[{a=[null, x, {}]}, 2.5, false]"),
        (("{}", '{"Arg1": 1}'), '{"Arg1": 1}'),
        ((r"\{\} {} \' \\ \n", 1), r"{} 1 ' \ \n"),
    ],
)
def test_format(arguments: tuple[Json, ...], expected: str) -> None:
    assert call("Format", *arguments) == expected


@pytest.mark.parametrize("arguments", [("{}",), ("x", 1), ("{} {}", 1), (5,), ("{",), ("}",), ("{0}", 1)])
def test_format_refuses_a_template_that_does_not_fit(arguments: tuple[Json, ...]) -> None:
    with pytest.raises(InvalidCall):
        call("Format", *arguments)


@pytest.mark.parametrize(
    ("text", "expected"), [("", None), (" ", None), ("-0", 0), ("1.1", 1.1), ('{"a": [1]}', {"a": [1]}), ('"x"', "x")]
)
def test_string_to_json(text: str, expected: Json) -> None:
    assert call("StringToJson", text) == expected


@pytest.mark.parametrize("text", ["{", "NaN", "'a'", 5, None, "[" * 100_000])
def test_string_to_json_refuses_what_is_no_json(text: Json) -> None:
    with pytest.raises(InvalidCall):
        call("StringToJson", text)


def test_json_to_string_is_compact_and_keeps_the_order_of_keys() -> None:
    assert call("JsonToString", {"b": [1, "é"], "a": None}) == '{"b":[1,"é"],"a":null}'
    assert call("JsonToString", "text") == '"text"'


def test_array() -> None:
    assert call("Array") == []
    assert call("Array", 1, None, ["x"]) == [1, None, ["x"]]


@pytest.mark.parametrize(
    ("items", "size", "expected"),
    [([1, 2, 3], 2, [[1, 2], [3]]), ([], 3, []), ([1], 5, [[1]]), ([1, 2, 3], 1.5, [[1, 2], [3]])],
)
def test_array_partition(items: list[Json], size: Json, expected: Json) -> None:
    assert call("ArrayPartition", items, size) == expected


@given(st.lists(st.integers()), st.integers(1, 10))
def test_partitions_join_to_the_array(items: list[Json], size: int) -> None:
    parts = call("ArrayPartition", items, size)
    assert [item for part in parts for item in part] == items
    assert all(len(part) == size for part in parts[:-1])


@pytest.mark.parametrize(
    ("items", "value", "expected"),
    [
        ([], None, False),
        ([], [], False),
        ([[1, 2, 3], 2], [1, 2, 3], True),
        ([{"1": 2, "2": []}], [], False),
        ([{"1": 2, "2": []}], {"2": [], "1": 2}, True),
        ([True, False], False, True),
        ([0, 1], False, False),
        ([None], None, True),
    ],
)
def test_array_contains(items: Json, value: Json, expected: bool) -> None:
    assert call("ArrayContains", items, value) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((0, 3, 1), [0, 1, 2, 3]),
        ((0, 9, 3), [0, 3, 6, 9]),
        ((0, 8, 3), [0, 3, 6]),
        ((5, 1, -2), [5, 3, 1]),
        ((5, 1, 1), []),
        ((1, 5, -1), []),
        ((3, 3, 9), [3]),
        ((1.6, 3, 1), [1, 2, 3]),
        ((-0.6, 1, 1), [0, 1]),
        ((1, 1_000, 1), list(range(1, 1_001))),
    ],
)
def test_array_range(arguments: tuple[Json, ...], expected: Json) -> None:
    assert call("ArrayRange", *arguments) == expected


@pytest.mark.parametrize("arguments", [(1, 5, 0), (1, 5, 0.4), ("a", 5, 1), (0, 1_000, 1), (None, 1, 1), (1, True, 1)])
def test_array_range_refuses(arguments: tuple[Json, ...]) -> None:
    with pytest.raises(InvalidCall):
        call("ArrayRange", *arguments)


def test_array_get_item_counts_from_zero_and_stays_inside() -> None:
    assert call("ArrayGetItem", ["a", "b"], 1) == "b"
    for index in (2, -1, 0.5, "0", True, None):
        with pytest.raises(InvalidCall):
            call("ArrayGetItem", ["a", "b"], index)


def test_array_length() -> None:
    assert call("ArrayLength", [1, 2]) == 2
    with pytest.raises(InvalidCall):
        call("ArrayLength", "text")


def test_array_unique_keeps_the_first_of_each() -> None:
    items: list[Json] = [1, 1.1, None, False, [], [None], {"a": 1}, 1, True, [], {"a": 1}, "1"]
    assert call("ArrayUnique", items) == [1, 1.1, None, False, [], [None], {"a": 1}, True, "1"]


@given(st.text(max_size=200))
def test_base64_there_and_back(text: str) -> None:
    assert call("Base64Decode", call("Base64Encode", text)) == text


def test_base64() -> None:
    assert call("Base64Encode", "Data to encode") == "RGF0YSB0byBlbmNvZGU="
    assert call("Base64Encode", "") == ""
    for wrong in (5, "x" * 10_001):
        with pytest.raises(InvalidCall):
            call("Base64Encode", wrong)


@pytest.mark.parametrize("text", ["Zm91cg==", "Zm91cg", "Zm9\r\n1cg==", "Zm 91!cg"])
def test_base64_is_read_as_in_a_mail_where_padding_may_be_missing(text: str) -> None:
    assert call("Base64Decode", text) == "four"


@pytest.mark.parametrize("text", ["Zm91c", "Zm91cg=", "Zm91cg==Zm91", "Z"])
def test_base64_with_a_wrong_end_is_refused(text: str) -> None:
    with pytest.raises(InvalidCall):
        call("Base64Decode", text)


@pytest.mark.parametrize(
    ("algorithm", "digest"),
    [
        ("MD5", "812f45842bc6d66ee14572ce20db8e86"),
        ("SHA-1", "aaff4a450a104cd177d28d18d74485e8cae074b7"),
        ("SHA-256", "b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3"),
    ],
)
def test_hash(algorithm: str, digest: str) -> None:
    assert call("Hash", "input data", algorithm) == digest


def test_hash_of_what_is_no_text_is_that_of_its_json() -> None:
    assert call("Hash", {"a": 1}, "MD5") == call("Hash", '{"a":1}', "MD5")
    for data, algorithm in (("x", "md5"), ("x", "CRC"), ("x" * 10_001, "MD5"), ("x", None)):
        with pytest.raises(InvalidCall):
            call("Hash", data, algorithm)


def test_json_merge_is_shallow() -> None:
    assert call("JsonMerge", {"a": {"x": 1}, "b": 1}, {"a": {"y": 2}}, False) == {"a": {"y": 2}, "b": 1}
    wrong: list[list[Json]] = [[{}, {}, True], [{}, [], False], [{}, {}, None]]
    for arguments in wrong:
        with pytest.raises(InvalidCall):
            call("JsonMerge", *arguments)


@given(st.integers(-1_000, 1_000), st.integers(1, 50), st.integers())
def test_math_random_stays_inside(first: int, width: int, seed: int) -> None:
    assert first <= call("MathRandom", first, first + width, seed=seed) < first + width


@pytest.mark.parametrize("seed", [0, -5, 3])
def test_math_random_with_a_seed_is_fixed(seed: int) -> None:
    assert call("MathRandom", 0, 999, seed, seed=1) == call("MathRandom", 0, 999, seed, seed=2)


@pytest.mark.parametrize("arguments", [(1, 1), (2, 1), (1.4, 1.6), (0, 9, None), (0, 9, "1"), ("0", 9)])
def test_math_random_refuses(arguments: tuple[Json, ...]) -> None:
    with pytest.raises(InvalidCall):
        call("MathRandom", *arguments)


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        (-9, 3, -6),
        (1.49, 1.5, 3),
        (1.5, 1.51, 4),
        (-1.49, -1.5, -2),
        (-1.5, -1.51, -3),
        (1.49, -1.49, 0),
        (-1.51, 0, -2),
        (2.5, 0, 3),
        (-0.5, 0.5, 1),
        (-0.5, 0, 0),
        (-2.5, 0, -2),
        (0.49999999999999994, 0, 0),
        (2147483647, 0, 2147483647),
    ],
)
def test_math_add_rounds_each_argument_first(first: Json, second: Json, total: int) -> None:
    assert call("MathAdd", first, second) == total


@pytest.mark.parametrize("arguments", [("1", 1), (True, 1), (2147483647, 1), (float("inf"), 1), (10**400, 1)])
def test_math_add_refuses(arguments: tuple[Json, ...]) -> None:
    with pytest.raises(InvalidCall):
        call("MathAdd", *arguments)


@pytest.mark.parametrize(
    ("text", "delimiters", "pieces"),
    [
        (" ", ",", [" "]),
        (" , ", ",", [" ", " "]),
        (",,,,", ",", []),
        ("1,2,3", ",", ["1", "2", "3"]),
        ("This.is+a,test=string", ".+,=", ["This", "is", "a", "test", "string"]),
        ("split on T and \nnew line", "T\n", ["split on ", " and ", "new line"]),
        ("a^b]c-d\\e", "^]-\\", ["a", "b", "c", "d", "e"]),
        ("abc", "", ["abc"]),
        ("", ",", []),
    ],
)
def test_string_split(text: str, delimiters: str, pieces: list[str]) -> None:
    assert call("StringSplit", text, delimiters) == pieces


def test_uuid_comes_from_the_entropy_alone() -> None:
    assert call("UUID", seed=5) == call("UUID", seed=5) != call("UUID", seed=6)
    assert call("UUID")[14] == "4"


def test_a_deep_value_is_formatted() -> None:
    value: Json = []
    for _ in range(5_000):
        value = [value]
    assert call("Format", "{}", value) == "[" * 5_001 + "]" * 5_001
