"""The plug-in in a pytest of its own: the examples of the documentation, and what it costs."""

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli.test import test as statewalk_test

pytest_plugins = ["pytester"]

DOCUMENTATION = Path(__file__).parents[1] / "docs" / "testing-workflows.md"
MODULE = "webapp.pytest_plugin"


def examples(language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def plugged() -> list[str]:
    """Return the options that load the plug-in, where the installation does not say so, and no browser's."""
    found = {point.value for point in entry_points(group="pytest11")}
    return ["-p", "no:playwright", *(() if MODULE in found else ("-p", MODULE))]


@pytest.fixture
def tester(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with the definition of the documentation."""
    cases, definition = examples("json")
    (pytester.path / "checkout.asl.json").write_text(definition)
    (pytester.path / "checkout.tests.json").write_text(cases)
    return pytester


def test_the_cases_of_the_documentation_pass(tester: pytest.Pytester) -> None:
    result = CliRunner().invoke(statewalk_test, [str(tester.path)])
    assert result.exit_code == 0, result.stdout
    assert " 2 passed in " in result.stdout


def test_the_examples_of_the_documentation_hold(tester: pytest.Pytester) -> None:
    tests, script = examples("python")
    tester.makepyfile(test_checkout=tests, test_script=f"def test_script():\n{indented(script)}")
    tester.runpytest(*plugged()).assert_outcomes(passed=7)


def test_a_path_that_is_another_shows_the_difference(tester: pytest.Pytester) -> None:
    tester.makepyfile(
        """
        def test_wrong(statewalk):
            statewalk.mock("Pay", 1).mock("Pack", 2)
            result = statewalk.run("checkout.asl.json", {"total": 1, "items": []})
            result.assert_path(["Check", "Ship"])
        """
    )
    result = tester.runpytest(*plugged())
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the execution took another path; it succeeded", "E*  Check", "E*+ Pay", "E*  Ship"])


def test_mocks_end_with_the_test(tester: pytest.Pytester) -> None:
    tester.makepyfile(
        """
        import pytest
        from webapp.testing import UnansweredTask

        def test_first(statewalk):
            statewalk.mock("Pay", 1)

        def test_second(statewalk):
            with pytest.raises(UnansweredTask):
                statewalk.run("checkout.asl.json", {"total": 1, "items": []})
        """
    )
    tester.runpytest(*plugged()).assert_outcomes(passed=2)


def test_whoever_does_not_use_it_pays_nothing() -> None:
    script = f"import sys, {MODULE}; print(sorted(name for name in sys.modules if name.startswith('webapp')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "['webapp', 'webapp.pytest_plugin']"


def indented(script: str) -> str:
    return "".join(f"    {line}\n" for line in script.splitlines())
