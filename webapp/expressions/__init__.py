"""JSONPath, JSONata, intrinsic functions, payload templates and Choice operators, as AWS evaluates them.

Every expression is compiled once to a closure and evaluated against a :class:`Scope`. Nothing here knows states or
executions, changes a value in place, or does input or output; chance comes from an ``Entropy`` that the caller gives.
"""

from webapp.expressions.comparison import OPERATORS, PATH_OPERATORS, compare, comparison
from webapp.expressions.errors import (
    ExpressionError,
    ExpressionSyntaxError,
    JsonataError,
    PathNotFound,
    QueryEvaluationError,
    ResultPathMatchFailure,
    UnsupportedJsonataResult,
)
from webapp.expressions.evaluator import IN_PROCESS, Evaluator
from webapp.expressions.intrinsic_literals import wrong_literals
from webapp.expressions.intrinsics import CompiledIntrinsic, compile_intrinsic, is_intrinsic
from webapp.expressions.jsonata import CompiledJsonata, compile_jsonata, is_jsonata
from webapp.expressions.jsonata_library import load_library
from webapp.expressions.jsonata_parts import COMPARISONS, JsonataParts, input_keys, split_condition
from webapp.expressions.jsonata_syntax import JsonataSyntax, read_jsonata
from webapp.expressions.jsonata_template import (
    JsonataScope,
    JsonataTemplate,
    compile_jsonata_template,
    type_name,
    unexpected_type,
    value_of,
)
from webapp.expressions.jsonpath import CompiledPath, compile_path
from webapp.expressions.jsonpath_condition import CompiledCondition, compile_condition, is_true
from webapp.expressions.jsonpath_places import Found, Keys, find_places, leading_keys, value_at
from webapp.expressions.payload import CompiledTemplate, compile_template
from webapp.expressions.reference_path import ReferencePath, compile_reference_path
from webapp.expressions.scope import Scope
from webapp.expressions.timestamps import parse_timestamp

__all__ = [
    "COMPARISONS",
    "IN_PROCESS",
    "OPERATORS",
    "PATH_OPERATORS",
    "CompiledCondition",
    "CompiledIntrinsic",
    "CompiledJsonata",
    "CompiledPath",
    "CompiledTemplate",
    "Evaluator",
    "ExpressionError",
    "ExpressionSyntaxError",
    "Found",
    "JsonataError",
    "JsonataParts",
    "JsonataScope",
    "JsonataSyntax",
    "JsonataTemplate",
    "Keys",
    "PathNotFound",
    "QueryEvaluationError",
    "ReferencePath",
    "ResultPathMatchFailure",
    "Scope",
    "UnsupportedJsonataResult",
    "compare",
    "comparison",
    "compile_condition",
    "compile_intrinsic",
    "compile_jsonata",
    "compile_jsonata_template",
    "compile_path",
    "compile_reference_path",
    "compile_template",
    "find_places",
    "input_keys",
    "is_intrinsic",
    "is_jsonata",
    "is_true",
    "leading_keys",
    "load_library",
    "parse_timestamp",
    "read_jsonata",
    "split_condition",
    "type_name",
    "unexpected_type",
    "value_at",
    "value_of",
    "wrong_literals",
]
