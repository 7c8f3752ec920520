import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.page import definitions
from webapp.asl import checks, text
from webapp.asl.kept import Kept
from webapp.documents import Folder, analyse, edit_text
from webapp.editing import EditRefused
from webapp.editing import commands as c
from webapp.editing.commands import DeleteState
from webapp.graph import kept_levels
from webapp.messages import protocol as m

FIXTURES = Path(__file__).parents[1] / "formats/fixtures"


def analysed(name: str, machine: str) -> tuple[str, m.Analysis]:
    file = FIXTURES / name
    text = file.read_text()
    request = m.AnalyseRequest(text=text, file_name=file.name, machine=machine, folder=str(file.parent))
    return text, analyse(request, Folder(file.parent).beside(file.parent))


@pytest.mark.parametrize(
    ("name", "machine"),
    [
        ("strings.yaml", "/Resources/Joined/Properties/DefinitionString"),
        ("cdk.template.json", "/Resources/Machine/Properties/DefinitionString"),
        ("terraform/main.tf", "/resource/aws_sfn_state_machine/heredoc/definition"),
        ("terraform/main.tf", "/resource/aws_sfn_state_machine/encoded/definition"),
    ],
)
def test_a_definition_inside_a_file_is_drawn_and_placed(name: str, machine: str) -> None:
    text, analysis = analysed(name, machine)
    assert (analysis.machine, analysis.readable, analysis.runnable) == (machine, True, False)
    assert analysis.graph is not None
    assert analysis.states is not None
    (state,) = analysis.states
    before = text.encode("utf-16-le")[: 2 * state.name_start].decode("utf-16-le")
    assert text[len(before) :].lstrip('\\"').startswith(state.name[0])


def test_the_code_of_a_function_is_found_in_its_folder() -> None:
    _, analysis = analysed("sam/template.yaml", "/Resources/Checkout/Properties/DefinitionUri")
    assert analysis.states is not None
    handler = analysis.states[0].handler
    assert handler is not None
    assert (handler.function, handler.file) == ("Pay", str((FIXTURES / "sam/pay/app.py").resolve()))
    assert [each.code for each in analysis.problems].count("DEFINITION_NOT_READ") == 2


@pytest.mark.parametrize(
    ("name", "machine", "says"),
    [
        ("strings.yaml", "/Resources/Imported/Properties/DefinitionString", "made by ImportValue when deployed"),
        ("terraform/main.tf", "/resource/aws_sfn_state_machine/encoded/definition", "Terraform"),
        (
            "sam/template.yaml",
            "/Resources/Checkout/Properties/DefinitionUri",
            "stands in statemachine/checkout.asl.json: open that file",
        ),
    ],
)
def test_a_gesture_on_a_definition_that_is_no_object_is_refused_with_the_reason(
    name: str, machine: str, says: str
) -> None:
    file = FIXTURES / name
    request = m.EditRequest(
        text=file.read_text(), file_name=file.name, machine=machine, command=DeleteState(path="Joined")
    )
    with pytest.raises(EditRefused, match=says):
        edit_text(request)


ORDERS = definitions.text(60)
IN_YAML = yaml.safe_dump(json.loads(ORDERS), sort_keys=False)
PATHS = [state.path for state in analyse(m.AnalyseRequest(text=ORDERS)).states or ()]
SCRAPS = ["x", '"', "{", "}", ",", ' "Extra": {"a": [1, 2]},', "\n", "Deliver 1", "Pass", "$foo", "${stage}", "9", ""]


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a process does that has seen nothing."""
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_recent", ())
    monkeypatch.setattr(sys.modules["webapp.asl.parse"], "_states", Kept[Any](8192))
    monkeypatch.setattr(checks, "_found", Kept[Any](8192))
    kept_levels._level.cache_clear()


def ways(names: list[str]) -> Iterator[Any]:
    """Commands at random states."""
    path = st.sampled_from(PATHS)
    on = st.builds(c.TransitionRef, source=path, kind=st.sampled_from(["next", "default"]))
    yield st.builds(c.InsertState, state_type=st.sampled_from(["Pass", "Choice", "Map", "Parallel"]), on=on)
    yield st.builds(c.DeleteState, path=path)
    yield st.builds(c.RenameState, path=path, name=st.sampled_from(names))
    yield st.builds(c.SetField, path=path, pointer=st.sampled_from(["/Comment", "/Next", "/Catch"]), value=st.just("x"))
    yield st.builds(c.MoveStates, paths=st.lists(path, min_size=1, max_size=2, unique=True), on=on)
    yield st.builds(c.WrapStates, paths=st.lists(path, min_size=1, max_size=1), container=st.just("Map"))
    yield st.tuples(st.integers(0), st.integers(0, 9), st.sampled_from(SCRAPS))


def after(before: str, way: c.EditCommand | tuple[int, int, str]) -> str:
    """The text after a gesture, or after typing."""
    if isinstance(way, tuple):
        place, length, scrap = way
        place %= len(before)
        return before[:place] + scrap + before[place + length :]
    try:
        edits = edit_text(m.EditRequest(text=before, command=way)).edits
    except EditRefused:
        return before
    for edit in reversed(edits):
        before = before[: edit.start] + edit.insert + before[edit.end :]
    return before


@pytest.mark.parametrize("start", [ORDERS, IN_YAML], ids=["json", "yaml"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestures=st.lists(st.one_of(*ways(["New", "Deliver 1", "Sound?"])), min_size=1, max_size=6))
def test_an_edited_text_is_analysed_as_one_that_was_never_seen(
    forgetful: None, start: str, gestures: list[Any]
) -> None:
    now, seen = start, []
    for gesture in gestures:
        changed = after(now, gesture)
        seen.append((changed, analyse(m.AnalyseRequest(text=changed))))
        # What cannot be read stays for one step only, so that the next gestures have something to do.
        now = changed if seen[-1][1].readable else now
    with pytest.MonkeyPatch.context() as monkeypatch:
        for changed, analysis in seen:
            forget(monkeypatch)
            assert analysis == analyse(m.AnalyseRequest(text=changed))


def test_the_analysis_that_comes_with_an_edit_is_that_of_the_text_after_it(forgetful: None) -> None:
    how = m.AnalyseAlso(direction="right", collapsed=["At once 1"])
    command = c.InsertState(state_type="Pass", on=c.TransitionRef(source="Prepare 1", kind="next"))
    response = edit_text(m.EditRequest(text=ORDERS, command=command, analyse=how))
    plain = edit_text(m.EditRequest(text=ORDERS, command=command))
    assert plain.analysis is None
    assert plain.edits == response.edits
    changed = after(ORDERS, command)
    request = m.AnalyseRequest(text=changed, machine="", direction="right", collapsed=["At once 1"])
    assert response.analysis == analyse(request)
    assert "Pass" in json.loads(changed)["States"]


def test_stages_are_told_as_they_are_over() -> None:
    stages: list[str] = []
    command = c.SetField(path="Prepare 1", pointer="/Comment", value="x")
    edit_text(m.EditRequest(text=ORDERS, command=command, analyse=m.AnalyseAlso()), done=stages.append)
    assert stages == ["edit", "read", "check", "draw", "tell"]
