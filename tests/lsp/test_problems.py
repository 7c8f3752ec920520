from webapp.lsp.problems import fixes

MACHINE = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Bb"}, "B": {"Type": "Succeed"}}}'


def test_a_fix_keeps_the_quotes_and_removes_its_problem() -> None:
    text = MACHINE.replace("Bb", "DoneX").replace('"B"', '"Done"')
    (fix,) = fixes(text, "a.asl.json", 0, len(text))
    assert text[fix.start : fix.end] == "DoneX"
    assert fix.insert == "Done"


def test_problems_elsewhere_are_not_mended() -> None:
    text = MACHINE.replace("Bb", "DoneX").replace('"B"', '"Done"')
    assert list(fixes(text, "a.asl.json", 0, 5)) == []


def test_without_a_guess_there_is_no_fix() -> None:
    text = MACHINE.replace("Bb", "Quite something else")
    assert list(fixes(text, "a.asl.json", 0, len(text))) == []
