from webapp.asl import parse_text
from webapp.lsp.places import Places
from webapp.lsp.problems import diagnostic, fixes

MACHINE = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Bb"}, "B": {"Type": "Succeed"}}}'


def test_a_fix_keeps_the_quotes_and_removes_its_problem() -> None:
    text = MACHINE.replace("Bb", "DoneX").replace('"B"', '"Done"')
    (fix,) = fixes(text, "a.asl.json", 0, len(text))
    assert text[fix.start : fix.end] == "DoneX"
    assert fix.insert == "Done"


def test_what_was_probably_meant_is_said_once() -> None:
    text = MACHINE.replace('"Bb"', '"DoneX", "Coment": ""').replace('"B"', '"Done"')
    said = [diagnostic(each, Places(text)).message for each in parse_text(text, "json").problems]
    assert "Missing 'Next' target: DoneX; did you mean \"Done\"?" in said
    assert "Field 'Coment' is not supported; did you mean \"Comment\"?" in said


def test_problems_elsewhere_are_not_mended() -> None:
    text = MACHINE.replace("Bb", "DoneX").replace('"B"', '"Done"')
    assert list(fixes(text, "a.asl.json", 0, 5)) == []


def test_without_a_guess_there_is_no_fix() -> None:
    text = MACHINE.replace("Bb", "Quite something else")
    assert list(fixes(text, "a.asl.json", 0, len(text))) == []
