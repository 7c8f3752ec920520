from webapp.documents import language
from webapp.messages import protocol as m

SERVERLESS = """service: shop
functions:
  price: {handler: src/price.handler}
stepFunctions:
  stateMachines:
    order:
      definition:
        StartAt: Price
        States:
          Price:
            Type: Task
            Resource: X
            Comment: for ${self:service}
            Next: Nowhere
          Done: {Type: Succeed}
"""


def test_the_machine_around_the_cursor_is_completed_in_a_host_file() -> None:
    place = SERVERLESS.index("Nowhere")
    text = SERVERLESS.replace("Nowhere", "")
    found = language.complete_text(m.CompleteRequest(text=text, offset=place, file_name="serverless.yml"))
    assert [item.label for item in found.items] == ["Done", "Price"]


def test_functions_and_placeholders_of_the_host_file_are_known() -> None:
    place = SERVERLESS.index("X\n")
    found = language.complete_text(m.CompleteRequest(text=SERVERLESS, offset=place, file_name="serverless.yml"))
    assert "!GetAtt price.Arn" in [item.insert for item in found.items]
    request = m.HoverRequest(text=SERVERLESS, offset=SERVERLESS.index("self:"), file_name="serverless.yml")
    hover = language.hover_text(request)
    assert hover is not None
    assert hover.text == "`${self:service}` is `shop`."


def test_the_problems_of_the_machine_are_shown() -> None:
    request = m.HoverRequest(text=SERVERLESS, offset=SERVERLESS.index("Nowhere"), file_name="serverless.yml")
    hover = language.hover_text(request)
    assert hover is not None
    assert "MISSING_TRANSITION_TARGET" in hover.text


def test_a_state_of_a_host_file_is_renamed_in_its_machine_alone() -> None:
    place = SERVERLESS.index("StartAt: Price") + 10
    request = m.RenameRequest(text=SERVERLESS, offset=place, name="Cost", file_name="serverless.yml")
    edits = language.rename(request).edits
    assert [SERVERLESS[edit.start : edit.end] for edit in edits] == ["Price", "Price"]


def test_stops_count_as_browsers_do() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "x", "Assign": {"x": 1}, "|"}}}'
    place = text.index("|")
    found = language.complete_text(m.CompleteRequest(text=text.replace("|", ""), offset=place))
    retry = next(item for item in found.items if item.label == "Retry")
    assert [retry.insert[start:end] for start, end in retry.stops] == ["States.ALL"]
