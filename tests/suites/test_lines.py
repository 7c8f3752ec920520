"""Where points stand in the text, and what they are called."""

import json

from tests.testing.machines import CHECKOUT
from webapp.debugger import points_of
from webapp.formats import parse_machine, read_host
from webapp.suites.lines import placed_points, title_of


def lines_of(text: str, name: str) -> dict[str, int]:
    host = read_host(text, name)
    parsed = parse_machine(host, host.machines[0])
    assert parsed.machine is not None
    points = points_of(parsed.machine)
    return {place.point.id: place.line for place in placed_points(points, host, host.machines[0])}


def test_rules_retriers_and_catchers_have_lines_of_their_own() -> None:
    text = json.dumps(CHECKOUT, indent=1)
    lines, written = lines_of(text, "order.asl.json"), text.splitlines()
    assert '"Check"' in written[lines["state:0:Check"] - 1]
    assert "Variable" in written[lines["true:0:Check"]]
    assert '"Default": "Free"' in written[lines["default:0:Check"] - 1]
    assert "ErrorEquals" in written[lines["retried:0:Pay"]]
    assert "Card.Declined" in written[lines["caught:0:Pay"] + 1]
    assert '"Next": "Done"' in written[lines["next:0:Pay"] - 1]


def test_a_definition_inside_a_string_has_its_states_places() -> None:
    template = {
        "Resources": {
            "M": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {"DefinitionString": json.dumps(CHECKOUT)},
            }
        }
    }
    lines = lines_of(json.dumps(template, indent=1), "template.json")
    assert set(lines.values()) == {6}


def test_points_have_titles_for_people() -> None:
    host = read_host(json.dumps(CHECKOUT), "order.asl.json")
    machine = parse_machine(host, host.machines[0]).machine
    assert machine is not None
    titles = [title_of(point) for point in points_of(machine)]
    assert titles[:4] == ["Check", "Check, rule 1: true", "Check, rule 1: false", "Check, Default"]
    assert "Pay, retrier 1: exhausted" in titles
    assert "Pay, catcher 1" in titles
