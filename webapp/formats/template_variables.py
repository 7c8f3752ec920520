"""What placeholders stand for where a file maps names to values: CloudFormation's parameters, Terraform's locals."""

from collections.abc import Mapping
from typing import Final

from webapp.asl import Document, reference_text
from webapp.formats.host import Origin, Variable
from webapp.formats.placeholders import Lookup, resolve_text, text_of
from webapp.formats.variables import given
from webapp.values import Json

_PSEUDO_PARAMETERS: Final = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}


def template_lookup(document: Document, substitutions: Mapping[str, Json], values: Mapping[str, str]) -> Lookup:
    """Return what a template says of its placeholders: substitutions first, then parameters' defaults."""
    node = document.at("/Parameters")
    parameters = node.value if node is not None and isinstance(node.value, dict) else {}
    defaults = {name: each.get("Default") for name, each in parameters.items() if isinstance(each, dict)}
    return named_lookup({"file": substitutions, "default": {**_PSEUDO_PARAMETERS, **defaults}}, values)


def named_lookup(known: Mapping[Origin, Mapping[str, Json]], values: Mapping[str, str]) -> Lookup:
    """Return the lookup of names: the user's values first, then each of ``known``; a name inside itself stays."""
    from_user = given(values)

    def lookup_outside(open_names: frozenset[str]) -> Lookup:
        def lookup(name: str) -> Variable | None:
            found = from_user(name)
            if found is not None or name in open_names:
                return found
            for origin, names in known.items():
                text = _text(names.get(name))
                if text is not None and text != f"${{{name}}}":
                    inner = lookup_outside(open_names | {name})
                    return Variable(resolve_text(text, inner) if len(open_names) < 8 else text, origin)
            return None

        return lookup

    return lookup_outside(frozenset())


def _text(value: Json) -> str | None:
    scalar = text_of(value)
    return reference_text(value) if scalar is None else scalar
