"""What the fixture gives: files beside the test, mocks for all of its runs."""

import json
from pathlib import Path

import pytest

from tests.testing.machines import machine, task
from webapp.testing import Workflows

PAY = machine(Pay=task(End=True))


@pytest.fixture
def workflows(tmp_path: Path) -> Workflows:
    """Runs of a test in a folder with a definition and a mock file."""
    (tmp_path / "pay.asl.json").write_text(json.dumps(PAY))
    (tmp_path / "mocks.json").write_text('{"Pay": {"Return": "from the file"}}')
    return Workflows(tmp_path)


def test_files_are_found_beside_the_test(workflows: Workflows) -> None:
    assert workflows.run("pay.asl.json", mocks="mocks.json").output == "from the file"
    assert workflows.run(Path("pay.asl.json"), mocks=Path("mocks.json")).output == "from the file"


def test_other_paths_are_those_of_the_current_folder(
    workflows: Workflows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.asl.json").write_text(json.dumps(PAY))
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert workflows.run("other.asl.json", mocks={"Pay": 1}).output == 1


def test_mocks_are_kept_and_those_of_a_run_go_first(workflows: Workflows) -> None:
    workflows.mock("Pay", "kept")
    assert workflows.run(PAY).output == "kept"
    assert workflows.run(PAY, mocks={"Pay": "of the run"}).output == "of the run"
    assert workflows.run(PAY, {}, seed=3).output == "kept"


def test_a_file_and_kept_mocks_cannot_be_joined(workflows: Workflows) -> None:
    with pytest.raises(TypeError, match="one or the other"):
        workflows.mock("Pay", 1).run(PAY, mocks="mocks.json")
