from webapp.asl.check_states import ERROR_NAMES as RESERVED
from webapp.asl.check_variables import FUNCTIONS
from webapp.language.functions import ERROR_NAMES, JSONATA


def test_every_reserved_error_is_explained() -> None:
    explained = {name for name in ERROR_NAMES if name.startswith("States.") and not name.startswith("States.Http.")}
    assert explained == RESERVED


def test_every_function_that_the_checks_know_is_explained() -> None:
    assert {name.removeprefix("$") for name in JSONATA} == FUNCTIONS - {"eval"}
