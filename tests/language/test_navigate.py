from tests.language.texts import source_of, split
from webapp.asl import Format
from webapp.language import Named, named_at

MACHINE = """{
  "StartAt": "Pay",
  "States": {
    "Pay": {"Type": "Task", "Resource": "r", "Assign": {"total.$": "$.sum"}, "Next": "Each",
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Each"}]},
    "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Pay", "States": {
      "Pay": {"Type": "Pass", "Parameters": {"a.$": "States.MathAdd($total, 1)", "b": "$total"}, "End": true}}}}
  }
}"""


def find(text: str, form: Format = "json") -> Named:
    plain, place = split(text)
    found = named_at(source_of(plain, form), place)
    assert found is not None
    return found


def test_a_transition_leads_to_its_state_and_the_state_to_all_that_lead_to_it() -> None:
    by_use = find(MACHINE.replace('"Next": "Each",', '"Next": "Ea|ch",'))
    by_key = find(MACHINE.replace('"Each": {', '"Each|": {'))
    assert (by_use.kind, by_use.name, by_use.path) == ("state", "Each", "Each")
    assert by_use.definitions == by_key.definitions
    assert [MACHINE[use.start : use.end] for use in by_key.uses] == ["Each", "Each"]
    (made,) = by_key.definitions
    assert MACHINE[made.start - 1 : made.end + 2] == '"Each":'


def test_states_of_one_name_in_two_machines_are_two_states() -> None:
    inner = find(MACHINE.replace('{"StartAt": "Pay"', '{"StartAt": "P|ay"'))
    outer = find(MACHINE.replace('"StartAt": "Pay",\n', '"StartAt": "P|ay",\n'))
    assert inner.path == "Each/Pay"
    assert outer.path == "Pay"
    assert inner.definitions != outer.definitions
    assert len(inner.uses) == len(outer.uses) == 1


def test_a_variable_leads_to_its_assignment_from_an_inner_machine() -> None:
    found = find(MACHINE.replace("($total", "($to|tal"))
    assert (found.kind, found.name) == ("variable", "total")
    (made,) = found.definitions
    assert MACHINE[made.start : made.end + 3] == 'total.$"'
    assert [MACHINE[use.start - 1 : use.end] for use in found.uses] == ["$total", "$total"]
    assert find(MACHINE.replace('"total.$', '"tot|al.$')).uses == found.uses


def test_names_in_yaml_and_in_jsonata_are_found() -> None:
    text = (
        "StartAt: A\nQueryLanguage: JSONata\nStates:\n  A: {Type: Pass, Assign: {x: 1}, Next: B}\n"
        '  B: {Type: Pass, Output: "{% $x + $sum($x|) %}", End: true}\n'
    )
    found = find(text, "yaml")
    assert len(found.uses) == 2
    assert find(text.replace("|", "").replace("Next: B", "Next: B|"), "yaml").path == "B"


def test_a_name_that_means_nothing_leads_nowhere() -> None:
    for text in (
        MACHINE.replace('"Next": "Each",', '"Next": "No|one",'),
        MACHINE.replace('"r"', '"r|"'),
        MACHINE.replace("$.sum", "$.s|um"),
    ):
        plain, place = split(text)
        assert named_at(source_of(plain), place) is None
