import pytest

from webapp.items import Items, ItemsFailed
from webapp.items.json_items import read_json, read_json_lines


def test_the_elements_of_an_array_are_items() -> None:
    assert read_json(b'[1, {"a": 2}]', None, accepts_objects=False) == Items([1, {"a": 2}])


def test_a_pointer_leads_to_the_array() -> None:
    body = b'{"orders": [{"lines": [1, 2]}], "a/b": [3]}'
    assert read_json(body, "/orders/0/lines", accepts_objects=False).items == [1, 2]
    assert read_json(body, "/a~1b", accepts_objects=False).items == [3]


def test_the_members_of_an_object_are_items_where_a_pointer_leads_to_it_or_the_language_allows_it() -> None:
    assert read_json(b'{"x": {"a": 1}}', "/x", accepts_objects=False) == Items([1], ["a"])
    assert read_json(b'{"a": 1, "b": 2}', None, accepts_objects=True) == Items([1, 2], ["a", "b"])


@pytest.mark.parametrize("text", ['{"a": 1}', '"text"', "3", "null"])
def test_what_is_no_array_cannot_be_gone_over(text: str) -> None:
    with pytest.raises(ItemsFailed, match=r"^Attempting to map over non-iterable node\.$"):
        read_json(text.encode(), None, accepts_objects=False)


@pytest.mark.parametrize(
    ("pointer", "cause"),
    [
        ("orders", "is no JSON Pointer"),
        ("/orders/9", "leads to nothing"),
        ("/none", "leads to nothing"),
        ("/orders/x", "leads to nothing"),
    ],
)
def test_a_pointer_that_leads_nowhere_says_so(pointer: str, cause: str) -> None:
    with pytest.raises(ItemsFailed, match=cause):
        read_json(b'{"orders": [1]}', pointer, accepts_objects=False)


def test_what_is_no_json_says_where() -> None:
    with pytest.raises(ItemsFailed, match=r"The file is no JSON: .*line 1, column 4"):
        read_json(b"[1,", None, accepts_objects=False)


def test_each_line_that_is_not_blank_is_an_item() -> None:
    assert list(read_json_lines(b'{"a": 1}\r\n\n[2]\n3')) == [{"a": 1}, [2], 3]


def test_a_line_that_is_no_json_is_named() -> None:
    with pytest.raises(ItemsFailed, match=r"^Line 2 is no JSON"):
        list(read_json_lines(b"1\n{\n"))
