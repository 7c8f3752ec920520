"""Ready-made states and patterns: valid in both query languages, with what their services need."""

import json
from typing import Any

import pytest

from tests.editing.editing import COMMENTED, TWO, edited, on_end, on_next, on_rule, on_start
from webapp.asl import parse_text, service_actions
from webapp.asl.integrations import OPTIMISED
from webapp.asl.text import Format, read_text
from webapp.editing import EditRefused, InsertState, edit
from webapp.editing.catalogue import action_state, pattern_machine, templates
from webapp.editing.catalogue_actions import ACTIONS, Action
from webapp.editing.catalogue_patterns import PATTERNS
from webapp.testing import run


def problems(machine: Any, *, jsonata: bool) -> list[str]:
    whole = {"QueryLanguage": "JSONata", **machine} if jsonata else machine
    return [f"{problem.pointer}: {problem.message}" for problem in parse_text(json.dumps(whole)).problems]


@pytest.mark.parametrize("jsonata", [False, True])
@pytest.mark.parametrize("substitutions", [False, True])
def test_every_call_is_valid(jsonata: bool, substitutions: bool) -> None:
    for action in ACTIONS:
        _, state = action_state(f"action:{action.call}", jsonata=jsonata, substitutions=substitutions)
        machine = {"StartAt": "A", "States": {"A": {**state, "End": True}}}
        assert problems(machine, jsonata=jsonata) == [], action.call


@pytest.mark.parametrize("jsonata", [False, True])
@pytest.mark.parametrize("pattern", [pattern.id for pattern in PATTERNS])
def test_every_pattern_is_valid(pattern: str, jsonata: bool) -> None:
    machine = pattern_machine(f"pattern:{pattern}", jsonata=jsonata, substitutions=True)
    assert problems(machine, jsonata=jsonata) == []


def payload(value: Any) -> dict[str, Any]:
    return {"Payload": value}


FAILING = {"Throw": {"Error": "Broken", "Cause": "it is"}}
STATUSES = [payload({"status": "RUNNING"}), payload({"status": "SUCCEEDED"})]
RUNS: dict[str, tuple[Any, Any, str]] = {
    "retry": ({}, {"Call with retries": payload(1)}, "SUCCEEDED"),
    "fallback": ({}, {"Try": FAILING, "Fall back": payload(1)}, "SUCCEEDED"),
    "callback": ({}, {"Wait for answer": {"a": 1}}, "SUCCEEDED"),
    "poll": ({}, {"Start job": payload({"status": "RUNNING"}), "Get status": STATUSES}, "SUCCEEDED"),
    "fan-out": ({"items": [1, 2]}, {"Work on item": payload(1), "Combine results": payload(2)}, "SUCCEEDED"),
    "approval": ({}, {"Ask for approval": {"approved": False}}, "FAILED"),
    "saga": (
        {},
        {
            "Reserve": payload(1),
            "Charge": payload(2),
            "Ship": FAILING,
            "Refund": payload(3),
            "Cancel reservation": payload(4),
        },
        "FAILED",
    ),
    "circuit": ({}, {"Read circuit": {}, "Call service": payload(1)}, "SUCCEEDED"),
    "lookups": (
        {},
        {"Look up customer": payload(1), "Look up stock": payload(2), "Look up prices": payload(3)},
        "SUCCEEDED",
    ),
    "rate-limit": ({"items": [1, 2]}, {"Call limited service": payload(1)}, "SUCCEEDED"),
    "loop": ({}, {"Do it": payload(1)}, "SUCCEEDED"),
}


@pytest.mark.parametrize("pattern", RUNS)
def test_every_pattern_runs_alike_in_both_languages(pattern: str) -> None:
    given, mocks, status = RUNS[pattern]
    paths = []
    for jsonata in (False, True):
        machine = pattern_machine(f"pattern:{pattern}", jsonata=jsonata, substitutions=False)
        result = run({"QueryLanguage": "JSONata", **machine} if jsonata else machine, given, mocks=mocks)
        assert result["status"] == status
        paths.append([name for name in result.path if name != "Take count"])
    assert paths[0] == paths[1]


