"""A text made ready to run, or refused with its place."""

import json
from typing import Any

import pytest

from webapp.executions.preparation import CannotRun, find_machine, parse_input, prepare
from webapp.formats import read_host

PASS: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
BROKEN: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Nowhere"}}}
SERVERLESS = """
service: shop
stepFunctions:
  stateMachines:
    one: {definition: {StartAt: A, States: {A: {Type: Pass, Result: "${self:service}", End: true}}}}
    two: {definition: {StartAt: B, States: {B: {Type: Succeed}}}}
"""


def test_placeholders_are_filled_in_before_the_machine_runs() -> None:
    prepared = prepare(SERVERLESS, "serverless.yml", None, {}, "[1]")
    state = prepared.machine.states["A"]
    assert (prepared.name, prepared.format, prepared.input) == ("one", "yaml", [1])
    assert state.raw["Result"] == "shop"


def test_a_machine_is_found_by_name_or_pointer_the_first_by_default() -> None:
    host = read_host(SERVERLESS, "serverless.yml")
    two = find_machine(host, "two")
    assert find_machine(host, two.pointer) == two
    assert find_machine(host, None) == find_machine(host, "") == find_machine(host, "one")
    with pytest.raises(CannotRun, match="it has: one, two"):
        find_machine(host, "three")


def test_a_text_with_an_error_says_where_it_is() -> None:
    with pytest.raises(CannotRun, match="Nowhere") as caught:
        prepare(json.dumps(BROKEN, indent=2), None, None, {}, "{}")
    assert caught.value.line == 6


def test_what_ran_before_is_loaded_whatever_the_checks_say_now() -> None:
    prepared = prepare(json.dumps(BROKEN), None, None, {}, "{}", checked=False)
    assert list(prepared.machine.states) == ["A"]


@pytest.mark.parametrize("text", ["", "{}", '{"StartAt": "A", "States": {}}', "{"])
def test_what_has_no_states_does_not_run(text: str) -> None:
    with pytest.raises(CannotRun):
        prepare(text, None, None, {}, "{}")


@pytest.mark.parametrize(("text", "value"), [("", {}), (" \n", {}), ("null", None), ("\ufeff[1]", [1])])
def test_a_blank_input_is_an_empty_object(text: str, value: object) -> None:
    assert parse_input(text) == value


def test_an_input_that_is_no_json_says_where() -> None:
    with pytest.raises(CannotRun, match="The input is no JSON") as caught:
        parse_input('{\n  "a": nope}')
    assert (caught.value.line, caught.value.column) == (2, 8)
