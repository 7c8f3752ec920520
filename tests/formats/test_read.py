import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.formats import looks_like_host, parse_machine, read_host, resolve

DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${PayArn}", "End": true}}}'


def test_a_definition_is_its_own_host() -> None:
    host = read_host(DEFINITION, "folder/order.asl.json", values={"PayArn": "arn:pay"})
    assert host.kind == "asl"
    assert [(machine.name, machine.pointer) for machine in host.machines] == [("order", "")]
    assert [(found.name, found.value, found.origin) for found in host.placeholders] == [("PayArn", "arn:pay", "given")]
    assert resolve("${PayArn}:${Other}", host) == "arn:pay:${Other}"


def test_an_unfinished_text_in_the_editor_is_a_definition() -> None:
    assert read_host("{}").machines[0].name == "definition"
    assert read_host('{"Comment": "').machines == () or not read_host('{"Comment": "').document.readable


def test_a_definition_that_is_no_object_is_a_machine_that_is_wrong() -> None:
    for name in (None, "list.asl.json"):
        host = read_host("[]", name)
        assert [each.root.kind for each in host.machines] == ["array"]
        assert parse_machine(host, host.machines[0]).problems
    assert read_host("[]", "list.json").machines == ()


def test_definitions_inside_objects_of_a_file_are_found() -> None:
    text = '{"a": {"definition": {"StartAt": "A", "States": {}}}, "b": {"StartAt": "B", "States": {}}, "c": [{}]}'
    host = read_host(text, "machines.json")
    assert [(each.name, each.pointer) for each in host.machines] == [("a", "/a/definition"), ("b", "/b")]


def test_a_json_file_that_is_something_else_holds_no_machine() -> None:
    assert read_host('{"name": "shop"}', "package.json").machines == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("order.asl.json", "", True),
        ("order.asl.yml", "x", True),
        ("order.json", DEFINITION, True),
        ("order.yaml", "StartAt: A\nStates: {}\n", True),
        ("serverless.yml", "service: s\nstepFunctions:\n  stateMachines:\n    a: ${file(a.yml)}\n", True),
        ("serverless.yml", "service: s\n", False),
        ("package.json", '{"name": "shop"}', False),
        ("notes.txt", DEFINITION, False),
        ("log.json", '["StartAt: A"]', False),
    ],
)
def test_files_of_a_folder_are_told_apart(name: str, text: str, expected: bool) -> None:
    assert looks_like_host(name, text) is expected


@given(st.text(st.sampled_from("${}#:, 'abself.\n")), st.sampled_from((None, "serverless.yml")))
def test_any_text_gives_a_host(text: str, name: str | None) -> None:
    host = read_host(text, name)
    assert host.kind in ("asl", "serverless")
    assert isinstance(resolve(text, host), str)
