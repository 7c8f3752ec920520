import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.formats.hosts import FIXTURES, host_of
from webapp.asl import walk
from webapp.formats import Host, HostMachine, definition_at, no_neighbours, parse_machine, read_host

CORPUS = Path(__file__).parents[2].parent / "shared/corpus/iac"
HOSTS = ["strings.yaml", "cdk.template.json", "terraform/main.tf"]


def machines_inside(host: Host) -> Iterator[HostMachine]:
    return (each for each in host.machines if each.embedded is None or each.embedded.file is None)


@pytest.mark.parametrize("name", HOSTS)
def test_a_dangling_target_is_marked_where_it_is_written_in_the_file(name: str) -> None:
    host = host_of(FIXTURES / name)
    machines = list(machines_inside(host))
    assert machines
    for machine in machines:
        (found,) = [each for each in parse_machine(host, machine).problems if each.code == "MISSING_TRANSITION_TARGET"]
        assert host.document.text[found.start : found.end].strip('"\\') == "Lost", machine.name
        assert found.pointer.startswith("/States/")


@pytest.mark.parametrize("name", HOSTS)
def test_a_state_is_where_its_name_is_written_in_the_file(name: str) -> None:
    host = host_of(FIXTURES / name)
    for machine in machines_inside(host):
        for path, place in parse_machine(host, machine).places.items():
            written = host.document.text[place.member.key_node.start : place.member.key_node.end].strip('"\\')
            plain = written.replace("''", "'").replace("\\U0001F9ED", "🧭").replace("\\u00e4", "ä")
            assert plain == path, machine.name
            assert place.member.start <= place.member.key_node.start < place.member.end


def test_a_machine_of_a_neighbouring_file_is_where_it_is_referred_to() -> None:
    host = host_of(FIXTURES / "sam/template.yaml")
    checkout = host.machines[0]
    assert checkout.embedded is not None
    assert (checkout.name, checkout.type, checkout.embedded.file) == (
        "Checkout",
        "EXPRESS",
        "statemachine/checkout.asl.json",
    )
    parsed = parse_machine(host, checkout)
    texts = {host.document.text[each.start : each.end] for each in parsed.problems}
    assert texts == {"statemachine/checkout.asl.json"}
    assert set(parsed.places) == {"Pay"}


def test_what_cannot_be_read_says_why_and_where() -> None:
    host = host_of(FIXTURES / "sam/template.yaml")
    found = {
        each.name: (each.severity, host.document.text[each.node.start : each.node.end]) for each in host.unreadable
    }
    assert found == {
        "Gone": ("warning", "../outside.asl.json"),
        "Stored": ("info", "{Bucket: definitions, Key: stored.json}"),
    }


def test_no_file_is_read_unless_told_how() -> None:
    host = read_host((FIXTURES / "sam/template.yaml").read_text(), "template.yaml")
    assert no_neighbours("statemachine/checkout.asl.json") is None
    assert [each.name for each in host.machines] == ["Refund"]
    assert "Checkout" in {each.name for each in host.unreadable}


def test_a_definition_in_an_object_of_a_file_is_found() -> None:
    document = read_host('{"a": {"definition": {"StartAt": "A"}}, "b": {"definition": "${c}"}}', "x.json").document
    found = definition_at(document, "a", "/a")
    assert found is not None
    assert found.pointer == "/a/definition"
    assert definition_at(document, "b", "/b") is None
    assert definition_at(document, "c", "/c") is None


def corpus_folders() -> list[Any]:
    index = CORPUS / "index.json"
    if not index.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the corpus of real files is not here"))]
    return [pytest.param(entry, id=entry["folder"]) for entry in json.loads(index.read_text())]


@pytest.mark.parametrize("entry", corpus_folders())
def test_machines_of_real_files_are_found_where_they_stand(entry: dict[str, Any]) -> None:
    host = host_of(CORPUS / entry["folder"] / entry["files"][0])
    assert len(host.machines) == len(entry["machines"])
    for machine, expected in zip(host.machines, entry["machines"], strict=True):
        embedded = machine.embedded
        file, pointer = entry["files"][0], machine.pointer
        if embedded is not None and embedded.file is not None:
            file, pointer = embedded.file, embedded.file_pointer
        assert file == expected["file"]
        assert pointer == expected["pointer"] or entry["kind"] == "terraform"
        parsed = parse_machine(host, machine)
        assert parsed.machine is not None
        states = list(walk(parsed.machine))
        assert (parsed.machine.start_at, len(states)) == (expected["start_at"], expected["states"])
        assert [each.state.name for each in states if each.container is None] == expected["top_level_states"]
        if file == entry["files"][0]:
            for place in parsed.places.values():
                written = host.document.text[place.member.key_node.start : place.member.key_node.end]
                assert written.strip("\"'\\") == place.name
