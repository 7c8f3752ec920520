"""The field table: every field of the language, where it may stand and what it holds.

Checks, forms, completion and the documentation read it. An *owner* is a state type or another object of the language
(:data:`OWNERS`). What the table cannot hold is code in ``checks``: a state has exactly one of ``Next`` and ``End``, a
Map exactly one of ``ItemProcessor`` and ``Iterator``, a Wait exactly one duration, a Choice rule exactly one test.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from webapp.asl.model import QueryLanguage, StateType


class Shape(StrEnum):
    """What a field holds."""

    ANY = "any JSON value"
    TEXT = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    OBJECT = "object"
    TEMPLATE = "payload template"
    VARIABLES = "object of variables"
    PATH = "path"
    REFERENCE_PATH = "reference path"
    RESULT_PATH = "reference path into the input"
    TEXT_PATH = "reference path or intrinsic function"
    STATE = "state name"
    WORD = "one of some words"
    TIMESTAMP = "timestamp"
    RESOURCE = "ARN"
    ERRORS = "array of error names"
    TEXTS = "array of strings"
    STATES = "object of states"
    MACHINE = "state machine"
    PART = "object"
    PARTS = "array of objects"
    CONDITION = "boolean or JSONata expression"
    LIST = "array or JSONata expression"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``language`` is ``None`` where both have it; ``rivals`` may not stand beside it.

    ``expression`` says that a JSONata state may write it as ``{% … %}``; ``part`` is the owner of what it holds.
    """

    name: str
    owners: tuple[str, ...]
    shape: Shape
    about: str
    section: str
    language: QueryLanguage | None = None
    required: bool = False
    nullable: bool = False
    expression: bool = False
    minimum: float | None = None
    maximum: float | None = None
    words: tuple[str, ...] = ()
    part: str = ""
    rivals: tuple[str, ...] = ()


STATE_OWNERS: Final = tuple(str(state_type) for state_type in StateType)
_PARTS: Final = (
    *("Machine", "Branch", "Processor", "ProcessorConfig", "Retrier", "Catcher", "Rule", "NestedRule"),
    *("ItemReader", "ReaderConfig", "ItemBatcher", "ResultWriter", "WriterConfig"),
)
OWNERS: Final = (*STATE_OWNERS, *_PARTS)

COMPARISONS: Final[Mapping[str, Shape]] = {
    **{f"String{name}": Shape.TEXT for name in ("Equals", "LessThan", "GreaterThan", "LessThanEquals")},
    **{f"String{name}": Shape.TEXT for name in ("GreaterThanEquals", "Matches")},
    **{f"Numeric{name}": Shape.NUMBER for name in ("Equals", "LessThan", "GreaterThan", "LessThanEquals")},
    "NumericGreaterThanEquals": Shape.NUMBER,
    "BooleanEquals": Shape.BOOLEAN,
    **{f"Timestamp{name}": Shape.TIMESTAMP for name in ("Equals", "LessThan", "GreaterThan", "LessThanEquals")},
    "TimestampGreaterThanEquals": Shape.TIMESTAMP,
    **{f"Is{name}": Shape.BOOLEAN for name in ("Null", "Present", "Numeric", "String", "Boolean", "Timestamp")},
}
"""The operators of a JSONPath Choice rule and what they compare with, those on paths aside."""

PATH_COMPARISONS: Final = tuple(
    f"{name}Path" for name in COMPARISONS if name != "StringMatches" and not name.startswith("Is")
)
OPERATORS: Final = frozenset((*COMPARISONS, *PATH_COMPARISONS))

MOST_SECONDS: Final = 99_999_999
_JSONPATH: Final = QueryLanguage.JSONPATH
_JSONATA: Final = QueryLanguage.JSONATA
_MOVING: Final = "Task Parallel Map Pass Wait"
_FLOWING: Final = "Task Parallel Map Pass Wait Choice Succeed"
_RULES: Final = "Rule NestedRule"


def _field(
    name: str,
    owners: str,
    shape: Shape,
    section: str,
    about: str,
    language: QueryLanguage | None = None,
    *,
    required: bool = False,
    nullable: bool = False,
    expression: bool = False,
    within: tuple[float | None, float | None] = (None, None),
    words: str = "",
    part: str = "",
    rivals: str = "",
) -> Field:
    return Field(
        name,
        tuple(owners.split()),
        shape,
        about,
        section,
        language,
        required,
        nullable,
        expression,
        *within,
        tuple(words.split()),
        part,
        tuple(rivals.split()),
    )


