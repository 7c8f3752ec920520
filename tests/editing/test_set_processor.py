"""How a Map names its processor, as exact texts."""

import pytest

from tests.editing.editing import COMMENTED, TWO, edited
from webapp.asl.text import read_text
from webapp.editing import EditRefused, SetProcessor, edit

OLD = """\
StartAt: Each
States:
  Each:
    Type: Map
    # one at a time
    Iterator:
      StartAt: One   # and only
      States:
        One: {Type: Pass, End: true}
    End: true
"""
NEW = OLD.replace("Iterator:\n", "ItemProcessor:\n      ProcessorConfig:\n        Mode: INLINE\n")


def test_the_old_name_becomes_the_new_one_and_back_with_all_that_stands_in_it() -> None:
    assert edited(OLD, SetProcessor(path="Each", field="ItemProcessor")) == NEW
    assert edited(NEW, SetProcessor(path="Each", field="Iterator")) == OLD
    assert edited(OLD, SetProcessor(path="Each", field="Iterator")) == OLD


@pytest.mark.parametrize(
    ("config", "notes"),
    [
        ("Mode: INLINE\n", ()),
        ("Mode: INLINE\n        Other: 1\n", ("An Iterator has no ProcessorConfig: what stood there is gone.",)),
        ("# why\n        Mode: INLINE\n", ("An Iterator has no ProcessorConfig: what stood there is gone.",)),
    ],
)
def test_what_else_a_configuration_says_is_told_when_it_goes(config: str, notes: tuple[str, ...]) -> None:
    text = NEW.replace("Mode: INLINE\n", config)
    assert edit(read_text(text), "", SetProcessor(path="Each", field="Iterator")).notes == notes


def test_only_a_map_that_runs_in_its_execution_has_the_old_name() -> None:
    with pytest.raises(EditRefused, match="distributed"):
        edited(NEW.replace("INLINE", "DISTRIBUTED"), SetProcessor(path="Each", field="Iterator"))
    with pytest.raises(EditRefused, match="only a Map"):
        edited(TWO, SetProcessor(path="First", field="Iterator"))
    with pytest.raises(EditRefused, match="no processor yet"):
        edited("StartAt: M\nStates:\n  M: {Type: Map, End: true}\n", SetProcessor(path="M", field="Iterator"))
    assert "Iterator" not in COMMENTED
