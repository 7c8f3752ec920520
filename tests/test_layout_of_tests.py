"""The tests mirror the code, so that the tests of a module are found without searching."""

from pathlib import Path

ROOT = Path(__file__).parents[1]

# Tests of more than one module, and what they are about.
ABOUT_THE_WHOLE = {
    "asl/test_corpus.py": "all checks together, against what AWS and other validators decided",
    "asl/test_hostile_text.py": "the whole of parsing, against text that means harm",
    "asl/test_mutants.py": "all checks together, against definitions with one rule broken",
    "browser": "gestures in a real Chromium",
    "cases": "definitions with a script and the history that must come of it",
    "editing/test_every_command.py": "all commands, on everything that there is to edit, however it is written",
    "editing/test_odd_machines.py": "all structural commands, on machines whose parts are not what they should be",
    "executions/test_test_state_recorded.py": "what AWS answered to tests of single states",
    "expressions/test_jsonpath_compliance.py": "paths, by the sections of RFC 9535",
    "expressions/test_jsonata_suite.py": "all of JSONata, against the official test suite",
    "engine/test_completeness.py": "the field table against the engine and the checks",
    "expressions/test_recorded_answers.py": "all expressions together, against answers of the service itself",
    "expressions/test_robustness.py": "all expressions together, against whatever may be typed",
    "lsp/test_neovim.py": "the language server, as Neovim's own client drives it",
    "test_benchmarks.py": "bench/: that it runs what it says",
    "test_documentation.py": "docs/ and README.md",
    "test_conformance.py": "what AWS answered, against the engine",
    "test_conformance_endpoint.py": "what AWS answered, against the endpoint, by the suite's own scorer",
    "http/test_hostile.py": "all routes together, against whatever may be sent",
    "live/test_restart.py": "servers that are killed, and the pages that come back",
    "test_layout_of_tests.py": "this file",
    "test_lock_files.py": "the lock files and what they lock",
}


def test_every_test_file_is_named_after_the_module_that_it_tests() -> None:
    tests = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")]
    mirrored = [path for path in tests if not {path.as_posix(), path.parts[0]} & ABOUT_THE_WHOLE.keys()]
    strays = [str(path) for path in mirrored if not module_of(path).exists()]
    assert mirrored
    assert strays == [], "name it after its module, or say in ABOUT_THE_WHOLE what it is about"


def module_of(test: Path) -> Path:
    """The module that a test file is about: engine/test_retry.py tests webapp/engine/retry.py."""
    module = ROOT / "webapp" / test.parent / test.name.removeprefix("test_")
    package = module.with_suffix("") / "__init__.py"
    return package if package.exists() else module