def _twin(
    name: str, owner: str, shape: Shape, section: str, about: str, within: tuple[float, float | None]
) -> tuple[Field, Field]:
    """Return a number's field and its ``…Path`` for JSONPath, which exclude each other."""
    path = f"{name}Path"
    return (
        _field(name, owner, shape, section, about, expression=True, within=within, rivals=path),
        _field(
            path, owner, Shape.REFERENCE_PATH, section, f"Where in the input {name} stands.", _JSONPATH, rivals=name
        ),
    )


# fmt: off
FIELDS: Final[tuple[Field, ...]] = (
    # The machine, a branch, an item processor
    _field("Comment", f"Machine Branch Processor Retrier Catcher {_RULES} {' '.join(STATE_OWNERS)}", Shape.TEXT, "Top-level fields", "A note for people."),
    _field("States", "Machine Branch Processor", Shape.STATES, "Top-level fields", "The states by name.", required=True),
    _field("StartAt", "Machine Branch Processor", Shape.STATE, "Top-level fields", "The first state.", required=True),
    _field("QueryLanguage", "Machine", Shape.WORD, "Top-level fields", "The language of all states that name no other.", words="JSONPath JSONata"),
    _field("Version", "Machine", Shape.WORD, "Top-level fields", "The version of the language.", words="1.0"),
    _field("TimeoutSeconds", "Machine", Shape.INTEGER, "Top-level fields", "The longest that an execution may take.", within=(1, MOST_SECONDS)),
    _field("ProcessorConfig", "Machine Processor", Shape.PART, "Map State", "How the items are processed.", part="ProcessorConfig"),
    _field("Mode", "ProcessorConfig", Shape.WORD, "Map State", "In this execution, or each item in its own.", words="INLINE DISTRIBUTED"),
    _field("ExecutionType", "ProcessorConfig", Shape.WORD, "Map State", "What the child executions are.", words="STANDARD EXPRESS"),
    # Every state
    _field("Type", " ".join(STATE_OWNERS), Shape.WORD, "States", "What the state does.", required=True, words="Task Wait Pass Succeed Fail Choice Parallel Map"),
    _field("QueryLanguage", " ".join(STATE_OWNERS), Shape.WORD, "States", "The language of this state alone.", words="JSONPath JSONata"),
    _field("Next", _MOVING, Shape.STATE, "Transitions", "The state that follows.", rivals="End"),
    _field("End", _MOVING, Shape.BOOLEAN, "Transitions", "Whether this state ends the machine, branch or iteration.", rivals="Next"),
    _field("Assign", f"{_MOVING} Choice", Shape.VARIABLES, "Variables", "Variables for the states that follow."),
    _field("InputPath", _FLOWING, Shape.PATH, "Input and Output Processing", "The part of the input that the state reads.", _JSONPATH, nullable=True),
    _field("OutputPath", _FLOWING, Shape.PATH, "Input and Output Processing", "The part of the output that goes on.", _JSONPATH, nullable=True),
    _field("Parameters", "Task Parallel Map Pass", Shape.TEMPLATE, "Payload Template", "What the state works on.", _JSONPATH),
    _field("ResultSelector", "Task Parallel Map", Shape.TEMPLATE, "Payload Template", "What is made of the result.", _JSONPATH),
    _field("ResultPath", "Task Parallel Map Pass", Shape.RESULT_PATH, "Input and Output Processing", "Where in the input the result is put.", _JSONPATH, nullable=True),
    _field("Arguments", "Task Parallel", Shape.TEMPLATE, "Input and Output Processing", "What the state works on.", _JSONATA, expression=True),
    _field("Output", _FLOWING, Shape.TEMPLATE, "Input and Output Processing", "What goes on.", _JSONATA, expression=True),
    _field("Retry", "Task Parallel Map", Shape.PARTS, "Errors", "Which errors to try again after.", part="Retrier"),
    _field("Catch", "Task Parallel Map", Shape.PARTS, "Errors", "Where to go after an error.", part="Catcher"),
    # Task
    _field("Resource", "Task", Shape.RESOURCE, "Task State", "What does the work.", required=True),
    *_twin("TimeoutSeconds", "Task", Shape.INTEGER, "Task State", "The longest that the work may take.", (1, MOST_SECONDS)),
    *_twin("HeartbeatSeconds", "Task", Shape.INTEGER, "Task State", "The longest silence of the worker.", (1, MOST_SECONDS)),
    _field("Credentials", "Task", Shape.TEMPLATE, "Task State", "The role to work as.", expression=True),
    # Parallel
    _field("Branches", "Parallel", Shape.PARTS, "Parallel State", "The machines that run side by side.", required=True, part="Branch"),
    # Map
    _field("ItemProcessor", "Map", Shape.MACHINE, "Map State", "The machine that each item goes through.", part="Processor", rivals="Iterator"),
    _field("Iterator", "Map", Shape.MACHINE, "Map State", "The old name of ItemProcessor.", _JSONPATH, part="Processor", rivals="ItemProcessor"),
    _field("ItemsPath", "Map", Shape.REFERENCE_PATH, "Map State", "Where in the input the items are.", _JSONPATH, rivals="Items"),
    _field("Items", "Map", Shape.LIST, "Map State", "The items.", _JSONATA, expression=True, rivals="ItemsPath"),
    _field("ItemSelector", "Map", Shape.TEMPLATE, "Map State", "The input of each iteration.", expression=True, rivals="Parameters"),
    *_twin("MaxConcurrency", "Map", Shape.INTEGER, "Map State", "How many iterations run at once; 0 sets no limit.", (0, None)),
    _field("ItemReader", "Map", Shape.PART, "Map State", "Where a distributed Map reads its items.", part="ItemReader"),
    _field("ItemBatcher", "Map", Shape.PART, "Map State", "How items are grouped.", part="ItemBatcher"),
    _field("ResultWriter", "Map", Shape.PART, "Map State", "Where a distributed Map writes its results.", part="ResultWriter"),
    _field("Label", "Map", Shape.TEXT, "Map State", "The name of the map run.", within=(None, 40)),
    *_twin("ToleratedFailureCount", "Map", Shape.INTEGER, "Map State", "How many items may fail.", (0, None)),
    *_twin("ToleratedFailurePercentage", "Map", Shape.NUMBER, "Map State", "How many items of a hundred may fail.", (0, 100)),
    _field("Resource", "ItemReader", Shape.RESOURCE, "Map State", "The service call that reads.", required=True),
    _field("Resource", "ResultWriter", Shape.RESOURCE, "Map State", "The service call that writes."),
    _field("Parameters", "ItemReader ResultWriter", Shape.TEMPLATE, "Map State", "What the service call is given.", _JSONPATH),
    _field("Arguments", "ItemReader ResultWriter", Shape.TEMPLATE, "Map State", "What the service call is given.", _JSONATA, expression=True),
    _field("ReaderConfig", "ItemReader", Shape.PART, "Map State", "How the source is read.", part="ReaderConfig"),
    _field("InputType", "ReaderConfig", Shape.WORD, "Map State", "What the source holds.", words="CSV JSON JSONL PARQUET MANIFEST"),
    _field("Transformation", "ReaderConfig", Shape.WORD, "Map State", "Whether listed objects are read themselves.", words="NONE LOAD_AND_FLATTEN"),
    _field("ManifestType", "ReaderConfig", Shape.WORD, "Map State", "The kind of manifest.", words="ATHENA_DATA S3_INVENTORY"),
    _field("CSVDelimiter", "ReaderConfig", Shape.WORD, "Map State", "What stands between the cells.", words="COMMA PIPE SEMICOLON SPACE TAB"),
    _field("CSVHeaderLocation", "ReaderConfig", Shape.WORD, "Map State", "Where the names of the columns are.", words="FIRST_ROW GIVEN"),
    _field("CSVHeaders", "ReaderConfig", Shape.TEXTS, "Map State", "The names of the columns."),
    _field("ItemsPointer", "ReaderConfig", Shape.TEXT, "Map State", "A JSON Pointer to the array in the file."),
    *_twin("MaxItems", "ReaderConfig", Shape.INTEGER, "Map State", "How many items are read; 0 is all.", (0, 100_000_000)),
    _field("BatchInput", "ItemBatcher", Shape.TEMPLATE, "Map State", "What every batch is given.", expression=True),
    *_twin("MaxItemsPerBatch", "ItemBatcher", Shape.INTEGER, "Map State", "How many items go into a batch.", (1, None)),
    *_twin("MaxInputBytesPerBatch", "ItemBatcher", Shape.INTEGER, "Map State", "How large a batch may be.", (1, 262_144)),
    _field("WriterConfig", "ResultWriter", Shape.PART, "Map State", "What is written.", part="WriterConfig"),
    _field("OutputType", "WriterConfig", Shape.WORD, "Map State", "The format of the results.", words="JSON JSONL"),
    _field("Transformation", "WriterConfig", Shape.WORD, "Map State", "How much of each result is written.", words="NONE COMPACT FLATTEN"),
    # Pass, Wait
    _field("Result", "Pass", Shape.ANY, "Pass State", "The result, as it stands.", _JSONPATH, nullable=True),
    _field("Seconds", "Wait", Shape.INTEGER, "Wait State", "How long to wait.", expression=True, within=(0, MOST_SECONDS)),
    _field("Timestamp", "Wait", Shape.TIMESTAMP, "Wait State", "Until when to wait.", expression=True),
    _field("SecondsPath", "Wait", Shape.REFERENCE_PATH, "Wait State", "Where in the input the seconds stand.", _JSONPATH),
    _field("TimestampPath", "Wait", Shape.REFERENCE_PATH, "Wait State", "Where in the input the time stands.", _JSONPATH),
    # Choice
    _field("Choices", "Choice", Shape.PARTS, "Choice State", "The rules; the first that is true is taken.", required=True, part="Rule"),
    _field("Default", "Choice", Shape.STATE, "Choice State", "The state when no rule is true."),
    _field("Next", "Rule", Shape.STATE, "Choice State", "The state when the rule is true.", required=True),
    _field("Assign", "Rule", Shape.VARIABLES, "Choice State", "Variables when the rule is true."),
    _field("Output", "Rule", Shape.TEMPLATE, "Choice State", "What goes on when the rule is true.", _JSONATA, expression=True),
    _field("Condition", "Rule", Shape.CONDITION, "Choice State", "What must be true.", _JSONATA, expression=True),
    _field("And", _RULES, Shape.PARTS, "Choice State", "Tests that must all be true.", _JSONPATH, part="NestedRule"),
    _field("Or", _RULES, Shape.PARTS, "Choice State", "Tests of which one must be true.", _JSONPATH, part="NestedRule"),
    _field("Not", _RULES, Shape.PART, "Choice State", "A test that must be false.", _JSONPATH, part="NestedRule"),
    _field("Variable", _RULES, Shape.PATH, "Choice State", "What is tested.", _JSONPATH),
    *(_field(name, _RULES, shape, "Choice State", "What it is compared with.", _JSONPATH) for name, shape in COMPARISONS.items()),
    *(_field(name, _RULES, Shape.PATH, "Choice State", "Where that stands which it is compared with.", _JSONPATH) for name in PATH_COMPARISONS),
    # Fail
    _field("Error", "Fail", Shape.TEXT, "Fail State", "The name of the error.", expression=True, rivals="ErrorPath"),
    _field("Cause", "Fail", Shape.TEXT, "Fail State", "What a person should read.", expression=True, rivals="CausePath"),
    _field("ErrorPath", "Fail", Shape.TEXT_PATH, "Fail State", "Where in the input the name of the error stands.", _JSONPATH, rivals="Error"),
    _field("CausePath", "Fail", Shape.TEXT_PATH, "Fail State", "Where in the input the cause stands.", _JSONPATH, rivals="Cause"),
    # Retry, Catch
    _field("ErrorEquals", "Retrier Catcher", Shape.ERRORS, "Errors", "The errors that this is for.", required=True),
    _field("IntervalSeconds", "Retrier", Shape.INTEGER, "Errors", "Seconds before the first retry.", within=(1, MOST_SECONDS)),
    _field("MaxAttempts", "Retrier", Shape.INTEGER, "Errors", "How many retries; 0 is none.", within=(0, MOST_SECONDS)),
    _field("BackoffRate", "Retrier", Shape.NUMBER, "Errors", "What the interval is multiplied by after each retry.", within=(1, None)),
    _field("MaxDelaySeconds", "Retrier", Shape.INTEGER, "Errors", "The longest interval.", within=(1, 31_622_400)),
    _field("JitterStrategy", "Retrier", Shape.WORD, "Errors", "Whether the interval is drawn by chance.", words="FULL NONE"),
    _field("Next", "Catcher", Shape.STATE, "Errors", "The state after the error.", required=True),
    _field("ResultPath", "Catcher", Shape.RESULT_PATH, "Errors", "Where in the input the error is put.", _JSONPATH, nullable=True),
    _field("Assign", "Catcher", Shape.VARIABLES, "Errors", "Variables after the error."),
    _field("Output", "Catcher", Shape.TEMPLATE, "Errors", "What goes on after the error.", _JSONATA, expression=True),
)
# fmt: on

FIELDS_OF: Final[Mapping[str, Mapping[str, Field]]] = {
    owner: {field.name: field for field in FIELDS if owner in field.owners} for owner in OWNERS
}
"""The fields of each owner by name."""

KNOWN_NAMES: Final = frozenset(field.name for field in FIELDS)
