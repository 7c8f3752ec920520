"""What can be set, asked or pressed is in the documentation."""

import re
from pathlib import Path

import pytest

from webapp.asl import FIELDS_OF

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_every_environment_variable_that_is_read_is_a_documented_setting() -> None:
    read = {
        name
        for folder in ("webapp", ".ci")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\bSTATEWALK_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    documented = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert {name for name in read if f"`{name}`" not in documented} == set()


def test_every_field_of_the_language_is_documented() -> None:
    page = (DOCS / "fields.md").read_text(encoding="utf-8")
    missing = [name for fields in FIELDS_OF.values() for name in fields if f"`{name}`" not in page]
    assert missing == []


@pytest.mark.parametrize("file", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if not target.startswith("http")]
    assert [target for target in targets if not (file.parent / target).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed is not None
    names = re.findall(r'"([A-Za-z0-9-]+)', listed[1])
    reasons = (DOCS / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in names if name.lower() not in reasons] == []
