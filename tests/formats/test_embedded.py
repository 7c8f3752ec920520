from webapp.formats.embedded import MappedText, Piece


def test_positions_in_a_piece_as_long_as_written_are_exact() -> None:
    mapped = MappedText((Piece("abc", 10, 13), Piece("def", 20, 23)))
    assert mapped.text == "abcdef"
    assert [mapped.start(offset) for offset in range(6)] == [10, 11, 12, 20, 21, 22]
    assert [mapped.end(offset) for offset in range(1, 7)] == [11, 12, 13, 21, 22, 23]


def test_a_piece_written_otherwise_is_one_place() -> None:
    mapped = MappedText((Piece("a", 0, 1), Piece("${Worker.Arn}", 5, 30), Piece("b", 40, 41)))
    assert mapped.span(3, 5) == (5, 30)
    assert mapped.span(0, 15) == (0, 41)


def test_an_empty_span_stays_empty() -> None:
    mapped = MappedText((Piece("abc", 10, 13), Piece("", 13, 13)))
    assert mapped.span(1, 1) == (11, 11)
    assert mapped.span(3, 3) == (13, 13)
    assert MappedText((Piece("", 7, 7),)).span(0, 0) == (7, 7)


def test_a_place_of_the_file_leads_back_to_the_text() -> None:
    mapped = MappedText((Piece("ab", 10, 12), Piece("\n", 12, 14), Piece("c", 20, 21)))
    assert [mapped.inner(offset) for offset in (10, 11, 12, 14, 20, 21)] == [0, 1, 2, 3, 3, 4]
    assert [mapped.inner(offset) for offset in (9, 13, 17, 22)] == [None] * 4
