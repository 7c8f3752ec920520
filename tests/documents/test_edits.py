"""Gestures on definitions that are text inside a file: over the corpus, in every way to hold one.

``STATEWALK_WHOLE_CORPUS=1`` tries all of the corpus instead of a sample; ``STATEWALK_SEED`` draws others.
"""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.documents.ways_to_host import Hosted, ways_to_host
from tests.editing.every_command import KINDS, EveryCommand
from webapp.documents.edits import edit_text
from webapp.documents.inside import UNSAFE as UNSAFE_INSIDE
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import EditCommand, EditRefused, FormatText, Replacement, apply, edit, inverse, same
from webapp.editing.steps import UNSAFE
from webapp.formats import Host, read_host
from webapp.messages import protocol as m

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "definitions"
EVERY = int(os.environ.get("STATEWALK_WHOLE_CORPUS", "137"))
SEED = int(os.environ.get("STATEWALK_SEED", "0"))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_command_does_to_a_text_in_a_file_what_it_does_to_a_file_of_its_own() -> None:
    done: Counter[str] = Counter()
    for number, file in enumerate(sorted(CORPUS.glob("*.json"))):
        if number % EVERY:
            continue
        definition = json.loads(file.read_text("utf-8"))
        for way, hosted in enumerate(ways_to_host(definition)):
            every = EveryCommand(definition, 100_000 * SEED + 100 * number + way)
            for kind in KINDS[way % 4 :: 4] if EVERY > 1 else KINDS[way % 2 :: 2]:
                command = every.draw(kind)
                if command is not None and not isinstance(command, FormatText):  # which is about the whole file
                    done[hosted.way] += check(f"{file.stem} as {hosted.way}: {command}", hosted, command)
    assert all(done[hosted.way] >= 5 for hosted in ways_to_host({})), done


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_command_is_done_to_the_texts_in_published_files() -> None:
    done: Counter[str] = Counter()
    for number, file in enumerate(sorted((CORPUS.parent / "iac").rglob("*.*"))):
        if file.is_dir() or file.suffix not in (".yaml", ".yml", ".json", ".tf"):
            continue
        text = file.read_text("utf-8")
        for machine in read_host(text, file.name).machines:
            value = machine.root.value
            if machine.embedded is not None and isinstance(value, dict):
                every = EveryCommand(value, 1000 * SEED + number)
                for kind in KINDS if EVERY == 1 else KINDS[number % 3 :: 3]:
                    command = every.draw(kind)
                    if command is not None and not isinstance(command, FormatText):
                        hosted = Hosted(str(file), file.name, text, machine.pointer)
                        done[file.suffix] += check(f"{file}: {command}", hosted, command)
    assert set(done) == {".yaml", ".yml", ".json", ".tf"}, done


def check(where: str, hosted: Hosted, command: EditCommand) -> bool:
    """Try a command; return whether it was done."""
    host = read_host(hosted.text, hosted.file)
    machine = next((each for each in host.machines if each.pointer == hosted.pointer), None)
    if machine is None or machine.embedded is None or not machine.embedded.document.readable:
        return False
    request = m.EditRequest(text=hosted.text, file_name=hosted.file, machine=hosted.pointer, command=command)
    try:
        edits = edits_of(request)
    except EditRefused as refused:
        if refused.message in (UNSAFE, UNSAFE_INSIDE):
            raise AssertionError(where) from refused
        with pytest.raises(EditRefused):
            edit(machine.embedded.document, "", command, is_inside=True)
        return False
    wanted = edit(machine.embedded.document, "", command, is_inside=True).edits
    changed = apply(hosted.text, edits)
    assert apply(changed, inverse(hosted.text, edits)) == hosted.text, where
    expected = read_host(apply(machine.embedded.document.text, wanted), "d.asl." + machine.embedded.document.format)
    assert expected.document.root is not None
    assert same(value_of(read_host(changed, hosted.file), hosted.pointer), expected.document.root.value), where
    node = host.document.at(hosted.pointer)
    assert node is not None
    assert changed.startswith(hosted.text[: node.start]), where
    assert changed.endswith(hosted.text[node.end :]), where
    crlf = hosted.text.count("\r\n") == hosted.text.count("\n")
    assert not crlf or changed.count("\r\n") == changed.count("\n"), where
    return True


def edits_of(request: m.EditRequest) -> list[Replacement]:
    """Return the answer's edits in code points."""
    offsets = Utf16Offsets(request.text)
    return [
        Replacement(offsets.from_utf16(each.start), offsets.from_utf16(each.end), each.insert)
        for each in edit_text(request).edits
    ]


def value_of(host: Host, pointer: str) -> Any:
    """Return what the machine at ``pointer`` says."""
    (machine,) = (each for each in host.machines if each.pointer == pointer)
    return machine.root.value


def test_a_file_with_a_definition_as_text_is_laid_out_as_a_whole_and_the_definition_stays() -> None:
    text = "Resources:\n  M:   \n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n"
    text += "      DefinitionString: '" + json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}) + "'\n"
    request = m.EditRequest(
        text=text, file_name="t.yaml", machine="/Resources/M/Properties/DefinitionString", command=FormatText()
    )
    assert apply(text, edits_of(request)) == text.replace("M:   ", "M:")


def test_a_file_of_terraform_is_left_to_terraform() -> None:
    machine = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
    text = f'resource "aws_sfn_state_machine" "m" {{\n  definition = <<EOF\n{machine}\nEOF\n}}\n'
    (found,) = read_host(text, "main.tf").machines
    request = m.EditRequest(text=text, file_name="main.tf", machine=found.pointer, command=FormatText())
    with pytest.raises(EditRefused, match="terraform fmt"):
        edits_of(request)
