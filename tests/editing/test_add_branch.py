"""Adding branches to a Parallel."""

import pytest

from tests.editing.editing import TWO, edited, selected
from webapp.editing import AddBranch, EditRefused, InsertState


def test_a_branch_is_written_like_the_others_and_its_state_selected() -> None:
    text = edited("", InsertState(state_type="Parallel"), form="yaml")
    after = edited(text, AddBranch(path="Parallel"))
    branch = (
        "      - StartAt: Pass3\n        States:\n          Pass3:\n            Type: Pass\n            End: true\n"
    )
    assert after == text.removesuffix("    End: true\n") + branch + "    End: true\n"
    assert selected(text, AddBranch(path="Parallel")) == "Parallel/2/Pass3"


def test_braces_that_hug_stay_so() -> None:
    text = (
        '{\n  "StartAt": "P",\n  "States": {\n    "P": {\n      "Type": "Parallel",\n      "Branches": [{\n'
        '        "StartAt": "A",\n        "States": {\n          "A": { "Type": "Succeed" }\n        }\n      }],\n'
        '      "End": true\n    }\n  }\n}\n'
    )
    assert edited(text, AddBranch(path="P")) == text.replace(
        "      }],",
        '      }, {\n        "StartAt": "Pass",\n        "States": {\n          "Pass": {\n'
        '            "Type": "Pass",\n            "End": true\n          }\n        }\n      }],',
    )


def test_a_parallel_without_branches_gets_a_first_one() -> None:
    text = "StartAt: P\nStates:\n  P: {Type: Parallel, End: true}\n"
    assert edited(text, AddBranch(path="P")) == text.replace(
        "Parallel,", "Parallel, Branches: [{StartAt: Pass, States: {Pass: {Type: Pass, End: true}}}],"
    )


def test_only_a_parallel_has_branches() -> None:
    with pytest.raises(EditRefused, match='"First" is a Pass: only a Parallel has branches'):
        edited(TWO, AddBranch(path="First"))
