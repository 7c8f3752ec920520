from webapp.language import Completions, Item
from webapp.lsp.answers import Editor, completion_list, snippet_text
from webapp.lsp.places import Places


def test_a_snippet_escapes_what_means_something_in_snippets() -> None:
    item = Item("x", "snippet", '"${a}": "b\\n"', stops=((9, 10),))
    assert snippet_text(item) == '"\\${a\\}": "${1:b}\\\\n"'


def test_an_editor_without_snippets_is_given_plain_text() -> None:
    found = Completions(0, 1, (Item("x", "snippet", "x()", stops=((2, 2),)),), comma_at=0)
    (plain,) = completion_list(found, Places("x"), Editor()).items
    (rich,) = completion_list(found, Places("x"), Editor(snippets=True, asks_again=True)).items
    assert plain.text_edit is not None
    assert rich.text_edit is not None
    assert (plain.text_edit.new_text, rich.text_edit.new_text) == ("x()", "x(${1:})")
    assert plain.additional_text_edits is not None
    assert plain.additional_text_edits[0].new_text == ","


def test_only_an_editor_that_knows_how_is_told_to_ask_again() -> None:
    found = Completions(0, 0, (Item("a", "resource", "a", again=True),))
    assert completion_list(found, Places(""), Editor(snippets=True)).items[0].command is None
    assert completion_list(found, Places(""), Editor(snippets=True, asks_again=True)).items[0].command is not None
    assert completion_list(found, Places(""), Editor(snippets=True, asks_again=True)).is_incomplete


def test_lines_are_indented_for_an_editor_that_does_not_do_it() -> None:
    text = '{\n    "Re'
    found = Completions(7, 9, (Item("Retry", "field", 'Retry": [\n  {}\n]'),))
    (plain,) = completion_list(found, Places(text), Editor()).items
    (rich,) = completion_list(found, Places(text), Editor(indents=True)).items
    assert plain.text_edit is not None
    assert rich.text_edit is not None
    assert plain.text_edit.new_text == 'Retry": [\n      {}\n    ]'
    assert rich.text_edit.new_text == 'Retry": [\n  {}\n]'
