"""Inserting states, as exact texts."""

from textwrap import dedent

import pytest

from tests.editing.editing import (
    COMMENTED,
    TWO,
    changed_lines,
    edited,
    on_catch,
    on_default,
    on_end,
    on_next,
    on_rule,
    on_start,
    selected,
)
from webapp.asl.parse import parse_text
from webapp.asl.text import Format
from webapp.editing import Connect, EditRefused, InsertState, SetField

CHOICE_MACHINE = """\
{
  "StartAt": "Choice",
  "States": {
    "Choice": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.status",
          "StringEquals": "failure",
          "Next": "Fail"
        },
        {
          "Variable": "$.value",
          "IsPresent": true,
          "Next": "Pass"
        }
      ],
      "Default": "Succeed"
    },
    "Fail": {
      "Type": "Fail",
      "Error": "Failed"
    },
    "Succeed": {
      "Type": "Succeed"
    },
    "Pass": {
      "Type": "Pass",
      "End": true
    }
  }
}
"""

CHOICE_MACHINE_YAML = """\
StartAt: Choice
States:
  Choice:
    Type: Choice
    Choices:
      - Variable: $.status
        StringEquals: failure
        Next: Fail
      - Variable: $.value
        IsPresent: true
        Next: Pass
    Default: Succeed
  Fail:
    Type: Fail
    Error: Failed
  Succeed:
    Type: Succeed
  Pass:
    Type: Pass
    End: true
"""

FROM_NOTHING = (
    InsertState(state_type="Choice", into=""),
    InsertState(state_type="Fail", on=on_rule("Choice", 0)),
    InsertState(state_type="Pass", on=on_rule("Choice")),
    SetField(path="Choice", pointer="/Choices/0/Variable", value="$.status"),
    SetField(path="Choice", pointer="/Choices/0/IsPresent", remove=True),
    SetField(path="Choice", pointer="/Choices/0/StringEquals", value="failure"),
)


@pytest.mark.parametrize(
    ("form", "empty", "wanted"),
    [
        ("json", "", CHOICE_MACHINE),
        ("json", "\n", CHOICE_MACHINE),
        ("yaml", "", CHOICE_MACHINE_YAML),
        ("yaml", "# Orders\n", "# Orders\n" + CHOICE_MACHINE_YAML),
        ("yaml", "# Orders", "# Orders\n" + CHOICE_MACHINE_YAML),
        ("yaml", "# Orders\n---\n", "# Orders\n---\n" + CHOICE_MACHINE_YAML),
        ("yaml", "# Orders\r\n", ("# Orders\n" + CHOICE_MACHINE_YAML).replace("\n", "\r\n")),
    ],
)
def test_a_choice_with_two_rules_and_three_ends_grows_from_an_empty_text(form: Format, empty: str, wanted: str) -> None:
    assert edited(empty, *FROM_NOTHING, form=form) == wanted


def test_an_end_is_written_behind_the_target_that_an_earlier_rule_leads_to() -> None:
    two_ends = edited(
        "",
        InsertState(state_type="Choice", into=""),
        InsertState(state_type="Fail", on=on_default("Choice")),
        Connect(transition=on_rule("Choice"), target="Fail"),
        InsertState(state_type="Pass", on=on_rule("Choice", 1)),
        InsertState(state_type="Succeed", on=on_rule("Choice", 1)),
        form="yaml",
    )
    assert [line for line in two_ends.splitlines() if line.startswith("  ") and line[2] != " "] == [
        "  Choice:",
        "  Succeed:",
        "  Succeed2:",
        "  Pass:",
        "  Fail:",
    ]


