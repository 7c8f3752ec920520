"""From a handler's name to its file."""

from pathlib import Path

import pytest

from webapp.tasks import TaskError
from webapp.tasks.source import find_source


def _touch(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return file


def test_node_ends_the_module_at_the_first_dot_and_python_at_the_last(tmp_path: Path) -> None:
    script = _touch(tmp_path / "src" / "map.js")
    module = _touch(tmp_path / "src" / "map" / "api.py")
    node = find_source(tmp_path, "src/map.api.get", (".js",))
    python = find_source(tmp_path, "src/map.api.get", (".py",), split_at_last_dot=True)
    assert (node.file, node.export) == (script, "api.get")
    assert (python.file, python.export) == (module, "get")


def test_the_first_ending_that_exists_is_taken(tmp_path: Path) -> None:
    _touch(tmp_path / "map.mjs")
    first = _touch(tmp_path / "map.js")
    assert find_source(tmp_path, "map.handler", (".js", ".mjs")).file == first


def test_what_was_looked_for_is_said(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match=r"looked for src/map\.js, src/map\.mjs"):
        find_source(tmp_path, "src/map.handler", (".js", ".mjs"))


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    target = _touch(tmp_path / "real" / "map.js")
    (tmp_path / "map.js").symlink_to(target)
    assert find_source(tmp_path, "map.handler", (".js",)).file == target


@pytest.mark.parametrize("name", ["", "map", ".handler", "map.", "../map.handler", "a/../map.handler", "/map.handler"])
def test_names_that_are_malformed_or_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    _touch(tmp_path / "map.js")
    with pytest.raises(TaskError) as caught:
        find_source(tmp_path, name, (".js",))
    assert caught.value.error == "Runtime.MalformedHandlerName"


def test_a_linked_folder_outside_is_refused(tmp_path: Path) -> None:
    _touch(tmp_path / "outside" / "map.js")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "src").symlink_to(tmp_path / "outside")
    with pytest.raises(TaskError, match="outside the folder"):
        find_source(tmp_path / "project", "src/map.handler", (".js",))
