"""Writes ``services.txt.gz``: the services and actions that a Task may call, made from botocore's models.

``python -m webapp.asl.make_services``; nothing that runs asks botocore for these. One line a service:
``name|title|botocore's name|action:Parameter*s,Parametern;action:…`` — ``*`` is required, the letter what it holds
(:data:`KINDS`). Names are those of Step Functions: the service as the AWS SDK for Java calls it, actions in camelCase,
parameters in PascalCase.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).parent / "services.txt.gz"
KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("string", "character", "blob", "timestamp"), "s"),
    **dict.fromkeys(("integer", "long", "float", "double", "bigdecimal"), "n"),
    "boolean": "b",
    "list": "l",
    **dict.fromkeys(("structure", "map"), "o"),
}


def main() -> None:
    """Write the table and say how large it is."""
    text = "".join(f"{line}\n" for line in sorted(_lines()))
    packed = gzip.compress(text.encode(), 9, mtime=0)
    TARGET.write_bytes(packed)
    print(f"{text.count(chr(10))} services, {len(text):,} characters, {len(packed):,} bytes packed")


def _lines() -> Iterator[str]:
    from botocore.loaders import Loader  # pyright: ignore[reportMissingTypeStubs]  # imported here: the tests of the names need none

    loader = Loader()
    for name in loader.list_available_services("service-2"):
        model = loader.load_service_model(name, "service-2")
        title = model["metadata"].get("serviceId", name)
        actions = ";".join(_action(model, operation) for operation in sorted(model["operations"]))
        yield f"{service_name(title)}|{title}|{name}|{actions}"


def service_name(title: str) -> str:
    """Return what the AWS SDK for Java, and so Step Functions, calls the service of this id."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"(?<=.)\s*Service$", "", title).lower())


def _action(model: dict[str, Any], operation: str) -> str:
    wanted = model["operations"][operation].get("input")
    shape = model["shapes"][wanted["shape"]] if wanted else {}
    members, required = shape.get("members", {}), shape.get("required", [])
    names = sorted(members, key=lambda name: name not in required)  # pyright: ignore[reportUnknownLambdaType]
    parameters = ",".join(
        f"{name[0].upper()}{name[1:]}{'*' if name in required else ''}"
        f"{KINDS[model['shapes'][members[name]['shape']]['type']]}"
        for name in names
    )
    return f"{operation[0].lower()}{operation[1:]}:{parameters}"


if __name__ == "__main__":
    main()