@pytest.mark.parametrize("state_type", ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"])
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_every_first_state_makes_a_machine_without_problems(state_type: str, form: Format) -> None:
    text = edited("", InsertState(state_type=state_type), form=form)
    parsed = parse_text(text, form)
    assert [problem.message for problem in parsed.problems if problem.severity == "error"] == []
    assert parsed.machine is not None
    assert next(iter(parsed.machine.states)) == state_type


@pytest.mark.parametrize("state_type", ["Task", "Pass", "Choice", "Wait", "Parallel", "Map"])
@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_every_state_between_two_others_is_without_problems(state_type: str, language: str) -> None:
    text = TWO.replace("{\n", f'{{\n  "QueryLanguage": "{language}",\n', 1)
    after = edited(text, InsertState(state_type=state_type, on=on_next("First")))
    assert [problem.message for problem in parse_text(after).problems if problem.severity == "error"] == []


def test_a_state_on_a_next_stands_between_the_two() -> None:
    after = edited(TWO, InsertState(state_type="Wait", on=on_next("First")))
    wait = '"Next": "Wait"\n    },\n    "Wait": {\n      "Type": "Wait",\n      "Seconds": 5,\n      "Next": "Second"'
    assert after == TWO.replace('"Next": "Second"', wait)


def test_a_state_on_an_end_ends_instead() -> None:
    after = edited(TWO, InsertState(state_type="Pass", name="Third", on=on_end("Second")))
    assert after == TWO.replace(
        '"End": true\n    }', '"Next": "Third"\n    },\n    "Third": {\n      "Type": "Pass",\n      "End": true\n    }'
    )


def test_a_state_on_the_start_comes_first() -> None:
    after = edited(TWO, InsertState(state_type="Pass", name="Zeroth", on=on_start()))
    wanted = TWO.replace('"StartAt": "First"', '"StartAt": "Zeroth"').replace(
        '    "First": {', '    "Zeroth": {\n      "Type": "Pass",\n      "Next": "First"\n    },\n    "First": {'
    )
    assert after == wanted


def test_an_end_on_a_transition_takes_it_and_the_old_target_stays() -> None:
    after = edited(TWO, InsertState(state_type="Fail", on=on_next("First")))
    assert changed_lines(TWO, after)[1] == [
        '      "Next": "Fail"',
        "    },",
        '    "Fail": {',
        '      "Type": "Fail",',
        '      "Error": "Failed"',
    ]
    assert '"Second": {' in after


def test_a_task_invokes_a_function_that_the_deployment_names() -> None:
    after = edited("", InsertState(state_type="Task"), form="yaml")
    assert after == dedent("""\
        StartAt: Task
        States:
          Task:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters:
              FunctionName: ${FunctionName}
              Payload.$: $
            End: true
        """)


def test_a_task_in_a_host_file_has_no_placeholder_that_the_host_would_resolve() -> None:
    host = "service: x\nmachines:\n  one:\n    definition: {}\nplugins: []\n"
    after = edited(host, InsertState(state_type="Task"), machine="/machines/one/definition")
    assert "FunctionName: FunctionName\n" in after
    assert after.startswith("service: x\nmachines:\n  one:\n    definition:\n      StartAt: Task\n")
    assert after.endswith("\nplugins: []\n")


def test_a_parallel_has_two_branches_and_a_map_a_processor() -> None:
    after = edited(
        "",
        InsertState(state_type="Parallel"),
        InsertState(state_type="Map", name="Each", on=on_end("Parallel/1/Pass2")),
        form="yaml",
    )
    assert after == dedent("""\
        StartAt: Parallel
        States:
          Parallel:
            Type: Parallel
            Branches:
              - StartAt: Pass
                States:
                  Pass:
                    Type: Pass
                    End: true
              - StartAt: Pass2
                States:
                  Pass2:
                    Type: Pass
                    Next: Each
                  Each:
                    Type: Map
                    ItemProcessor:
                      ProcessorConfig:
                        Mode: INLINE
                      StartAt: Pass3
                      States:
                        Pass3:
                          Type: Pass
                          End: true
                    End: true
            End: true
        """)


def test_a_name_is_unique_in_the_whole_machine() -> None:
    text = edited("", InsertState(state_type="Parallel"), form="json")
    assert selected(text, InsertState(state_type="Pass")) == "Pass3"
    with pytest.raises(EditRefused, match='already a state "Pass" in branch 0 of "Parallel"'):
        edited(text, InsertState(state_type="Wait", name="Pass"))


def test_in_a_commented_file_only_the_lines_of_the_gesture_change() -> None:
    after = edited(COMMENTED, InsertState(state_type="Task", name="Reserve", on=on_default("Enough?")))
    went, came = changed_lines(COMMENTED, after)
    assert went == ["    Default: Ship"]
    assert came == [
        "    Default: Reserve",
        "",
        "  Reserve:",
        "    Type: Task",
        "    Resource: arn:aws:states:::lambda:invoke",
        "    Parameters:",
        "      FunctionName: ${FunctionName}",
        "      Payload.$: $",
        "    Next: Ship",
    ]


def test_a_new_rule_leads_to_the_new_state_behind_the_last_that_the_choice_leads_to() -> None:
    after = edited(COMMENTED, InsertState(state_type="Succeed", name="Later", on=on_rule("Enough?")))
    assert (
        "      IsNull: true\n      Next: 'Sorry'\n"
        "    - Variable: $.count\n      IsNull: true\n      Next: Later\n"
        "    Default: Ship\n"
    ) in after
    assert "    # Cause: to be written\n\n  Later:\n    Type: Succeed\n\n  Done:" in after


def test_a_new_catcher_leads_to_the_new_state_which_is_written_last() -> None:
    after = edited(COMMENTED, InsertState(state_type="Fail", name="Broken", on=on_catch("Check")))
    assert (
        "      MaxAttempts: 2\n    Catch:\n    - ErrorEquals: [ States.ALL ]\n      Next: Broken\n    Next: Enough?\n"
    ) in after
    assert after.endswith("  Done:\n    Type: Succeed\n\n  Broken:\n    Type: Fail\n    Error: Failed\n")


def test_a_second_catcher_stands_before_the_one_of_all_errors() -> None:
    text = edited(COMMENTED, Connect(transition=on_catch("Check"), target="Sorry"))
    after = edited(text, Connect(transition=on_catch("Check"), target="Done"))
    assert (
        "    Catch:\n    - ErrorEquals: [ States.TaskFailed ]\n      Next: Done\n    - ErrorEquals: [ States.ALL ]"
        in after
    )


def test_a_map_without_a_processor_gets_one() -> None:
    text = "StartAt: M\nStates:\n  M:\n    Type: Map\n    MaxConcurrency: 2\n    End: true\n"
    assert edited(text, InsertState(state_type="Pass", into="M")) == text.replace(
        "    End: true\n",
        "    ItemProcessor:\n"
        "      ProcessorConfig:\n"
        "        Mode: INLINE\n"
        "      StartAt: Pass\n"
        "      States:\n"
        "        Pass:\n"
        "          Type: Pass\n"
        "          End: true\n"
        "    End: true\n",
    )


def test_an_unconnected_state_is_written_last() -> None:
    after = edited(TWO, InsertState(state_type="Succeed"))
    assert after.endswith('"End": true\n    },\n    "Succeed": {\n      "Type": "Succeed"\n    }\n  }\n}\n')


def test_short_neighbours_on_one_line_get_one_more() -> None:
    text = '{"StartAt": "A", "States": {\n  "A": { "Type": "Pass", "Next": "B" },\n  "B": { "Type": "Succeed" }\n}}'
    after = edited(text, InsertState(state_type="Wait", on=on_next("A")))
    assert after == text.replace('"B" },\n', '"Wait" },\n  "Wait": { "Type": "Wait", "Seconds": 5, "Next": "B" },\n')


def test_a_text_on_one_line_stays_on_one_line() -> None:
    text = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}'
    after = edited(text, InsertState(state_type="Pass", on=on_end("A")))
    assert after == '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Pass"},"Pass":{"Type":"Pass","End":true}}}'


def test_nothing_is_inserted_behind_an_end() -> None:
    with pytest.raises(EditRefused, match='"Sorry" is a Fail state'):
        edited(COMMENTED, InsertState(state_type="Pass", on=on_end("Sorry")))


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(EditRefused, match='no state type "Loop"'):
        edited(TWO, InsertState(state_type="Loop"))
