from tests.graph.machines import chain
from webapp.asl.model import Machine, MapState
from webapp.graph import Arrangement, arrange


def test_a_machine_is_drawn_as_it_is_asked_for() -> None:
    machine = Machine("Each", {"Each": MapState(name="Each", end=True, item_processor=chain("A"))})
    assert [node.id for node in arrange(machine).nodes] == ["#start", "Each", "Each/A", "#end"]
    drawn = arrange(machine, Arrangement("right", frozenset({"Each"})))
    assert [node.id for node in drawn.nodes] == ["#start", "Each", "#end"]
    assert drawn.direction == "right"
