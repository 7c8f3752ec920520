"""What the field table cannot say about single states, rules, retriers and catchers."""

import re
from typing import Final

from webapp.asl.fields import FIELDS_OF, OPERATORS
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_open
from webapp.asl.report import Report

_COMBINATIONS = ("And", "Or", "Not")
_NOT_IN_A_LABEL: Final = re.compile(r"[\s?*<>{}\[\]:;,\\|^~$#%&`\"\x00-\x1f\x7f-\x9f]")
_BATCH_SIZES: Final = (
    *("MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"),
)
_RESERVED: Final = "States."
_HTTP_ERRORS: Final = "States.Http."
ERROR_NAMES: Final = frozenset(
    f"States.{name}"
    for name in (
        *("ALL", "TaskFailed", "Timeout", "HeartbeatTimeout", "Permissions", "Runtime", "DataLimitExceeded"),
        *("QueryEvaluationError", "ResultPathMatchFailure", "ParameterPathFailure", "IntrinsicFailure"),
        *("NoChoiceMatched", "BranchFailed", "ExceedToleratedFailureThreshold", "ItemReaderFailed"),
        "ResultWriterFailed",
    )
)
"""The reserved names of errors, those of HTTP aside."""

_DURATIONS = ("Seconds", "SecondsPath", "Timestamp", "TimestampPath")


def next_or_end(part: Part, report: Report) -> None:
    """A state that moves on has ``Next``, or ``End`` that is true."""
    if "End" not in FIELDS_OF.get(part.owner, {}) or part.has("Next"):
        return
    end = part.node.get("End")
    if end is None or (end.kind == "boolean" and end.value is False):
        report.add(part, "One of these fields is required: [Next, End]", section="Transitions")


def wait_duration(part: Part, report: Report) -> None:
    """A Wait has exactly one duration."""
    if part.owner != "Wait":
        return
    written = [name for name in _DURATIONS if part.has(name)]
    if not written:
        names = _DURATIONS if part.language != QueryLanguage.JSONATA else _DURATIONS[::2]
        report.add(part, f"One of these fields is required: [{', '.join(names)}]", section="Wait State")
    for name in written[1:]:
        message = f"This object should have only one of the following fields: [{', '.join(written)}]"
        report.add(part, message, name, location=part.pointer, section="Wait State")


def map_processor(part: Part, report: Report) -> None:
    """A Map has a machine to process its items; a distributed one says what its child executions are."""
    if part.owner == "Map" and not part.has("ItemProcessor") and not part.has("Iterator"):
        report.add(part, "These fields are required: [ItemProcessor]", section="Map State")


def map_label(part: Part, report: Report) -> None:
    """The label of a map run becomes part of its ARN: it is no longer than that allows, and of such characters."""
    label = part.node.get("Label") if part.owner == "Map" else None
    if label is None or label.kind != "string" or is_open(label):
        return
    text, most = str(label.value), FIELDS_OF["Map"]["Label"].maximum
    refused = _NOT_IN_A_LABEL.search(text)
    if not text:
        message = "Label cannot be empty"
    elif most is not None and len(text) > most:
        message = f"Label cannot exceed {most:g} characters"
    elif refused:
        message = f"Label contains invalid character: {refused[0]!r}"
    else:
        return
    report.add(part, message, "Label", at=label, code="INVALID_LABEL", section="Map State")


def distributed_execution_type(part: Part, report: Report) -> None:
    """A distributed Map names the type of its child executions."""
    if part.owner != "Processor":
        return
    config = part.node.get("ProcessorConfig")
    if config is None or not isinstance(config.value, dict):
        return
    if config.value.get("Mode") == "DISTRIBUTED" and "ExecutionType" not in config.value:
        message = "These fields are required: [ExecutionType]"
        report.add(part, message, "ProcessorConfig", at=config, section="Map State")


def batch_size(part: Part, report: Report) -> None:
    """An ItemBatcher says how large a batch may be."""
    if part.owner == "ItemBatcher" and not any(part.has(name) for name in _BATCH_SIZES):
        names = _BATCH_SIZES if part.language != QueryLanguage.JSONATA else _BATCH_SIZES[::2]
        report.add(part, f"One of these fields is required: [{', '.join(names)}]", section="Map State")


def result_writer(part: Part, report: Report) -> None:
    """A ResultWriter says how to write, or where, which takes the call and its arguments."""
    if part.owner != "ResultWriter":
        return
    arguments = "Arguments" if part.language == QueryLanguage.JSONATA else "Parameters"
    if not part.node.members:
        names = f"Resource, {arguments}, WriterConfig"
        report.add(part, f"One of these fields is required: [{names}]", section="Map State")
    elif part.has("Resource") and not part.has("Parameters") and not part.has("Arguments"):
        report.add(part, f"These fields are required: [{arguments}]", section="Map State")
    elif not part.has("Resource") and (part.has("Parameters") or part.has("Arguments")):
        report.add(part, "These fields are required: [Resource]", section="Map State")


