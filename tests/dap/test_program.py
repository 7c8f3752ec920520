"""Where states stand in the file that is debugged."""

from pathlib import Path

from tests.dap.programs import DEFAULT, MAP, MAPPER, ROUTE, RULE, WORDS
from webapp.dap.program import Program, Spot
from webapp.documents import Folder
from webapp.executions import find_machine, prepare

SERVERLESS = """\
service: words
provider: {name: aws}
stepFunctions:
  stateMachines:
    route:
      name: route
      definition: ${file(route.asl.yaml)}
    inline:
      definition:
        StartAt: Only
        States:
          Only: {Type: Pass, End: true}
"""


def program(file: Path, machine: str | None = None) -> Program:
    text = file.read_text(encoding="utf-8")
    prepared = prepare(text, file.name, machine, {}, "{}", read=Folder(file.parent).beside(file.parent))
    return Program(file, prepared, find_machine(prepared.host, machine))


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_line_belongs_to_the_innermost_state_around_it(tmp_path: Path) -> None:
    found = program(written(tmp_path, "words.asl.json", WORDS))
    assert [state.path for state in found.states()] == ["Split", "MapWords", "MapWords/Mapper", "Reduce"]
    at = {line: state.path if (state := found.state_at(line)) else None for line in (1, MAP, MAPPER + 3, MAPPER + 7)}
    assert at == {1: None, MAP: "MapWords", MAPPER + 3: "MapWords/Mapper", MAPPER + 7: "MapWords"}
    assert found.spot("MapWords/Mapper", "Parameters") == Spot(MAPPER + 3, 13)
    assert found.spot("", "Parameters") == Spot(1, 1)


def test_transitions_are_found_where_they_are_written(tmp_path: Path) -> None:
    found = program(written(tmp_path, "route.asl.yaml", ROUTE))
    state = found.state_at(RULE)
    assert state is not None
    assert found.transition_at(state, RULE) == ("choice", 0)
    assert found.transition_at(state, DEFAULT) == ("default", None)
    assert found.transition_at(state, RULE - 1) is None


def test_states_are_found_by_path_and_by_a_name_that_is_not_ambiguous(tmp_path: Path) -> None:
    found = program(written(tmp_path, "words.asl.json", WORDS))
    assert found.named("Mapper") == found.named("MapWords/Mapper") == "MapWords/Mapper"
    assert found.named("Nobody") is None


def test_a_definition_in_a_file_of_its_own_is_debugged_there(tmp_path: Path) -> None:
    route = written(tmp_path, "route.asl.yaml", ROUTE)
    host = written(tmp_path, "serverless.yml", SERVERLESS)
    found = program(host, "route")
    assert found.is_file(str(route))
    assert not found.is_file(str(host))
    assert found.spot("Route").line == 3
    inline = program(host, "inline")
    assert inline.is_file(str(host))
    assert (inline.spot("").line, inline.spot("Only").line) == (10, 12)
