"""Scalars as text, read back by our reader and by one of YAML 1.1."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from webapp.asl.text import read_text
from webapp.editing.scalars import Quote, is_plain, yaml_scalar

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(" :#-?,[]{}&*!|>'\"%@`~=<.\\0123456789eExXoabnty\n\t_+", max_size=8),
    st.sampled_from(
        ["null", "Yes", "off", "0o17", "1_000", "1:30", "2023-01-01", ".inf", "1e5", "---", "<<", "~", "=", "0x"]
    ),
)
QUOTES: st.SearchStrategy[Quote] = st.sampled_from(("", "'", '"'))
DOUBLE: Quote = '"'
NEEDED: st.SearchStrategy[Quote] = st.sampled_from(("'", '"'))


@given(TEXTS, QUOTES, NEEDED, st.booleans())
def test_every_text_is_read_back_by_both(text: str, quote: Quote, needed: Quote, flow: bool) -> None:
    written = yaml_scalar(text, quote, needed, flow=flow)
    document = f"{{a: [{written}, {{b: {written}}}]}}" if flow else f"a:\n- {written}\n- b: {written}\n"
    assert yaml.safe_load(document) == {"a": [text, {"b": text}]}
    ours = read_text(document, "yaml")
    assert ours.readable
    assert ours.root is not None
    assert ours.root.value == {"a": [text, {"b": text}]}


@given(TEXTS)
def test_every_text_can_be_a_key(text: str) -> None:
    document = f"{yaml_scalar(text, '', DOUBLE, flow=False)}: 1\n"
    ours = read_text(document, "yaml")
    assert yaml.safe_load(document) == {text: 1}
    assert ours.root is not None
    assert ours.root.value == {text: 1}


@pytest.mark.parametrize(
    "text", ["Ship it", "a:b", "x#y", "$.a[0].b", "${Fn}", "it's", "Größe ✓", "-x", "arn:aws:states:::lambda:invoke"]
)
def test_usual_texts_stay_plain(text: str) -> None:
    assert is_plain(text, flow=False)


@pytest.mark.parametrize(
    "text",
    ["yes", "No", "1.0", "a: b", "a #b", "", " a", "a:", "{% $x %}", "*", "&a", "@x", "2024-01-01", "0b1", "1:20"],
)
def test_texts_that_read_otherwise_do_not(text: str) -> None:
    assert not is_plain(text, flow=False)
