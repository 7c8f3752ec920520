"""What the requests carry, and the extension that tells VS Code of it."""

import json
from pathlib import Path

import msgspec

from webapp.dap.arguments import Launch

ROOT = Path(__file__).parents[2]


def test_the_extension_and_the_guide_name_every_argument_of_launch() -> None:
    extension = json.loads((ROOT / "editors/vscode/package.json").read_text(encoding="utf-8"))
    (debugger,) = extension["contributes"]["debuggers"]
    properties = debugger["configurationAttributes"]["launch"]["properties"]
    names = {field.encode_name for field in msgspec.structs.fields(Launch)}
    assert set(properties) | {"noDebug"} == names
    guide = (ROOT / "docs/vscode.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in guide] == []


def test_the_extension_starts_the_command() -> None:
    extension = json.loads((ROOT / "editors/vscode/package.json").read_text(encoding="utf-8"))
    (debugger,) = extension["contributes"]["debuggers"]
    assert (debugger["type"], debugger["runtime"], debugger["runtimeArgs"]) == ("statewalk", "statewalk", ["dap"])
