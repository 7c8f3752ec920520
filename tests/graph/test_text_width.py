import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.text_width import fit, text_width, wrap


def test_widths_are_those_of_the_font() -> None:
    assert text_width("", 13) == 0
    assert text_width("i", 13) < text_width("m", 13)
    assert text_width("Mapper", 13, 600) > text_width("Mapper", 13, 400)
    assert text_width("mm", 26) == 4 * text_width("m", 13)


def test_korean_is_measured_and_other_wide_letters_are_full() -> None:
    assert 0.8 * 13 < text_width("한", 13, 600) < 13
    assert text_width("状", 10) == 10
    assert text_width("🙂", 10) == 10
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_a_text_that_fits_stays() -> None:
    assert fit("Mapper", 100, 13) == "Mapper"
    assert wrap("Mapper", 100, 13) == ("Mapper",)


def test_a_long_name_is_broken_where_a_word_ends() -> None:
    assert wrap("Wait for the answer of the customer", 120, 13, 600) == ("Wait for the", "answer of the cu…")
    assert wrap("ValidateStructuredOutputAgain", 150, 13, 600) == ("ValidateStructured", "OutputAgain")
    assert wrap("x" * 30, 120, 13)[0] == "x" * 16


def test_two_lines_are_about_as_wide() -> None:
    assert wrap("one two three four", 100, 13) == ("one two", "three four")


@given(st.text(max_size=100), st.integers(20, 300), st.sampled_from((400, 500, 600)))
def test_what_is_fitted_or_wrapped_is_never_wider(text: str, width: int, weight: int) -> None:
    lines = wrap(text, width, 13, weight)
    assert len(lines) in (1, 2)
    assert all(text_width(line, 13, weight) <= width for line in (fit(text, width, 13, weight), *lines))


@given(st.text(min_size=1, max_size=100), st.integers(30, 300))
def test_a_mark_is_never_taken_from_its_letter(text: str, width: int) -> None:
    shown = fit(text, width, 13)
    rest = text[len(shown) - 1 :] if shown.endswith("…") and shown != text else ""
    assert not rest or shown[:-1] != text[: len(shown) - 1] or not unicodedata.combining(rest[0])
