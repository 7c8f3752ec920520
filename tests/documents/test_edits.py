"""Gestures on definitions that are text inside a file: over the corpus, in every way to hold one."""

import json
from typing import Any

import pytest

from tests.documents.ways_to_host import Hosted, ways_to_host
from tests.editing.corpus import CORPUS, SEED, Tries, definitions, every, needs_corpus
from tests.editing.every_command import KINDS, EveryCommand
from webapp.asl.text import Document
from webapp.documents.edits import edit_text
from webapp.documents.inside import UNSAFE as UNSAFE_INSIDE
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import EditCommand, EditRefused, FormatText, Replacement, apply, edit, inverse, same
from webapp.editing.steps import UNSAFE
from webapp.formats import Host, read_host
from webapp.messages import protocol as m

SAMPLE = 137
ALL = every(SAMPLE) == 1


@needs_corpus
def test_every_command_does_to_a_text_in_a_file_what_it_does_to_a_file_of_its_own() -> None:
    tries = Tries()
    for number, name, definition in definitions(SAMPLE):
        for way, hosted in enumerate(ways_to_host(definition)):
            commands = EveryCommand(definition, 100_000 * SEED + 100 * number + way)
            opened = Opened(hosted)
            for kind in KINDS[way % 2 :: 2] if ALL else KINDS[way % 4 :: 4]:
                command = commands.draw(kind)
                if command is not None and not isinstance(command, FormatText):  # which is about the whole file
                    with tries.of(f"{name} as {hosted.way}: {command}"):
                        tries.done[hosted.way] += check(opened, command)
    tries.check()
    assert all(tries.done[hosted.way] >= 5 for hosted in ways_to_host({})), tries.done


@needs_corpus
def test_every_command_is_done_to_the_texts_in_published_files() -> None:
    tries = Tries()
    for number, file in enumerate(sorted((CORPUS / "iac").rglob("*.*"))):
        if file.is_dir() or file.suffix not in (".yaml", ".yml", ".json", ".tf"):
            continue
        text = file.read_text("utf-8")
        for machine in read_host(text, file.name).machines:
            value = machine.root.value
            if machine.embedded is not None and isinstance(value, dict):
                opened = Opened(Hosted(str(file), file.name, text, machine.pointer))
                commands = EveryCommand(value, 1000 * SEED + number)
                for kind in KINDS if ALL else KINDS[number % 3 :: 3]:
                    command = commands.draw(kind)
                    if command is not None and not isinstance(command, FormatText):
                        with tries.of(f"{file}: {command}"):
                            tries.done[file.suffix] += check(opened, command)
    tries.check()
    assert set(tries.done) == {".yaml", ".yml", ".json", ".tf"}, tries.done


class Opened:
    """A file that holds a definition, read once for all commands; ``inside`` is the definition, if it can be read."""

    def __init__(self, hosted: Hosted) -> None:
        self.hosted = hosted
        self.host = read_host(hosted.text, hosted.file)
        machine = next((each for each in self.host.machines if each.pointer == hosted.pointer), None)
        found = machine.embedded.document if machine is not None and machine.embedded is not None else None
        self.inside = found if found is not None and found.readable else None


def check(opened: Opened, command: EditCommand) -> bool:
    """Try a command; return whether it was done."""
    hosted, inside = opened.hosted, opened.inside
    if inside is None:
        return False
    request = m.EditRequest(text=hosted.text, file_name=hosted.file, machine=hosted.pointer, command=command)
    try:
        edits = edits_of(request)
    except EditRefused as refused:
        if refused.message in (UNSAFE, UNSAFE_INSIDE):
            raise
        assert is_refused(inside, command)
        return False
    wanted = edit(inside, "", command, is_inside=True).edits
    changed = apply(hosted.text, edits)
    assert apply(changed, inverse(hosted.text, edits)) == hosted.text
    expected = read_host(apply(inside.text, wanted), "d.asl." + inside.format)
    assert expected.document.root is not None
    assert same(value_of(read_host(changed, hosted.file), hosted.pointer), expected.document.root.value)
    node = opened.host.document.at(hosted.pointer)
    assert node is not None
    assert changed.startswith(hosted.text[: node.start])
    assert changed.endswith(hosted.text[node.end :])
    crlf = hosted.text.count("\r\n") == hosted.text.count("\n")
    assert not crlf or changed.count("\r\n") == changed.count("\n")
    return True


def is_refused(document: Document, command: EditCommand) -> bool:
    """Return whether a command on the text alone is refused."""
    try:
        edit(document, "", command, is_inside=True)
    except EditRefused:
        return True
    return False


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
