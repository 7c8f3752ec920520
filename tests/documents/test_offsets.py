"""Both counts of offsets agree on every text."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.offsets import Utf16Offsets


@given(st.text(alphabet=st.sampled_from("aé한😀𝔘\n"), max_size=30))
def test_offsets_agree_with_the_encoded_length(text: str) -> None:
    offsets = Utf16Offsets(text)
    for offset in range(len(text) + 1):
        utf16 = len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.to_utf16(offset) == utf16
        assert offsets.from_utf16(utf16) == offset


def test_an_offset_inside_a_pair_is_that_of_its_start() -> None:
    assert Utf16Offsets("a😀b").from_utf16(2) == 1