def test_a_faulty_pattern_would_be_found() -> None:
    machine = pattern_machine("pattern:saga", jsonata=False, substitutions=True)
    assert problems(machine, jsonata=True) != []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.call)
def test_every_call_has_the_parameters_that_its_api_needs(action: Action) -> None:
    needed = {name for name, star in api_parameters(action) if star}
    known = {name for name, _ in api_parameters(action)}
    given = set(action.parameters)
    assert needed <= given
    assert not known or given <= known


def api_parameters(action: Action) -> list[tuple[str, bool]]:
    """Return the parameters of the API behind a call, and whether they are required; none where AWS has no such API."""
    service, _, name = action.call.partition("#")[0].removeprefix("aws-sdk:").partition(":")
    name = name.partition(".")[0]
    if not action.call.startswith("aws-sdk:"):
        row = next((row for row in OPTIMISED if row[0] == service and name in row[2].split()), None)
        service = row[1] if row is not None else ""
    text = (service_actions(service) or {}).get(name, "") if service else ""
    made_up = {"clientToken", "ClientToken"}  # the SDK makes these up
    parts = [part.partition("*") for part in text.split(",") if part]
    return [(left if star else left[:-1], bool(star) and left not in made_up) for left, star, _ in parts]


def test_a_call_is_inserted_in_the_style_of_the_file() -> None:
    after = edited(COMMENTED, InsertState(template="action:sqs:sendMessage", on=on_next("Check")))
    assert (
        "  Send message:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    Parameters:\n"
        "      QueueUrl: ${QueueUrl}\n      MessageBody.$: $\n    Next: Enough?\n" in after
    )
    jsonata = TWO.replace('"StartAt"', '"QueryLanguage": "JSONata",\n  "StartAt"')
    after = edited(jsonata, InsertState(template="action:sqs:sendMessage", on=on_next("First")))
    assert '"MessageBody": "{% $states.input %}"' in after
    twice = edited(after, InsertState(template="action:sqs:sendMessage", on=on_next("First")))
    assert '"Send message (2)": {' in twice


def test_any_call_of_the_sdk_is_inserted_with_what_it_needs() -> None:
    after = edited(TWO, InsertState(template="action:aws-sdk:ec2:stopInstances", on=on_end("Second"), name="Stop"))
    assert '"Resource": "arn:aws:states:::aws-sdk:ec2:stopInstances"' in after
    assert '"InstanceIds": []' in after
    assert '"Stop": {' in after


def test_a_pattern_is_inserted_on_a_transition() -> None:
    after = edited(TWO, InsertState(template="pattern:poll", on=on_next("First")))
    machine: Any = json.loads(after)
    assert machine["States"]["First"]["Next"] == "Start job"
    assert machine["States"]["Job done"]["Next"] == "Second"
    assert edit(read_text(TWO), "", InsertState(template="pattern:poll", on=on_next("First"))).select == "Start job"
    again = edited(after, InsertState(template="pattern:poll", on=on_start()))
    assert json.loads(again)["States"]["Is it done? (2)"]["Default"] == "Wait a while (2)"


@pytest.mark.parametrize("template", [each.id for each in templates()])
def test_everything_can_be_inserted_everywhere(template: str) -> None:
    for text in (TWO, COMMENTED):
        for command in (InsertState(template=template), InsertState(template=template, on=on_start())):
            edited(text, command)
    edited(COMMENTED, InsertState(template=template, on=on_rule("Enough?", 0)))
    forms: tuple[Format, ...] = ("json", "yaml")
    for form in forms:
        after = edited("", InsertState(template=template), form=form)
        assert [p for p in parse_text(after, form).problems if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("action:lambda:fly", 'no template "action:lambda:fly"'),
        ("action:aws-sdk:ec2:fly", 'no template "action:aws-sdk:ec2:fly"'),
        ("pattern:none", 'no template "pattern:none"'),
        ("action:aws-sdk:ec2:stopInstances.waitForTaskToken", "where its token goes"),
        ("Loop", 'no state type "Loop"'),
    ],
)
def test_what_there_is_not_is_refused(template: str, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(TWO, InsertState(template=template))
