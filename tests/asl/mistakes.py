"""States with one mistake each: the state, where the problem stands in it, and how its message begins."""

from typing import Any

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:pay"
TASK = {"Type": "Task", "Resource": LAMBDA}
STATES: dict[str, dict[str, Any]] = {
    "Task": {**TASK, "End": True},
    "Parallel": {
        "Type": "Parallel",
        "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "End": True}}}],
        "End": True,
    },
    "Map": {
        "Type": "Map",
        "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": True}}},
        "End": True,
    },
    "Pass": {"Type": "Pass", "End": True},
    "Wait": {"Type": "Wait", "Seconds": 1, "End": True},
    "Choice": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": True, "Next": "Z"}]},
    "Succeed": {"Type": "Succeed"},
    "Fail": {"Type": "Fail"},
}
DISTRIBUTED = {
    **STATES["Map"],
    "ItemProcessor": {
        **STATES["Map"]["ItemProcessor"],
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    },
}

# fmt: off
MISTAKES: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"Type": "Paas"}, "/Type", "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]"),
    ({"Type": "Pass"}, "", "One of these fields is required: [Next, End]"),
    ({"Type": "Pass", "End": False}, "", "One of these fields is required: [Next, End]"),
    ({"Type": "Pass", "Next": "Z", "End": True}, "/End", "This object should have only one of the following fields: [Next, End]"),
    ({"Type": "Pass", "Next": "Y"}, "/Next", "Missing 'Next' target: Y"),
    ({"Type": "Pass", "End": True, "InputPath": "a"}, "/InputPath", "Value is not a valid JSONPath: "),
    ({"Type": "Pass", "End": True, "InputPath": "$.a["}, "/InputPath", "Value is not a valid JSONPath: "),
    ({"Type": "Pass", "End": True, "ResultPath": "$$.a"}, "/ResultPath", "Value is not a Reference Path"),
    ({"Type": "Pass", "End": True, "ResultPath": "$.a[*]"}, "/ResultPath", "Value is not a Reference Path"),
    ({"Type": "Pass", "End": True, "Parameters": {"a": [{"b.$": "x"}]}}, "/Parameters/a/0/b.$", "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call"),
    ({"Type": "Pass", "End": True, "Parameters": {"b.$": "States.Nope()"}}, "/Parameters/b.$", "The value for the field 'b.$' must be"),
    ({"Type": "Pass", "End": True, "Parameters": {"b.$": 1}}, "/Parameters/b.$", "The value for the field 'b.$' must be"),
    ({"Type": "Pass", "End": True, "Parameters": {"b.$": "$", "b": 1}}, "/Parameters/b.$", "The keys 'b.$' and 'b' give the same field"),
    ({"Type": "Pass", "End": True, "Assign": {"states": 1}}, "/Assign/states", "'states' is not a valid variable name"),
    ({"Type": "Pass", "End": True, "Assign": {"a.b": 1}}, "/Assign/a.b", "'a.b' is not a valid variable name"),
    ({"Type": "Pass", "End": True, "QueryLanguage": "JSONata", "Output": "{% 1"}, "/Output", "A JSONata expression must start with {% and end with %}"),
    ({"Type": "Pass", "End": True, "QueryLanguage": "JSONata", "Output": {"a": ["1 %}"]}}, "/Output/a/0", "A JSONata expression must start"),
    ({"Type": "Wait", "End": True}, "", "One of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]"),
    ({"Type": "Wait", "End": True, "Seconds": 1, "SecondsPath": "$.a"}, "/SecondsPath", "This object should have only one of the following fields: [Seconds, SecondsPath]"),
    ({"Type": "Wait", "End": True, "Timestamp": "2016-12-05T21:29:29"}, "/Timestamp", "String does not match RFC3339 timestamp"),
    ({"Type": "Map", "End": True}, "", "These fields are required: [ItemProcessor]"),
    ({**STATES["Map"], "Iterator": STATES["Map"]["ItemProcessor"]}, "/Iterator", "This object should have only one of the following fields: [ItemProcessor, Iterator]"),
    ({**STATES["Map"], "ItemProcessor": {**STATES["Map"]["ItemProcessor"], "ProcessorConfig": {"Mode": "DISTRIBUTED"}}}, "/ItemProcessor/ProcessorConfig", "These fields are required: [ExecutionType]"),
    ({**STATES["Map"], "ItemProcessor": {**STATES["Map"]["ItemProcessor"], "QueryLanguage": "JSONata"}}, "/ItemProcessor/QueryLanguage", "Field 'QueryLanguage' is not supported"),
    ({**DISTRIBUTED, "Label": ""}, "/Label", "Label cannot be empty"),
    ({**DISTRIBUTED, "Label": "two words"}, "/Label", "Label contains invalid character: ' '"),
    ({**DISTRIBUTED, "Label": "x" * 41}, "/Label", "Label cannot exceed 40 characters"),
    ({**DISTRIBUTED, "ItemBatcher": {"MaxItemsPerBatch": 0}}, "/ItemBatcher/MaxItemsPerBatch", "Value must be at least 1"),
    ({**DISTRIBUTED, "ItemReader": {"ReaderConfig": {"InputType": "XML"}}}, "/ItemReader/ReaderConfig/InputType", "The field 'InputType' should have one of these values"),
    ({"Type": "Parallel", "End": True, "Branches": []}, "/Branches", "Value cannot be empty"),
    ({"Type": "Choice", "Choices": []}, "/Choices", "Value cannot be empty"),
    ({"Type": "Choice", "Choices": [{"Next": "Z"}]}, "/Choices/0", "A rule needs one comparison operator, or And, Or or Not"),
    ({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True}]}, "/Choices/0", "These fields are required: [Next]"),
    ({"Type": "Choice", "Choices": [{"IsNull": True, "Next": "Z"}]}, "/Choices/0", "These fields are required: [Variable]"),
    ({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True, "IsString": True, "Next": "Z"}]}, "/Choices/0/IsString", "This object should have only one of the following fields: [IsNull, IsString]"),
    ({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": "yes", "Next": "Z"}]}, "/Choices/0/IsNull", "Expected value of type Boolean"),
    ({"Type": "Choice", "Choices": [{"And": [], "Next": "Z"}]}, "/Choices/0/And", "Value cannot be empty"),
    ({"Type": "Choice", "Choices": [{"Not": {"Variable": "$.a", "IsNull": True, "Next": "Z"}, "Next": "Z"}]}, "/Choices/0/Not/Next", "Field 'Next' is not supported"),
    ({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "Y"}]}, "/Choices/0/Next", "Missing 'Next' target: Y"),
    ({"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Next": "Z"}]}, "/Choices/0", "These fields are required: [Condition]"),
    ({"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Condition": 1, "Next": "Z"}]}, "/Choices/0/Condition", "Expected value of type Boolean or JSONata expression"),
    ({"Type": "Fail", "Error": "E", "ErrorPath": "$.e"}, "/ErrorPath", "This object should have only one of the following fields: [Error, ErrorPath]"),
    ({"Type": "Fail", "CausePath": "States.ArrayLength($.e)"}, "/CausePath", "The intrinsic function must return a string"),
    ({**STATES["Task"], "Resource": "pay"}, "/Resource", "The resource provided is not recognized."),
    ({**STATES["Task"], "TimeoutSeconds": 5, "HeartbeatSeconds": 5}, "/HeartbeatSeconds", "HeartbeatSeconds must be smaller than TimeoutSeconds"),
    ({**STATES["Task"], "TimeoutSeconds": 5, "TimeoutSecondsPath": "$.t"}, "/TimeoutSecondsPath", "This object should have only one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]"),
    ({**STATES["Task"], "Credentials": {}}, "/Credentials", "The field 'RoleArn' is required but was missing"),
    ({**STATES["Task"], "Retry": [{}]}, "/Retry/0", "These fields are required: [ErrorEquals]"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": []}]}, "/Retry/0/ErrorEquals", "Value cannot be empty"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": ["A", 1]}]}, "/Retry/0/ErrorEquals/1", "Expected value of type String"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": ["A"], "BackoffRate": 0.5}]}, "/Retry/0/BackoffRate", "Value must be at least 1"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": ["A"], "JitterStrategy": "SOME"}]}, "/Retry/0/JitterStrategy", "The field 'JitterStrategy' should have one of these values: [FULL, NONE]"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": ["States.ALL", "A"]}]}, "/Retry/0/ErrorEquals", "States.ALL must appear alone and at end of list"),
    ({**STATES["Task"], "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["A"]}]}, "/Retry/0/ErrorEquals", "States.ALL must appear alone and at end of list"),
    ({**STATES["Task"], "Catch": [{"ErrorEquals": ["A"]}]}, "/Catch/0", "These fields are required: [Next]"),
    ({**STATES["Task"], "Catch": [{"ErrorEquals": ["A"], "Next": "Y"}]}, "/Catch/0/Next", "Missing 'Next' target: Y"),
)
# fmt: on
