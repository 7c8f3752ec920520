"""The functions that expressions may call, with what people should know of them: data, read by completion and hover."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Function:
    """A function: ``signature`` begins with its name."""

    name: str
    signature: str
    about: str


def _table(prefix: str, rows: str) -> Mapping[str, Function]:
    functions = {}
    for row in rows.strip().splitlines():
        signature, about = row.strip().split(" -- ")
        name = prefix + signature.partition("(")[0]
        functions[name] = Function(name, prefix + signature, about)
    return functions


INTRINSICS: Final = _table(
    "States.",
    """
    Format(template, value, …) -- Puts the values in place of each {} of the template.
    StringToJson(text) -- Reads a JSON text.
    JsonToString(value) -- Writes a value as JSON text.
    Array(value, …) -- Makes an array of its arguments.
    ArrayPartition(array, size) -- Cuts an array into arrays of at most that size.
    ArrayContains(array, value) -- Whether the array holds that value.
    ArrayRange(first, last, step) -- The numbers from first to last, both included; at most 1,000.
    ArrayGetItem(array, index) -- The item at an index, from 0.
    ArrayLength(array) -- How many items the array has.
    ArrayUnique(array) -- The array without repeated values.
    Base64Encode(text) -- The text in Base64; at most 10,000 characters.
    Base64Decode(text) -- The text that is written in Base64; at most 10,000 characters.
    Hash(value, algorithm) -- A digest as lower-case hex: 'MD5', 'SHA-1', 'SHA-256', 'SHA-384' or 'SHA-512'.
    JsonMerge(first, second, deep) -- Both objects as one, the second's members winning; deep must be false at AWS.
    MathRandom(first, last, seed) -- A whole number, first included, last not; the seed may be left out.
    MathAdd(first, second) -- The sum of two whole numbers; fractions are rounded before.
    StringSplit(text, characters) -- The pieces between any of the characters; empty ones are left out.
    UUID() -- A new UUID, version 4.
    """,
)

JSONATA: Final = _table(
    "$",
    """
    partition(array, size) -- AWS: cuts an array into arrays of at most that size.
    range(first, last, step) -- AWS: the numbers from first to last, both included; at most 1,000.
    hash(value, algorithm) -- AWS: a digest as lower-case hex: 'MD5', 'SHA-1', 'SHA-256', 'SHA-384' or 'SHA-512'.
    random(seed) -- A number from 0 to below 1. AWS: a whole number as seed makes it repeatable.
    uuid() -- AWS: a new UUID, version 4.
    parse(text) -- AWS: reads a JSON text.
    string(value, prettify) -- The value as text.
    length(text) -- How many characters the text has.
    substring(text, start, length) -- A part of the text; start counts from 0, from the end if negative.
    substringBefore(text, characters) -- What stands before the first occurrence.
    substringAfter(text, characters) -- What stands after the first occurrence.
    uppercase(text) -- The text in upper case.
    lowercase(text) -- The text in lower case.
    trim(text) -- The text without blanks around it, and single blanks inside.
    pad(text, width, character) -- The text padded to a width; on the left if the width is negative.
    contains(text, pattern) -- Whether the text holds another text or matches a regular expression.
    split(text, separator, limit) -- The pieces of the text.
    join(array, separator) -- The texts of an array as one.
    match(text, pattern, limit) -- The places where a regular expression matches.
    replace(text, pattern, replacement, limit) -- The text with what matches replaced.
    base64encode(text) -- The text in Base64.
    base64decode(text) -- The text that is written in Base64.
    encodeUrlComponent(text) -- The text escaped for a part of a URL.
    encodeUrl(text) -- The text escaped for a whole URL.
    decodeUrlComponent(text) -- The text of an escaped part of a URL.
    decodeUrl(text) -- The text of an escaped URL.
    number(value) -- The value as a number.
    abs(number) -- The number without its sign.
    floor(number) -- The next whole number below.
    ceil(number) -- The next whole number above.
    round(number, digits) -- The number rounded, halves to the even neighbour.
    power(base, exponent) -- The base to the power of the exponent.
    sqrt(number) -- The square root.
    formatNumber(number, picture, options) -- The number written after a picture such as '#,##0.00'.
    formatBase(number, base) -- The whole number written in a base from 2 to 36.
    formatInteger(number, picture) -- The whole number written after a picture such as 'w' or 'I'.
    parseInteger(text, picture) -- The whole number that is written after a picture.
    sum(array) -- The sum of the numbers.
    max(array) -- The greatest of the numbers.
    min(array) -- The least of the numbers.
    average(array) -- The mean of the numbers.
    boolean(value) -- Whether the value counts as true.
    not(value) -- Whether the value counts as false.
    exists(value) -- Whether there is such a value.
    count(array) -- How many items there are.
    append(first, second) -- Both arrays as one.
    sort(array, function) -- The array in order; the function says whether its first argument comes after its second.
    reverse(array) -- The array backwards.
    shuffle(array) -- The array in a random order.
    distinct(array) -- The array without repeated values.
    zip(array, …) -- The first items of the arrays as one array, then the second ones, and so on.
    keys(object) -- The names of the members.
    lookup(object, key) -- The value of a member.
    spread(object) -- The members as an array of objects of one member.
    merge(array) -- The objects of an array as one.
    sift(object, function) -- The members for which the function is true.
    each(object, function) -- What the function makes of each member.
    error(message) -- Fails, with the message.
    assert(condition, message) -- Fails with the message unless the condition is true.
    type(value) -- The name of the value's type.
    map(array, function) -- What the function makes of each item.
    filter(array, function) -- The items for which the function is true.
    single(array, function) -- The one item for which the function is true; fails if there are more or none.
    reduce(array, function, first) -- What remains when the function joins the items one after the other.
    now(picture, zone) -- The time as ISO 8601 text.
    millis() -- The time in milliseconds since 1970.
    fromMillis(number, picture, zone) -- The text for a time in milliseconds since 1970.
    toMillis(text, picture) -- The milliseconds since 1970 for a time as text.
    """,
)

STATES_MEMBERS: Final[Mapping[str, str]] = {
    "input": "The state's input, as it came.",
    "result": "The result of the work; in Output and Assign of Task, Parallel and Map.",
    "errorOutput": "The error with Error and Cause; in Output and Assign of a catcher.",
    "context": "The context object: Execution, State, StateMachine, Task, Map.",
}

ERROR_NAMES: Final[Mapping[str, str]] = {
    "States.ALL": "Any error but States.Runtime; alone in its list, and in the last retrier or catcher.",
    "States.TaskFailed": "Any error of a task but a time-out.",
    "States.Timeout": "The state or the task took longer than its TimeoutSeconds, or was silent too long.",
    "States.HeartbeatTimeout": "The task was silent for longer than its HeartbeatSeconds.",
    "States.Permissions": "The role may not do what the task does.",
    "States.DataLimitExceeded": "A value is larger than the quota allows.",
    "States.QueryEvaluationError": "A JSONata expression failed.",
    "States.ResultPathMatchFailure": "The ResultPath cannot be applied to the input.",
    "States.BranchFailed": "A branch of a Parallel failed.",
    "States.ItemReaderFailed": "A distributed Map could not read its items.",
    "States.ResultWriterFailed": "A distributed Map could not write its results.",
    "States.ExceedToleratedFailureThreshold": "More items of a distributed Map failed than it tolerates.",
    "States.Http.Socket": "An HTTP task lost its connection.",
    "States.Runtime": "A mistake in the definition, seen at run time; never retried, never matched by States.ALL.",
    "States.ParameterPathFailure": "Reserved: AWS reports States.Runtime instead.",
    "States.IntrinsicFailure": "Reserved: AWS reports States.Runtime instead.",
    "States.NoChoiceMatched": "Reserved: AWS reports States.Runtime instead.",
    "Lambda.TooManyRequestsException": "Lambda: too many invocations at once.",
    "Lambda.ServiceException": "Lambda: a failure of the service; worth a retry.",
    "Lambda.AWSLambdaException": "Lambda: a failure of the service; worth a retry.",
    "Lambda.SdkClientException": "Lambda: the service was not reached; worth a retry.",
    "Lambda.ClientExecutionTimeoutException": "Lambda: the service did not answer in time; worth a retry.",
    "Lambda.Unknown": "Lambda: the function ended without an answer.",
}

CONTEXT: Final[dict[str, Json]] = {
    "Execution": {
        "Id": "arn:aws:states:us-east-1:123456789012:execution:machine:execution",
        "Input": {},
        "Name": "execution",
        "RoleArn": "arn:aws:iam::123456789012:role/role",
        "StartTime": "2025-01-01T00:00:00Z",
        "RedriveCount": 0,
    },
    "State": {"EnteredTime": "2025-01-01T00:00:00Z", "Name": "State", "RetryCount": 0},
    "StateMachine": {"Id": "arn:aws:states:us-east-1:123456789012:stateMachine:machine", "Name": "machine"},
    "Task": {"Token": "token"},
    "Map": {"Item": {"Index": 0, "Value": {}, "Key": "key", "Source": "STATE_DATA"}},
}
"""The shape of the context object; ``Task`` and ``Map`` are not always there."""
