"""``statewalk graph``: a picture, or the layout as JSON."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from webapp.cli.graph import graph

HOSTILE = '"><img src=x onerror=alert(1)>'
MACHINE = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemProcessor": {"StartAt": "a/b~c", "States": {"a/b~c": {"Type": "Pass", "End": True}}},
            "Next": HOSTILE,
        },
        HOSTILE: {"Type": "Succeed"},
    },
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.asl.json"
    path.write_text(json.dumps(MACHINE))
    return path


def called(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(graph, [str(each) for each in arguments], input=text)


def test_json_gives_nodes_and_edges_of_every_depth(file: Path) -> None:
    found = json.loads(called(file, "--format", "json").stdout)
    nodes = {node["id"]: node for node in found["nodes"]}
    assert set(nodes) == {"#start", "Each", "Each/a~1b~0c", HOSTILE.replace("/", "~1"), "#end"}
    assert (nodes["Each/a~1b~0c"]["name"], nodes["Each/a~1b~0c"]["parent"]) == ("a/b~c", "Each")
    assert set(nodes["Each"]) >= {"id", "name", "type", "parent", "x", "y", "width", "height"}
    assert next((edge["source"], edge["target"]) for edge in found["edges"]) == ("#start", "Each")
    assert set(found["edges"][0]) >= {"source", "target", "kind", "label", "points", "label_box"}


def test_the_picture_is_xml_whatever_the_names(file: Path) -> None:
    text = called(file).stdout
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert "<img" not in text


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_each_theme_gives_its_own_picture(file: Path, theme: str) -> None:
    assert ET.fromstring(called(file, "--theme", theme).stdout).tag.endswith("svg")


def test_standard_input_is_drawn_and_what_is_wrong_does_not_stop_it() -> None:
    result = called("-", "--format", "json", text='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "No"}}}')
    assert result.exit_code == 0
    assert "A" in {node["id"] for node in json.loads(result.stdout)["nodes"]}


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "no: machine\n  at: all"])
def test_what_holds_no_machine_is_refused_or_empty_but_never_a_crash(text: str) -> None:
    result = called("-", text=text)
    assert result.exit_code in (0, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_file_that_is_not_there_ends_with_2() -> None:
    result = called("none.json")
    assert (result.exit_code, "none.json: No such file" in result.stderr) == (2, True)


def test_containers_are_collapsed_and_the_flow_goes_right_where_that_is_asked_for(file: Path) -> None:
    found = json.loads(called(file, "--format", "json", "--direction", "right", "--collapse", "Each").stdout)
    assert [node["id"] for node in found["nodes"]] == ["#start", "Each", HOSTILE.replace("/", "~1"), "#end"]
    assert (found["direction"], found["nodes"][1]["holds"]) == ("right", "1 state")
    lefts = [node["x"] for node in found["nodes"]]
    assert lefts == sorted(lefts)


def test_json_gives_facts(file: Path) -> None:
    found = json.loads(called(file, "--format", "json").stdout)["facts"]
    names = ["Each", "Each/a~1b~0c", HOSTILE.replace("/", "~1")]
    assert (found["reachable"], found["unreachable"], found["loops"]) == (names, [], [])
    assert found["longest_path"] == [names[0], names[2]]
    assert found["paths"]["count"] == 1
    assert found["dominators"][names[1]] == names[0]


def test_node_link_is_read_by_networkx(file: Path) -> None:
    graph_ = nx.node_link_graph(json.loads(called(file, "--format", "node-link").stdout), edges="edges")
    assert graph_.is_multigraph()
    assert graph_.is_directed()
    assert graph_.nodes["Each"]["type"] == "Map"
    assert graph_.has_edge("#start", "Each")
