"""References of the file around a definition, shown as ``${…}`` text.

CloudFormation writes them as tags (``!Sub``, ``!GetAtt``) or as objects (``{"Fn::GetAtt": […]}``), and what it looks up
when it deploys as ``{{resolve:…}}``; Serverless and Terraform write ``${…}`` themselves, and templates of other tools
``{{…}}``. All are first-class: a value that holds one is never judged.
"""

import re
from collections.abc import Mapping

from webapp.values import Json, json_text

_PLACEHOLDER = re.compile(r"[$#]\{[^{}]*\}")
_PAIRS = (("${", "}"), ("#{", "}"), ("{{", "}}"))


def has_placeholder(text: str) -> bool:
    """Return whether ``text`` holds a ``${…}``, ``#{…}`` or ``{{…}}``, so that its real value is not known here."""
    for opening, closing in _PAIRS:
        start = text.find(opening)
        if start >= 0 and text.find(closing, start) > 0 and (opening != "{{" or not text.startswith("{%")):
            return True
    return False


def is_intrinsic_object(value: Json) -> bool:
    """Return whether ``value`` is a CloudFormation function: ``{"Ref": …}`` or ``{"Fn::…": …}`` and nothing else."""
    return isinstance(value, dict) and len(value) == 1 and all(key == "Ref" or key.startswith("Fn::") for key in value)


def reference_text(value: Json) -> str | None:
    """Return ``value`` as text if it is text or a reference, else ``None``."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and is_intrinsic_object(value):
        for name, argument in value.items():
            return tagged_text(name.removeprefix("Fn::"), argument)
    return None


def tagged_text(name: str, argument: Json) -> str:
    """Return the text for a CloudFormation function: ``Ref X`` is ``${X}``, ``GetAtt [A, Arn]`` is ``${A.Arn}``."""
    match name, argument:
        case "Sub", str() as template:
            return template
        case "Sub", [str() as template, dict() as values]:
            return _substituted(template, values)
        case "Join", [str() as separator, list() as parts]:
            return separator.join(_part(part) for part in parts)
        case "GetAtt", [*parts]:
            return "${" + ".".join(_part(part) for part in parts) + "}"
        case (("Ref" | "GetAtt"), str() as reference):
            return "${" + reference + "}"
        case _, str() as text:
            return "${" + f"{name} {text}" + "}"
        case _:
            return "${" + f"{name} {json_text(argument)}".replace("{", "(").replace("}", ")") + "}"


def _substituted(template: str, values: Mapping[str, Json]) -> str:
    """Return ``template`` with the names that ``values`` defines replaced."""

    def replaced(match: re.Match[str]) -> str:
        name = match[0][2:-1].strip()
        return _part(values[name]) if name in values else match[0]

    return _PLACEHOLDER.sub(replaced, template)


def _part(value: Json) -> str:
    text = reference_text(value)
    return json_text(value) if text is None else text