def csv_headers(part: Part, report: Report) -> None:
    """A reader of CSV that is given the headers is not given them."""
    if part.owner != "ReaderConfig" or part.has("CSVHeaders"):
        return
    place = part.node.get("CSVHeaderLocation")
    if place is not None and place.value == "GIVEN":
        report.add(part, "These fields are required: [CSVHeaders]", section="Map State")


def task_heartbeat(part: Part, report: Report) -> None:
    """A heartbeat is shorter than the time limit."""
    if part.owner != "Task":
        return
    timeout, heartbeat = part.node.get("TimeoutSeconds"), part.node.get("HeartbeatSeconds")
    if timeout is None or heartbeat is None or timeout.kind != "number" or heartbeat.kind != "number":
        return
    if _number(heartbeat) >= _number(timeout):
        message = "HeartbeatSeconds must be smaller than TimeoutSeconds"
        report.add(part, message, "HeartbeatSeconds", section="Task State")


def task_credentials(part: Part, report: Report) -> None:
    """Credentials name a role."""
    credentials = part.node.get("Credentials") if part.owner == "Task" else None
    if credentials is None or is_open(credentials) or is_expression(part, credentials):
        return
    if credentials.kind != "object":
        report.add(part, "Expected value of type Object", "Credentials", at=credentials, section="Task State")
        return
    role = credentials.get("RoleArn")
    if role is None and credentials.get("RoleArn.$") is None:
        message = "The field 'RoleArn' is required but was missing"
        report.add(part, message, "Credentials", at=credentials, section="Task State")
    elif role is not None and role.kind != "string" and not is_open(role):
        report.add(part, "Expected value of type String", "Credentials", "RoleArn", at=role, section="Task State")


def choice_test(part: Part, report: Report) -> None:
    """A rule has exactly one test, and a comparison has something to compare."""
    if part.owner not in ("Rule", "NestedRule"):
        return
    if part.language == QueryLanguage.JSONATA:
        if part.owner == "Rule" and not part.has("Condition"):
            report.add(part, "These fields are required: [Condition]", section="Choice State")
        return
    tests = [member.key for member in part.node.members if member.key in OPERATORS or member.key in _COMBINATIONS]
    if not tests:
        if not part.has("Condition"):
            message = "A rule needs one comparison operator, or And, Or or Not"
            report.add(part, message, section="Choice State")
    elif len(tests) > 1:
        message = f"This object should have only one of the following fields: [{', '.join(tests)}]"
        report.add(part, message, tests[1], location=part.pointer, section="Choice State")
    if any(name in OPERATORS for name in tests) and not part.has("Variable"):
        report.add(part, "These fields are required: [Variable]", section="Choice State")
    if tests and tests[0] in _COMBINATIONS and part.has("Variable"):
        message = f"This object should have only one of the following fields: [Variable, {tests[0]}]"
        report.add(part, message, "Variable", location=part.pointer, section="Choice State")


def states_all_alone_and_last(part: Part, report: Report) -> None:
    """``States.ALL`` stands alone in its list, and its retrier or catcher is the last."""
    for name in ("Retry", "Catch"):
        entries = part.node.get(name) if name in FIELDS_OF.get(part.owner, {}) else None
        if entries is None:
            continue
        for index, entry in enumerate(entries.items):
            errors = entry.get("ErrorEquals")
            texts = [item.value for item in errors.items] if errors is not None else []
            if "States.ALL" in texts and (len(texts) > 1 or index < len(entries.items) - 1):
                message = "States.ALL must appear alone and at end of list"
                report.add(part, message, name, index, "ErrorEquals", section="Errors")


def reserved_error_names(part: Part, report: Report) -> None:
    """An error's name begins with ``States.``, as only those of the language do, and is none of them."""
    errors = part.node.get("ErrorEquals") if part.owner in ("Retrier", "Catcher") else None
    if errors is None:
        return
    for index, item in enumerate(errors.items):
        name = str(item.value)
        if not name.startswith(_RESERVED) or is_open(item) or name in ERROR_NAMES or name.startswith(_HTTP_ERRORS):
            continue
        report.add(
            part,
            f"There is no error '{name}': names in States. are reserved",
            *("ErrorEquals", index),
            at=item,
            code="UNKNOWN_ERROR_NAME",
            severity="warning",
            section="Errors",
            fix=report.closest(name, ERROR_NAMES),
        )


def query_language_not_back_to_jsonpath(part: Part, report: Report, root: QueryLanguage | None) -> None:
    """A state of a JSONata machine cannot go back to JSONPath."""
    own = part.node.get("QueryLanguage")
    if root == QueryLanguage.JSONATA and own is not None and own.value == "JSONPath":
        message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"
        report.add(part, message, "QueryLanguage", location=part.pointer, section="Query Language")


def is_expression(part: Part, node: Node) -> bool:
    """Return whether a JSONata state has ``node`` as an expression."""
    return part.language != QueryLanguage.JSONPATH and node.kind == "string" and str(node.value).startswith("{%")


def _number(node: Node) -> float:
    return node.value if isinstance(node.value, int | float) else 0
