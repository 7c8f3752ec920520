from tests.language.texts import in_task, in_yaml, type_at


def test_the_parameters_of_an_action_are_offered_required_ones_first() -> None:
    found = type_at(in_task('"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"|"}'))
    assert found.labels[:2] == ["QueueUrl", "MessageBody"]
    assert found.take("QueueUrl") == in_task(
        '"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "|"}'
    )
    assert "QueueUrl.$" in found.labels


def test_a_parameter_that_is_given_as_a_path_is_not_offered_again() -> None:
    fields = '"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl.$": "$.q", "|"}'
    assert not {"QueueUrl", "QueueUrl.$"} & set(type_at(in_task(fields)).labels)


def test_arguments_of_jsonata_have_no_paths() -> None:
    found = type_at(
        in_yaml("QueryLanguage: JSONata\n    Resource: arn:aws:states:::aws-sdk:s3:getObject\n    Arguments:\n      |"),
        "yaml",
    )
    assert found.labels[:2] == ["Bucket", "Key"]
    assert not [label for label in found.labels if label.endswith(".$")]


def test_a_choice_rule_offers_its_operators_and_its_next() -> None:
    labels = type_at('{"States": {"A": {"Type": "Choice", "Choices": [{"|"}]}}}').labels
    assert labels[0] == "Next"
    assert {"Variable", "StringEquals", "And", "IsPresent"} <= set(labels)


def test_a_test_inside_a_combination_has_no_next() -> None:
    labels = type_at('{"States": {"A": {"Type": "Choice", "Choices": [{"And": [{"|"}]}]}}}').labels
    assert "Variable" in labels
    assert "Next" not in labels


def test_each_field_says_what_it_holds_and_where_the_specification_has_it() -> None:
    found = type_at(in_task('"Heart|"')).completions.items[0]
    assert found.detail == "integer from 1 to 99999999"
    assert "Specification: Task State" in found.about


def test_a_state_without_a_type_offers_the_type_first() -> None:
    assert type_at('{"States": {"A": {"|"}}}').labels[0] == "Type"


def test_credentials_take_a_role() -> None:
    assert type_at(in_task('"Credentials": {"|"}')).labels == ["RoleArn", "RoleArn.$"]


def test_variables_that_exist_are_offered_for_assigning_again() -> None:
    assert type_at(in_task('"Assign": {"total": 1}, "Catch": [{"Assign": {"|"}}]')).labels == ["total"]
