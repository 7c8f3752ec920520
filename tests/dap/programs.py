"""State machines to debug, as files whose lines the tests name."""

from pathlib import Path
from typing import Any

WORDS = """\
{
  "StartAt": "Split",
  "States": {
    "Split": {
      "Type": "Pass",
      "Next": "MapWords"
    },
    "MapWords": {
      "Type": "Map",
      "ItemsPath": "$.words",
      "MaxConcurrency": 2,
      "ItemProcessor": {
        "StartAt": "Mapper",
        "States": {
          "Mapper": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "length", "Payload.$": "$"},
            "OutputPath": "$.Payload",
            "End": true
          }
        }
      },
      "Next": "Reduce"
    },
    "Reduce": {
      "Type": "Pass",
      "Parameters": {"total.$": "$[0].length"},
      "End": true
    }
  }
}
"""

SPLIT, MAP, MAPPER, REDUCE = 4, 8, 15, 26

WORD_LIST = {"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}

MOCKS: dict[str, Any] = {"Mapper": {"Return": {"Payload": {"length": 5}}, "DelaySeconds": 1}}

FAILING = """\
StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - ErrorEquals: [Busy]
        MaxAttempts: 1
    End: true
"""


ROUTE = """\
StartAt: Route
States:
  Route:
    Type: Choice
    Choices:
      - Variable: $.good
        BooleanEquals: true
        Next: Good
    Default: Bad
  Good:
    Type: Pass
    Result: 1
    ResultPath: $.n
    Next: Last
  Bad:
    Type: Pass
    Next: Last
  Last:
    Type: Succeed
"""

RULE, DEFAULT = 8, 9


def route(folder: Path) -> Path:
    """Return the file of a Choice."""
    return _file(folder, "route.asl.yaml", ROUTE)


def words(folder: Path) -> Path:
    """Return the file of seven words."""
    return _file(folder, "words.asl.json", WORDS)


def failing(folder: Path) -> Path:
    """Return the file of a Task that fails."""
    return _file(folder, "failing.asl.yaml", FAILING)


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
