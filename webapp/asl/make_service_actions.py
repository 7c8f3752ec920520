"""Writes ``service_actions.py``: what AWS's services can do, from botocore's models, which AWS publishes.

``python -m webapp.asl.make_service_actions``; botocore is needed for this alone. Names are those of Step Functions: a
service is called as in the AWS SDK for Java, an action is in camelCase.
"""

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).parent / "service_actions.py"
_HEAD: Final = '''"""The actions of each service of the AWS SDK, made by ``python -m webapp.asl.make_service_actions``.

One paragraph a service, its name first; a line that begins with a blank goes on with the paragraph.
"""

from typing import Final

SERVICE_ACTIONS: Final = """\\
'''


def main() -> None:
    """Write the table and say how large it is."""
    from botocore.loaders import Loader  # pyright: ignore[reportMissingTypeStubs]

    loader, found = Loader(), {}
    for name in loader.list_available_services("service-2"):
        model = loader.load_service_model(name, "service-2")
        found[service_name(model["metadata"].get("serviceId", name))] = sorted(map(action_name, model["operations"]))
    TARGET.write_text(source(found), encoding="utf-8")
    print(f"{len(found)} services, {sum(map(len, found.values()))} actions")


def source(services: Mapping[str, list[str]]) -> str:
    """Return the text of the module for ``services`` and their actions."""
    paragraphs = (
        textwrap.fill(f"{name} {' '.join(actions)}", 118, subsequent_indent=" ", break_long_words=False)
        for name, actions in sorted(services.items())
    )
    return _HEAD + "\n".join(paragraphs) + '\n"""\n'


def service_name(service_id: str) -> str:
    """Return what the AWS SDK for Java calls a service: ``CloudWatch Logs`` is ``cloudwatchlogs``."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"(?<=.)\s+Service$", "", service_id).lower())


def action_name(operation: str) -> str:
    """Return an operation as Step Functions writes it: ``GetObject`` is ``getObject``."""
    return operation[0].lower() + operation[1:]


if __name__ == "__main__":
    main()
