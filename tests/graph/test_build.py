from tests.graph.machines import chain, choice, with_state
from webapp.asl.model import Catcher, FailState, Machine, MapState, ParallelState, PassState, TaskState
from webapp.graph import build


def transitions(machine: Machine) -> list[tuple[str, str, int, str, str, int | None]]:
    edges = sorted(build(machine).edges(keys=True, data=True), key=lambda edge: edge[3]["order"])
    return [(source, target, k, data["kind"], data["label"], data["index"]) for source, target, k, data in edges]


def test_a_chain_leads_from_start_to_end() -> None:
    assert transitions(chain("A", "B")) == [
        ("#start", "A", 0, "start", "", None),
        ("A", "B", 0, "next", "", None),
        ("B", "#end", 0, "end", "", None),
    ]


def test_nodes_stand_in_the_order_of_the_text_between_start_and_end() -> None:
    assert list(build(chain("B", "A"))) == ["#start", "B", "A", "#end"]


def test_every_rule_is_an_edge_even_to_one_target() -> None:
    machine = Machine("C", {"C": choice("C", "A", "B", "A", default="A"), **chain("A").states, **chain("B").states})
    assert [edge[:4] + edge[5:] for edge in transitions(machine)][1:5] == [
        ("C", "A", 0, "choice", 0),
        ("C", "B", 0, "choice", 1),
        ("C", "A", 1, "choice", 2),
        ("C", "A", 2, "default", None),
    ]


def test_a_catcher_is_labelled_by_its_number_and_errors() -> None:
    catchers = (Catcher(("A.Error", "B.Error"), "End"), Catcher(("States.ALL",), "End"))
    machine = with_state(chain("End"), TaskState(name="T", resource="r", next="End", catch=catchers))
    labels = [edge[4] for edge in transitions(machine) if edge[3] == "catch"]
    assert labels == ["Catch #1 A.Error, B.Error", "Catch #2 States.ALL"]


def test_a_long_label_is_shortened() -> None:
    catchers = (Catcher(("An.Error.With.A.Name.That.Does.Not.End",), "End"),)
    machine = with_state(chain("End"), TaskState(name="T", resource="r", next="End", catch=catchers))
    (label,) = [edge[4] for edge in transitions(machine) if edge[3] == "catch"]
    assert label == "Catch #1 An.Error.With.A.Name.Tha…"


def test_a_target_that_does_not_exist_draws_no_edge() -> None:
    machine = Machine("nowhere", {"A": PassState(name="A", next="nobody"), "F": FailState(name="F")})
    assert transitions(machine) == [("F", "#end", 0, "end", "", None)]


def test_an_empty_machine_has_a_start_and_an_end() -> None:
    graph = build(Machine(None, {}))
    assert list(graph) == ["#start", "#end"]
    assert not graph.edges


def test_a_machine_that_never_ends_has_no_end() -> None:
    assert list(build(Machine("A", {"A": PassState(name="A", next="A")}))) == ["#start", "A"]


def test_states_in_containers_have_the_paths_of_state_paths() -> None:
    inner = ParallelState(name="Both", end=True, branches=(chain("Left"), chain("a/b", "Right")))
    graph = build(
        Machine("Each", {"Each": MapState(name="Each", end=True, item_processor=Machine("Both", {"Both": inner}))})
    )
    assert list(graph) == [
        "#start",
        "Each",
        "Each/Both",
        "Each/Both/0/Left",
        "Each/Both/1/a~1b",
        "Each/Both/1/Right",
        "#end",
    ]
    assert [graph.nodes[node]["parent"] for node in list(graph)[2:-1]] == ["Each", *["Each/Both"] * 3]
    assert graph.nodes["Each/Both"]["groups"] == ("Each/Both/0", "Each/Both/1")


def test_inside_a_container_the_end_draws_nothing() -> None:
    machine = Machine("Each", {"Each": MapState(name="Each", end=True, item_processor=chain("A", "B"))})
    assert [edge[:2] for edge in transitions(machine)] == [("#start", "Each"), ("Each", "#end"), ("Each/A", "Each/B")]


def test_a_state_called_end_is_not_the_end() -> None:
    assert [edge[:2] for edge in transitions(chain("#end"))] == [("#start", "~2end"), ("~2end", "#end")]


def test_a_collapsed_container_tells_what_it_holds_at_every_depth() -> None:
    both = ParallelState(name="Both", end=True, branches=(chain("Left"), chain("a", "b")))
    each = MapState(name="Each", end=True, item_processor=Machine("Both", {"Both": both}))
    machine = Machine("Each", {"Each": each})
    inner, outer = build(machine, {"Each/Both"}), build(machine, {"Each", "Each/Both"})
    assert list(inner) == ["#start", "Each", "Each/Both", "#end"]
    assert (inner.nodes["Each/Both"]["groups"], inner.nodes["Each/Both"]["holds"]) == (None, "2 branches · 3 states")
    assert inner.nodes["Each"]["holds"] == ""
    assert list(outer) == ["#start", "Each", "#end"]
    assert outer.nodes["Each"]["holds"] == "4 states"


def test_only_containers_collapse() -> None:
    assert build(chain("A"), {"A"}).nodes["A"]["holds"] == ""
