import json

import pytest

from webapp.formats import CannotWrite, Change, Host, TextInFile, read_host, text_in_file

DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:F", "End": true}}}'
TEMPLATE = "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: "


def opened(host: Host) -> TextInFile:
    return text_in_file(host, host.machines[0])


def written(text: str, name: str, old: str, new: str) -> str:
    """Return a file whose definition has ``new`` in the place of ``old``."""
    found = opened(read_host(text, name))
    start = found.document.text.index(old)
    (change,) = found.written([Change(start, start + len(old), new)])
    return text[: change.start] + change.insert + text[change.end :]


def joined(*parts: object, separator: str = "") -> str:
    properties = {"DefinitionString": {"Fn::Join": [separator, list(parts)]}}
    return json.dumps({"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}}})


ARN = {"Fn::GetAtt": ["F", "Arn"]}
PARTS = tuple(DEFINITION.partition("arn:F"))


def test_a_change_of_a_folded_string_keeps_its_lines() -> None:
    text = TEMPLATE + '\'{\n        "StartAt": "A",\n        "States": {"A": {"Type": "Succeed"}}}\'\n'
    after = written(text, "t.yaml", '"A",', '"A",\n        "Comment": "it\'s",')
    assert after == text.replace('"A",', '"A",\n        "Comment": "it\'\'s",')


def test_what_a_join_puts_in_can_be_taken_out_and_put_elsewhere() -> None:
    text = joined(PARTS[0], ARN, PARTS[2])
    assert written(text, "t.json", "${F.Arn}", "none") == joined(PARTS[0] + "none" + PARTS[2])
    copied = written(text, "t.json", "true", 'true, "Comment": "${F.Arn}"')
    assert copied == joined(PARTS[0], ARN, PARTS[2].replace("true}}}", 'true, "Comment": "'), ARN, '"}}}')


def test_half_of_what_a_join_puts_in_cannot_be_changed() -> None:
    with pytest.raises(CannotWrite, match=r"\$\{F.Arn\} is put into this definition when the file is deployed"):
        written(joined(PARTS[0], ARN, PARTS[2]), "t.json", "Arn}", "Id}")


def test_a_join_with_something_between_its_parts_takes_no_further_parts() -> None:
    text = joined('{"StartAt": "A",', '"States": {"A": {"Type": "Task", "Resource": "', ARN, '"}}}', separator=" ")
    assert written(text, "t.json", '"A"', '"B"') == text.replace('\\"A\\"', '\\"B\\"', 1)
    with pytest.raises(CannotWrite, match="put into this definition"):
        written(text, "t.json", '"A"', '"${F.Arn}"')


def test_interpolations_of_terraform_move_as_they_are_written() -> None:
    call = '${lookup(var.arns, "a")}'
    body = DEFINITION.replace("arn:F", call)
    text = f'resource "aws_sfn_state_machine" "m" {{\n  definition = <<EOF\n{body}\nEOF\n}}\n'
    shown = call.replace('"', "'")
    after = written(text, "m.tf", '"End"', f'"Comment": "{shown} %{{x}}", "End"')
    assert after == text.replace('"End"', f'"Comment": "{call} %%{{x}}", "End"')


def test_a_directive_of_terraform_stays_where_it_is() -> None:
    body = DEFINITION.replace('"End"', '%{ if var.x }"Comment": "x",%{ endif } "End"')
    text = f'resource "aws_sfn_state_machine" "m" {{\n  definition = <<EOF\n{body}\nEOF\n}}\n'
    assert written(text, "m.tf", '"A"', '"B"') == text.replace('"A"', '"B"', 1)
    with pytest.raises(CannotWrite, match="directive"):
        written(text, "m.tf", '"Comment": "x",                "End"'.replace("                ", " " * 11), '"End"')


@pytest.mark.parametrize(
    ("definition", "why"),
    [
        ("*text\n", "alias"),
        ("StartAt A\n", "no|neither|not"),
    ],
)
def test_a_definition_that_is_written_elsewhere_says_so(definition: str, why: str) -> None:
    text = f"x: &text '{DEFINITION}'\n{TEMPLATE}{definition}"
    with pytest.raises(CannotWrite, match=why):
        opened(read_host(text, "t.yaml"))


def test_terraform_written_as_json_is_changed_inside_its_string() -> None:
    definition = '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${aws_lambda_function.a.arn}","End":true}}}'
    text = json.dumps({"resource": {"aws_sfn_state_machine": {"a": {"definition": definition}}}})
    changed = written(text, "cdk.tf.json", '"End":true', '"Next":"B \\"\u00e9\\""')
    fields = json.loads(changed)["resource"]["aws_sfn_state_machine"]["a"]
    assert fields["definition"] == definition.replace('"End":true', '"Next":"B \\"\u00e9\\""')
