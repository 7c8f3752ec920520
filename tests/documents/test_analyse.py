from pathlib import Path

import pytest

from webapp.documents import Folder, analyse, edit_text
from webapp.editing import EditRefused
from webapp.editing.commands import DeleteState
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
