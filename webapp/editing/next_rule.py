"""What a new Choice rule tests until somebody says so."""

from webapp.asl.fields import OPERATORS
from webapp.asl.nodes import Node
from webapp.values import Json


def stub_rule(target: str, *, jsonata: bool) -> dict[str, Json]:
    """Return a rule that is valid, fails on no input, and is to be edited."""
    if jsonata:
        return {"Condition": "{% $exists($states.input.value) %}", "Next": target}
    return {"Variable": "$.value", "IsPresent": True, "Next": target}


def next_rule(rules: Node | None, target: str, *, jsonata: bool, before: int | None = None) -> dict[str, Json]:
    """Return one more rule, at ``before`` or as the last.

    It is the comparison of the rule ahead of it, for most rules ask about the same thing, with another operand.
    """
    items = rules.items if rules is not None else ()
    ahead = items[max(0, (len(items) if before is None else before) - 1)].value if items else None
    alike = None if jsonata else compared_alike(ahead)
    return stub_rule(target, jsonata=jsonata) if alike is None else {**alike, "Next": target}


def compared_alike(rule: Json) -> dict[str, Json] | None:
    """Return the comparison that a rule is, with an operand to be filled in; ``None`` for any other rule."""
    if not isinstance(rule, dict) or not isinstance(rule.get("Variable"), str):
        return None
    tests = [name for name in rule if name in OPERATORS]
    if len(tests) != 1:
        return None
    operand = rule[tests[0]]
    if tests[0] in ("StringEquals", "StringMatches"):
        operand = ""
    elif tests[0] == "BooleanEquals" and isinstance(operand, bool):
        operand = not operand
    return {"Variable": rule["Variable"], tests[0]: operand}
