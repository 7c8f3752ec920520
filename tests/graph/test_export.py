import json

from tests.graph.machines import chain, choice
from webapp.asl.model import Machine, MapState
from webapp.graph import build, layout, to_json


def test_the_json_has_the_documented_members() -> None:
    machine = Machine("C", {"C": choice("C", "A"), "A": MapState(name="A", end=True, item_processor=chain("B"))})
    drawn = to_json(layout(build(machine)))
    assert {tuple(node) for node in drawn["nodes"]} == {
        ("id", "name", "type", "parent", "x", "y", "width", "height", "holds")
    }
    assert {tuple(edge) for edge in drawn["edges"]} == {("source", "target", "kind", "label", "points", "label_box")}
    assert [(node["id"], node["parent"]) for node in drawn["nodes"]] == [
        ("#start", None),
        ("C", None),
        ("A", None),
        ("A/B", "A"),
        ("#end", None),
    ]
    assert [edge["label_box"] is None for edge in drawn["edges"]] == [True, False, True]
    assert json.loads(json.dumps(drawn)) == drawn
