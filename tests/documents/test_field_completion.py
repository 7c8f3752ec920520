"""Completion in a field of a form: what the text would offer, in the places of what is typed."""

import pytest

from webapp.documents.field_completion import complete_field
from webapp.messages.field_completion import CompleteFieldRequest, FieldCompletions

YAML = """\
StartAt: Pick
States:
  Pick:
    Type: Pass   # kept
    Next: Each
  Each:
    Type: Map
    ItemProcessor:
      StartAt: One
      States:
        One: {Type: Task, Resource: "${Fn}", End: true}
    End: true
"""
INPUT = '{"order": {"id": 7, "total": 3}}'


def ask(
    typed: str, path: str = "Pick", pointer: str = "/InputPath", *, is_json: bool = False, text: str = YAML
) -> FieldCompletions:
    offset = typed.index("|")
    return complete_field(
        CompleteFieldRequest(
            text=text,
            path=path,
            pointer=pointer,
            typed=typed.replace("|", "", 1),
            offset=offset,
            is_json=is_json,
            input=INPUT,
            values={},
        )
    )


def completed(typed: str, label: str, **more: object) -> str:
    """Return what is typed once the item of that label is chosen."""
    found = ask(typed, **more)  # type: ignore[arg-type]
    plain = typed.replace("|", "", 1)
    item = next(each for each in found.items if each.label == label)
    return plain[: found.start] + item.insert + plain[found.end :]


def test_a_path_goes_on_by_the_example_input() -> None:
    assert "order" in {item.label.strip("$.") for item in ask("$.|").items}
    labels = [item.label for item in ask("$.order.|").items]
    assert any(label.endswith("id") for label in labels)
    chosen = next(label for label in labels if label.endswith("total"))
    assert completed("$.order.t|", chosen) == "$.order.total"


def test_json_is_completed_where_it_is_typed() -> None:
    labels = [item.label for item in ask('{\n  "id.$": "$.order.|"\n}', pointer="/Parameters", is_json=True).items]
    assert any(label.endswith("id") for label in labels)


def test_a_state_inside_another_has_its_place() -> None:
    assert ask("arn:aws:states:::lamb|", path="Each/One", pointer="/Resource").items


@pytest.mark.parametrize("text", ["StartAt: [", "", "States: 3"])
def test_a_text_that_cannot_be_read_offers_nothing(text: str) -> None:
    assert ask("$.|", text=text).items == []


def test_what_is_typed_keeps_its_places_behind_quotes() -> None:
    found = ask("{% 'a\"b' & $states.|", pointer="/Output", text="QueryLanguage: JSONata\n" + YAML)
    assert found.items
    assert found.start <= found.end == len("{% 'a\"b' & $states.")
