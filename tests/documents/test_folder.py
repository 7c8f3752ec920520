import os
from pathlib import Path

from webapp.documents import Folder

DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
TEMPLATE = "Resources: {M: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: ../machines/a.json}}}"


def folder_in(path: Path) -> Folder:
    for name, text in {
        "inside/machines/a.json": DEFINITION,
        "inside/infra/template.yaml": TEMPLATE,
        "inside/main.tf": "locals { a = 1 }",
        "outside.asl.json": DEFINITION,
    }.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    os.symlink(path / "outside.asl.json", path / "inside/link.json")
    return Folder(path / "inside")


def test_machines_are_listed_with_those_that_a_file_refers_to(tmp_path: Path) -> None:
    view = folder_in(tmp_path).view(lambda _: None)
    assert [(each.file, each.name, each.pointer, each.states) for each in view.machines] == [
        ("infra/template.yaml", "M", "/Resources/M/Properties/DefinitionUri", 1),
        ("machines/a.json", "a", "", 1),
    ]


def test_files_are_read_inside_the_folder_only(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    read = folder.beside(folder.path / "infra")
    assert read("../machines/a.json") == DEFINITION
    for path in ("../../outside.asl.json", "../link.json", str(tmp_path / "outside.asl.json"), "..", "none", "\0"):
        assert read(path) is None
    assert folder.beside(tmp_path)("outside.asl.json") is None


def test_a_definition_that_is_no_text_is_a_definition_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.asl.json").write_bytes(b"\xff")
    (tmp_path / "b.json").write_bytes(b"\xff")
    assert list(Folder(tmp_path).definitions()) == [("a.asl.json", None)]
