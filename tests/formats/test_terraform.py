import json

import pytest

from tests.formats.hosts import FIXTURES, host_of
from webapp.formats import bind, parse_machine, read_host, resolve


def test_each_way_to_write_a_definition_is_read_once() -> None:
    host = host_of(FIXTURES / "terraform/main.tf")
    assert host.kind == "terraform"
    assert [(each.name, each.pointer, each.type) for each in host.machines] == [
        ("heredoc", "/resource/aws_sfn_state_machine/heredoc/definition", "EXPRESS"),
        ("encoded", "/resource/aws_sfn_state_machine/encoded/definition", None),
        ("template", "/resource/aws_sfn_state_machine/template/definition", None),
        ("orders", "/locals/shared", None),
    ]
    assert [(each.name, each.severity) for each in host.unreadable] == [("made", "info")]


def test_a_heredoc_is_read_as_terraform_does() -> None:
    host = host_of(FIXTURES / "terraform/main.tf")
    state = host.machines[0].root.at("/States/Here 🧭")
    assert state is not None
    assert state.value == {
        "Type": "Task",
        "Resource": "${aws_lambda_function.work['a'].arn}",
        "Comment": "${kept}",
        "Next": "Lost",
    }


def test_functions_are_bound_by_attribute_and_through_a_template() -> None:
    host = host_of(FIXTURES / "terraform/main.tf")
    functions = {each.name: each for each in host.functions}
    pay, work = functions["module.pay"], functions["aws_lambda_function.work"]
    assert (pay.folder, work.folder, work.deployed_name) == ("src/pay", "src", "worker")
    assert bind("${aws_lambda_function.work.arn}", host) == work
    assert bind("${aws_lambda_function.work['a'].qualified_arn}", host) == work
    assert bind("${pay}", host) == bind("${module.pay.lambda_function_arn}", host) == pay
    assert resolve("${pay}", host) == "${module.pay.lambda_function_arn}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        'resource "aws_sfn_state_machine" "a" {',
        'resource "aws_sfn_state_machine" "a" {\n  definition = <<EOF\n{"StartAt": \nEOF\n}\n',
        'resource "aws_sfn_state_machine" "a" {\n  definition = "{\\"StartAt\\": \\"A\\"}"\n}\n',
        'resource "aws_sfn_state_machine" "a" {\n  definition = local.a\n}\nlocals {\n  a = local.a\n}\n',
        "a = " + "[" * 5_000,
        'a = "' + '${"' * 1_000,
        "locals {\n" * 2_000,
        "\0 \ud83e <<EOF",
    ],
)
def test_whatever_the_text_there_is_a_host(text: str) -> None:
    host = read_host(text, "main.tf")
    assert host.kind == "terraform"
    for machine in host.machines:
        assert machine.embedded is not None


def test_modules_that_make_something_else_are_passed_over() -> None:
    text = 'module "dashboard" {\n  source = "./dashboard"\n  definition = var.widgets\n}\n'
    host = read_host(text, "main.tf")
    assert (host.machines, host.unreadable) == ((), ())


def test_terraform_written_as_json_is_read_too() -> None:
    definition = {"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": "${aws_lambda_function.pay.arn}"}}}
    state_machine = {"order": {"name": "order", "type": "EXPRESS", "definition": json.dumps(definition)}}
    text = json.dumps({"resource": {"aws_sfn_state_machine": state_machine}}, indent=1)
    host = read_host(text, "cdk.tf.json")
    (machine,) = host.machines
    assert (host.kind, machine.name, machine.type) == ("terraform", "order", "EXPRESS")
    assert machine.pointer == "/resource/aws_sfn_state_machine/order/definition"
    assert [problem.message for problem in parse_machine(host, machine).problems] == [
        "Workflow has no terminal state",
        "One of these fields is required: [Next, End]",
    ]
