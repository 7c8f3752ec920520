import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from webapp.lsp.places import Places

PIECES = st.sampled_from(["a", "é", "漢", "😀", "\n", "\r\n", "\r", "\u2028"])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(text=TEXTS)
def test_every_place_is_found_again(encoding: str, text: str) -> None:
    places = Places(text, encoding)
    inside_break = {index + 1 for index in range(len(text) - 1) if text[index : index + 2] == "\r\n"}
    for offset in range(len(text) + 1):
        if offset not in inside_break:
            assert places.offset(places.position(offset)) == offset


def test_characters_are_counted_as_the_editor_counts() -> None:
    assert Places("é😀x", "utf-16").position(2) == types.Position(0, 3)
    assert Places("é😀x", "utf-8").position(2) == types.Position(0, 6)
    assert Places("é😀x", "utf-32").position(2) == types.Position(0, 2)


def test_a_place_behind_the_end_is_the_end() -> None:
    places = Places("ab\ncd")
    assert places.offset(types.Position(0, 99)) == 2
    assert places.offset(types.Position(9, 0)) == 5
