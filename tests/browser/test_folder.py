"""A served folder: a choice among its machines, and serverless.yml as it stands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ServeFolder
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

MAP_REDUCE = Path(__file__).parents[2].parent / "shared" / "reference" / "map-reduce"
TWO_MACHINES = """\
service: two-machines
stepFunctions:
  stateMachines:
    # The first of two
    greet:
      definition:
        StartAt: Hello
        States:
          Hello: {Type: Pass, End: true}
    part:
      definition:
        StartAt: Goodbye
        States:
          Goodbye: {Type: Pass, Next: Gone}
          Gone: {Type: Succeed}
"""
EDITED = """\
# Kept as it is
StartAt: One
States:
  One: {Type: Succeed}  # the only one
"""
TEMPLATE = """\
Resources:
  Order:   # über alles
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {
          "StartAt": "Pay",
          "States": {
            "Pay": {"Type": "Task", "Resource": "${PayArn}", "Next": "Ship"},
            "Ship": {"Type": "Pass", "End": true}
          }
        }
# the end
"""
needs_map_reduce = pytest.mark.skipif(not MAP_REDUCE.exists(), reason="the Map-Reduce example is not in ../shared")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of two machines, and the Map-Reduce example where it is at hand."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "two").mkdir()
    (folder / "two" / "serverless.yml").write_text(TWO_MACHINES, encoding="utf-8")
    if MAP_REDUCE.exists():
        shutil.copytree(MAP_REDUCE, folder / "map-reduce")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path, serve_folder: ServeFolder) -> Iterator[ServingProcess]:
    """A server of that folder."""
    with serve_folder(folder) as serving:
        yield serving


def test_a_folder_offers_its_machines(editor: Editor) -> None:
    editor.open()
    editor.press("Control+o")
    editor.at("open-folder:two/serverless.yml:part").click()
    expect(editor.node("Goodbye")).to_be_visible()
    expect(editor.node("Hello")).to_have_count(0)
    assert editor.text == TWO_MACHINES
    editor.at("graph").focus()
    editor.press("Escape", "Escape")
    editor.at("machine").select_option(label="greet")
    expect(editor.node("Hello")).to_be_visible()
    expect(editor.node("Goodbye")).to_have_count(0)


def test_a_file_is_edited_in_place_and_taken_when_somebody_else_writes_it(editor: Editor, folder: Path) -> None:
    file = folder / "two" / "edited.asl.yaml"
    file.write_text(EDITED, encoding="utf-8")
    editor.open()
    editor.press("Control+o")
    editor.at("open-folder:two/edited.asl.yaml:edited").click()
    editor.select("One")
    editor.press("F2")
    editor.page.keyboard.type("First")
    editor.press("Enter")
    editor.idle()
    assert file.read_text(encoding="utf-8") == EDITED.replace("One", "First")
    file.write_text(EDITED.replace("One", "Third"), encoding="utf-8")
    expect(editor.node("Third")).to_be_visible()
    assert editor.text == EDITED.replace("One", "Third")
    assert file.read_text(encoding="utf-8") == editor.text


@needs_map_reduce
def test_serverless_yml_opens_as_it_stands(editor: Editor, folder: Path) -> None:
    editor.open()
    editor.press("Control+o")
    editor.at("open-folder:map-reduce/serverless.yml:mapReduceStateMachine").click()
    expect(editor.node("MapTask/CalculateLength")).to_be_visible()
    expect(editor.node("ReduceTask")).to_be_visible()
    assert editor.text == (folder / "map-reduce" / "serverless.yml").read_text(encoding="utf-8")
    for path, file in (("ReduceTask", "reduceFunction.js"), ("MapTask/CalculateLength", "mapFunction.js")):
        editor.select(path)
        expect(editor.at("handler")).to_contain_text(file)


@needs_map_reduce
def test_placeholders_are_shown_and_given_values_here(editor: Editor) -> None:
    editor.open()
    editor.press("Control+o")
    editor.at("open-folder:map-reduce/serverless.yml:mapReduceStateMachine").click()
    expect(editor.node("ReduceTask")).to_be_visible()
    before = editor.text
    service = editor.page.locator('.placeholder[data-origin="file"]', has_text="${self:service}")
    expect(service.get_by_role("textbox")).to_have_value("map-reduce-step-functions")
    account = editor.page.locator(".placeholder", has_text="#{AWS::AccountId}")
    account.get_by_role("textbox").fill("999988887777")
    account.get_by_role("textbox").press("Enter")
    expect(account).to_have_attribute("data-origin", "given")
    assert editor.text == before, "a value given here never touches the file"
    editor.idle()
    editor.page.reload()
    editor.ready()
    expect(account.get_by_role("textbox")).to_have_value("999988887777")


def test_a_definition_that_is_text_in_a_template_is_drawn_in_its_place(editor: Editor, folder: Path) -> None:
    file = folder / "two" / "template.yaml"
    file.write_text(TEMPLATE, encoding="utf-8")
    editor.open()
    editor.press("Control+o")
    editor.at("open-folder:two/template.yaml:Order").click()
    editor.select("Pay")
    editor.press("F2")
    editor.page.keyboard.type('Take "it"')
    editor.press("Enter")
    expect(editor.node('Take "it"')).to_be_visible()
    assert file.read_text(encoding="utf-8") == TEMPLATE.replace('"Pay"', r'"Take \"it\""')
    editor.select("Ship")
    editor.press("Delete")
    expect(editor.node("Ship")).to_have_count(0)
    assert file.read_text(encoding="utf-8").endswith("# the end\n")
    editor.undo_all()
    expect(editor.node("Pay")).to_be_visible()
    assert file.read_text(encoding="utf-8") == TEMPLATE
