"""The lock files cover what pyproject.toml and package.json ask for, with hashes, and name no host."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# Parts of what we ask for: Flask-SocketIO speaks through these two, Flask serves through the third.
INDIRECT = {"socketio", "engineio", "werkzeug"}
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock", "requirements-aws-cli.lock"]


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_locked_python_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert packages
    assert [entry for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", [*PYTHON_LOCKS, "package-lock.json"])
def test_a_lock_file_names_no_host(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]),
        ("requirements-dev.lock", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
        ("requirements-node.lock", PROJECT["dependency-groups"]["node"]),
        ("requirements-aws-cli.lock", PROJECT["dependency-groups"]["aws-cli"]),
    ],
)
def test_everything_that_pyproject_asks_for_is_locked(lock: str, wanted: list[str | dict[str, str]]) -> None:
    names = {name_of(requirement) for requirement in wanted if isinstance(requirement, str)}
    assert names - set(versions(lock)) == set(), "run make lock"


def test_the_server_imports_nothing_that_pyproject_does_not_ask_for() -> None:
    extras = [name for names in PROJECT["project"]["optional-dependencies"].values() for name in names]
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["node"] + extras
    declared = {name_of(requirement) for requirement in wanted}
    distributions = packages_distributions()
    # What makes a committed table anew (make_….py) is a tool, and the plug-in is pytest's: the server imports neither.
    modules = (ROOT / "webapp").rglob("*.py")
    served = (path for path in modules if not path.name.startswith("make_") and path.name != "pytest_plugin.py")
    imported = {name for path in served for name in imports(path)}
    others = imported - sys.stdlib_module_names - {"webapp"}
    undeclared = {
        name for name in others if not declared & {name_of(found) for found in distributions.get(name, [name])}
    }
    assert others
    assert undeclared - INDIRECT == set()


def test_the_tools_are_tested_with_the_versions_that_users_get() -> None:
    tools = versions("requirements-dev.lock")
    assert {name: tools.get(name) for name in versions("requirements.lock")} == versions("requirements.lock")


def test_everything_that_package_json_asks_for_is_locked() -> None:
    asked = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"][""]
    assert locked["dependencies"] == asked["dependencies"], "run make lock"
    assert locked["devDependencies"] == asked["devDependencies"], "run make lock"


def imports(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def versions(lock: str) -> dict[str, list[str]]:
    """Name to versions, of which there is one for each range of Python versions."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE):
        found.setdefault(name_of(name), []).append(version)
    return found


def name_of(requirement: str) -> str:
    """The normalised name in a requirement: ``Flask-SocketIO>=5`` is ``flask-socketio``."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()
