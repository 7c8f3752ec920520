"""JSONPath said in JSONata: paths, payload templates, intrinsic functions and conditions, as source text.

What ``$`` is depends on the field, so every function takes the expression ``base`` that stands for it. What cannot be
said alike is refused by name.
"""

import re
from collections.abc import Callable
from typing import Final

from webapp.editing.edits import EditRefused
from webapp.expressions import CompiledPath, compile_path
from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.intrinsic_syntax import Argument, Call, Constant, Text, parse_call
from webapp.expressions.jsonpath_tree import Index, Name, Step, Wildcard
from webapp.values import Json, json_text

INPUT: Final = "$states.input"
CONTEXT: Final = "$states.context"

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS: Final = frozenset(("and", "or", "in", "true", "false", "null", "function"))


def path(text: str, base: str) -> str:
    """Return a path as an expression."""
    try:
        compiled = compile_path(text)
    except ExpressionSyntaxError as error:
        raise EditRefused(f'The path "{text}" cannot be read: {error}') from None
    return _path(compiled, base)


def template(value: Json, base: str) -> Json:
    """Return a payload template as a JSONata one, whose leaves are expressions."""
    if isinstance(value, dict):
        return {
            key.removesuffix(".$"): wrapped(dynamic(item, base)) if key.endswith(".$") else template(item, base)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [template(item, base) for item in value]
    if isinstance(value, str) and value.startswith("{%"):
        return wrapped(literal(value))
    return value


def source(value: Json, base: str) -> str:
    """Return a payload template as one expression."""
    if isinstance(value, dict):
        members = [
            f"{literal(key.removesuffix('.$'))}: " + (dynamic(item, base) if key.endswith(".$") else source(item, base))
            for key, item in value.items()
        ]
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(source(item, base) for item in value) + "]"
    return literal(value)


def literal(value: Json) -> str:
    """Return a fixed value as an expression; texts in single quotes, which need no escapes in JSON."""
    if isinstance(value, str) and value.isprintable() and not {"'", "\\"} & set(value):
        return f"'{value}'"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json_text(value)


def dynamic(value: Json, base: str) -> str:
    """Return the value of a ``.$`` member: a path or a call of an intrinsic function."""
    if not isinstance(value, str):
        raise EditRefused(f"A value is computed from {json_text(value)}, which is no path.")
    if not value.startswith("States."):
        return path(value, base)
    try:
        return _call(parse_call(value), base)
    except ExpressionSyntaxError as error:
        raise EditRefused(f'The call "{value}" cannot be read: {error}') from None


def wrapped(expression: str) -> str:
    """Return an expression as the value of a field."""
    return f"{{% {expression} %}}"


def step_into(base: str, rest: str) -> str:
    """Return ``base`` followed by a path."""
    simple = base.startswith("$") and " " not in base
    return (base if simple or not rest else f"({base})") + rest


def _path(compiled: CompiledPath, base: str) -> str:
    root = {"$": base, "$$": CONTEXT}.get(compiled.root, f"${compiled.root.removeprefix('$')}")
    rest = "".join(_step(step, compiled.text) for step in compiled.steps)
    expression = step_into(root, rest)
    return expression if compiled.definite else f"[{expression}]"


def _step(step: Step, text: str) -> str:
    match step:
        case Name(name):
            plain = _NAME.fullmatch(name) and name not in _WORDS
            if "`" in name:
                raise EditRefused(f'The name in "{text}" holds a backquote, which a JSONata path cannot.')
            return f".{name}" if plain else f".`{name}`"
        case Index(index):
            return f"[{index}]"
        case Wildcard():
            return "[]" if "[*]" in text else ".*"
        case _:
            raise EditRefused(f'The path "{text}" uses a filter, a slice or "..", which JSONata says in other words.')


def _call(call: Call, base: str) -> str:
    words = _CALLS.get(call.name)
    if call.name == "Format":
        return _format(call, base)
    if words is None:
        raise EditRefused(f"States.{call.name} gives other results in JSONata: write it by hand.")
    return words([_argument(argument, base) for argument in call.arguments])


def _argument(argument: Argument, base: str) -> str:
    match argument:
        case Text(raw):
            return literal(re.sub(r"\\(.)", r"\1", raw))
        case Constant(value):
            return literal(value)
        case Call():
            return _call(argument, base)
        case _:
            return _path(argument, base)


def _format(call: Call, base: str) -> str:
    first, *rest = call.arguments
    if not isinstance(first, Text):
        raise EditRefused(f"The template of {call.text} is not written out: write it by hand.")
    pieces = re.split(r"(?<!\\)\{\}", first.raw)
    if len(pieces) != len(rest) + 1:
        raise EditRefused(f"{call.text} has {len(pieces) - 1} places for {len(rest)} values.")
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        if piece:
            parts.append(literal(re.sub(r"\\(.)", r"\1", piece)))
        if index < len(rest):
            parts.append(f"$string({_argument(rest[index], base)})")
    return " & ".join(parts) or "''"


_CALLS: Final[dict[str, Callable[[list[str]], str]]] = {
    "StringToJson": lambda a: f"$parse({a[0]})",
    "JsonToString": lambda a: f"$string({a[0]})",
    "Array": lambda a: f"[{', '.join(a)}]",
    "ArrayPartition": lambda a: f"$partition({a[0]}, {a[1]})",
    "ArrayContains": lambda a: f"({a[1]} in {a[0]})",
    "ArrayRange": lambda a: f"$range({a[0]}, {a[1]}, {a[2]})",
    "ArrayGetItem": lambda a: f"({a[0]})[{a[1]}]",
    "ArrayLength": lambda a: f"$count({a[0]})",
    "ArrayUnique": lambda a: f"$distinct({a[0]})",
    "Base64Encode": lambda a: f"$base64encode({a[0]})",
    "Base64Decode": lambda a: f"$base64decode({a[0]})",
    "Hash": lambda a: f"$hash({a[0]}, {a[1]})",
    "JsonMerge": lambda a: f"$merge([{a[0]}, {a[1]}])",
    "MathAdd": lambda a: f"({a[0]} + {a[1]})",
    "StringSplit": lambda a: f"$split({a[0]}, {a[1]})",
}

_ORDERS: Final = {
    "LessThan": "<",
    "LessThanEquals": "<=",
    "GreaterThan": ">",
    "GreaterThanEquals": ">=",
    "Equals": "=",
}
_TYPES: Final = {"IsNumeric": "number", "IsString": "string", "IsBoolean": "boolean", "IsNull": "null"}
_OPERATOR: Final = re.compile(r"(String|Numeric|Boolean|Timestamp)(\w*?Equals|LessThan|GreaterThan)(Path)?")


def condition(rule: dict[str, Json], base: str) -> str:
    """Return a Choice rule, or a condition inside of one, as an expression."""
    for word, joint in (("And", " and "), ("Or", " or ")):
        inner = rule.get(word)
        if isinstance(inner, list):
            return "(" + joint.join(condition(each, base) for each in inner if isinstance(each, dict)) + ")"
    negated = rule.get("Not")
    if isinstance(negated, dict):
        return f"$not({condition(negated, base)})"
    variable = path(str(rule.get("Variable")), base)
    for operator, operand in rule.items():
        if operator in ("Variable", "Next", "Comment", "Assign", "Output"):
            continue
        return _test(operator, operand, variable, base)
    raise EditRefused(f"The rule {json_text(rule)} tests nothing.")


def _test(operator: str, operand: Json, variable: str, base: str) -> str:
    if operator == "IsPresent":
        return f"$exists({variable})" if operand is True else f"$not($exists({variable}))"
    if operator in _TYPES:
        test = f"$type({variable}) = '{_TYPES[operator]}'"
        return test if operand is True else f"$not({test})"
    if operator == "StringMatches" and isinstance(operand, str) and "\\" not in operand and operand.count("*") < 3:
        pattern = "".join(".*" if part == "*" else re.sub(r"([/.^$+?()\[\]{}|])", r"\\\1", part) for part in operand)
        return f"($type({variable}) = 'string' and $contains({variable}, /^{pattern}$/))"
    found = _OPERATOR.fullmatch(operator)
    if found is None:
        raise EditRefused(f"{operator} has no match in JSONata that is sure to be the same: write it by hand.")
    kind, order, is_path = found[1], _ORDERS[found[2]], found[3] is not None
    value = path(str(operand), base) if is_path else literal(operand)
    if kind == "Timestamp":
        return f"($type({variable}) = 'string' and $toMillis({variable}) {order} $toMillis({value}))"
    if order == "=":
        return f"{variable} = {value}"
    kinds = {"String": "string", "Numeric": "number"}
    return f"($type({variable}) = '{kinds[kind]}' and {variable} {order} {value})"
