import pytest

from tests.language.texts import in_task, in_yaml, type_at
from webapp.values import Json

ORDER: Json = {"order": {"id": "A-1", "lines": [{"sku": "x", "count": 2}]}, "odd key": True}


def test_words_are_those_of_the_field() -> None:
    assert type_at('{"States": {"A": {"Type": "|"}}}').labels == [
        *("Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map")
    ]
    assert type_at(in_task('"Retry": [{"JitterStrategy": "|"}]')).labels == ["FULL", "NONE"]


def test_a_state_is_its_own_last_choice() -> None:
    assert type_at(in_task('"Next": "|"')).labels == ["Ship it", "Pay"]


def test_errors_are_those_of_the_language_and_of_the_file() -> None:
    text = in_task('"Catch": [{"ErrorEquals": ["States.Timeout", "|"]}]').replace(
        '"Type": "Pass", "End": true', '"Type": "Fail", "Error": "NoStock"'
    )
    labels = type_at(text).labels
    assert {"States.ALL", "NoStock"} <= set(labels)
    assert "States.Timeout" not in labels


@pytest.mark.parametrize(
    ("typed", "label", "taken"),
    [
        ("$.|", ".order", "$.order|"),
        ("$.order.|", ".id", "$.order.id|"),
        ("$.order.lines[0].s|", ".sku", "$.order.lines[0].sku|"),
        ("$.order.lines[*].|", ".count", "$.order.lines[*].count|"),
        ("|", "$['odd key']", "$['odd key']|"),
        ("$$.Execution.|", ".StartTime", "$$.Execution.StartTime|"),
        ("$$.Ma|", ".Map", "$$.Map|"),
    ],
)
def test_paths_follow_the_example_input(typed: str, label: str, taken: str) -> None:
    found = type_at(in_task(f'"InputPath": "{typed}"'), example=ORDER)
    assert found.take(label) == in_task(f'"InputPath": "{taken}"')


def test_the_example_input_is_led_through_the_states_before() -> None:
    text = (
        '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"rate": 3}, "ResultPath": "$.tax", "Next": "B"},'
        ' "B": {"Type": "Pass", "InputPath": "$.|"}}}'
    )
    found = type_at(text, example=ORDER)
    assert {".order", ".tax"} <= set(found.labels)
    assert type_at(text.replace("$.|", "$.tax.|"), example=ORDER).labels == [".rate"]


def test_the_items_of_a_map_are_those_of_the_example() -> None:
    text = (
        '{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.order.lines", "End": true, "ItemProcessor":'
        ' {"StartAt": "In", "States": {"In": {"Type": "Pass", "InputPath": "$.|", "End": true}}}}}}'
    )
    assert type_at(text, example=ORDER).labels == [".sku", ".count"]


def test_without_an_example_the_paths_of_the_file_are_offered() -> None:
    found = type_at(in_task('"InputPath": "$.cus|", "ResultPath": "$.customer.name"'))
    assert found.labels == [".customer"]


def test_intrinsic_functions_come_with_their_signature() -> None:
    found = type_at(in_task('"Parameters": {"a.$": "States.Fo|"}'))
    assert found.take("States.Format") == in_task('"Parameters": {"a.$": "States.Format(|)"}')
    assert found.completions.items[0].detail == "States.Format(template, value, …)"


def test_paths_are_completed_inside_a_call() -> None:
    found = type_at(in_task('"Parameters": {"a.$": "States.Format(\'{}\', $.order.|)"}'), example=ORDER)
    assert found.take(".id") == in_task('"Parameters": {"a.$": "States.Format(\'{}\', $.order.id|)"}')


def test_a_plain_value_of_a_template_is_no_path() -> None:
    assert type_at(in_task('"Parameters": {"a": "$.|"}'), example=ORDER).labels == []


@pytest.mark.parametrize(
    ("typed", "label", "taken"),
    [
        ("{% $su|", "$sum", "{% $sum(|)"),
        ("{% $states.|", ".input", "{% $states.input|"),
        ("{% $states.input.order.| %}", ".id", "{% $states.input.order.id| %}"),
        ("{% $states.context.State.| %}", ".Name", "{% $states.context.State.Name| %}"),
        ("{% 1 + $x| %}", "$xray", "{% 1 + $xray| %}"),
    ],
)
def test_jsonata_is_completed(typed: str, label: str, taken: str) -> None:
    def text(expression: str) -> str:
        return in_task(f'"QueryLanguage": "JSONata", "Assign": {{"xray": 1}}, "Output": "{expression}", "Next": "Pay"')

    found = type_at(text(typed), example=ORDER)
    assert found.take(label) == text(taken)


def test_a_jsonata_field_offers_an_expression() -> None:
    found = type_at(in_task('"QueryLanguage": "JSONata", "Output": "|"'))
    assert found.take("{% … %}") == in_task('"QueryLanguage": "JSONata", "Output": "{% | %}"')


def test_an_expression_in_a_block_of_yaml_is_completed() -> None:
    text = in_yaml("QueryLanguage: JSONata\n    Output: >-\n      {% $sum(\n        $states.|\n      ) %}")
    assert type_at(text, "yaml").labels == [".input", ".result", ".context", ".errorOutput"]


def test_variables_that_have_a_value_come_before_those_that_have_none() -> None:
    text = (
        '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"before": 1}, "Next": "B"},'
        ' "B": {"Type": "Pass", "Parameters": {"a.$": "$|"}, "Next": "C"},'
        ' "C": {"Type": "Pass", "Assign": {"later": 1}, "End": true}}}'
    )
    found = {item.label: item.detail for item in type_at(text).completions.items}
    assert found["$before"] == "assigned in A"
    assert found["$later"] == "assigned in C, not on a way to here"
    assert list(found).index("$before") < list(found).index("$later")


def test_placeholders_of_the_file_are_offered_with_their_values() -> None:
    found = type_at(in_task('"Comment": "for ${|"'))
    assert found.take("${self:service}") == in_task('"Comment": "for ${self:service}|"')
    assert [item.detail for item in found.completions.items] == ["shop", "value not known here"]


def test_resources_are_completed_step_by_step() -> None:
    assert type_at(in_task('"Resource": "arn:aws:states:::lambda:|"')).labels == [
        "arn:aws:states:::lambda:invoke",
        "arn:aws:states:::lambda:invoke.waitForTaskToken",
    ]
    services = type_at(in_task('"Resource": "arn:aws:states:::aws-sdk:dynamo|"')).completions.items
    assert ("arn:aws:states:::aws-sdk:dynamodb:", True) in [(item.label, item.again) for item in services]
    actions = type_at(in_task('"Resource": "arn:aws:states:::aws-sdk:dynamodb:putI|"'))
    assert actions.labels[0] == "arn:aws:states:::aws-sdk:dynamodb:putItem"
