from pathlib import Path

from webapp.documents import Folder, Source, find_problems, sources_of

TWO = "a:\n  StartAt: X\n  States: {X: {Type: Succeed}}\nb:\n  StartAt: Y\n  States: {Y: {Type: Pass}}\n"
REFERRING = "service: s\nstepFunctions: {stateMachines: {first: '${file(two.yml):a}', all: '${file(two.yml):none}'}}\n"


def test_each_machine_of_a_file_has_its_index(tmp_path: Path) -> None:
    (found,) = find_problems([Source("two.yml", Path("two.yml"), TWO)])
    assert [(each.name, each.pointer, each.top_level_states) for each in found.machines] == [
        ("a", "/a", ("X",)),
        ("b", "/b", ("Y",)),
    ]
    assert {each.machine for each in found.findings} == {1}
    assert {each.start[0] for each in found.findings} <= {4, 5, 6}


def test_a_file_referred_to_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / "serverless.yml").write_text(REFERRING)
    (tmp_path / "two.yml").write_text(TWO)
    files = {each.file: each for each in find_problems(sources_of(Folder(tmp_path), "."))}
    assert set(files) == {"serverless.yml", "two.yml"}
    assert [(each.name, each.pointer) for each in files["two.yml"].machines] == [("first", "/a"), ("b", "/b")]
    (missing,) = files["serverless.yml"].findings
    assert (missing.problem.code, missing.machine, missing.start[0]) == ("DEFINITION_NOT_READ", None, 2)


def test_a_broken_text_around_several_machines_is_told_of_once(tmp_path: Path) -> None:
    (found,) = find_problems([Source("two.yml", Path("two.yml"), TWO + "c: [\n")])
    places = [(each.problem.code, each.start) for each in found.findings]
    assert len(places) == len(set(places)) > 0


def test_the_type_in_the_file_goes_before_the_one_given() -> None:
    task = "{Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true}"
    template = (
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: %s\n"
        "      Definition: {StartAt: A, States: {A: " + task + "}}\n"
    )
    for own, given, wrong in (("EXPRESS", "STANDARD", True), ("STANDARD", "EXPRESS", False)):
        assert given in ("STANDARD", "EXPRESS")
        (found,) = find_problems(
            [Source("t.yaml", Path("t.yaml"), template % own)], "EXPRESS" if given == "EXPRESS" else "STANDARD"
        )
        assert any(each.problem.severity == "error" for each in found.findings) is wrong


def test_two_mistakes_in_one_place_are_both_told() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Task"}, "Z": {"Type": "Succeed"}}}'
    (found,) = find_problems([Source("a.asl.json", Path("a.asl.json"), text)])
    assert [each.problem.message for each in found.findings if each.problem.pointer == "/States/A"] == [
        "These fields are required: [Resource]",
        "One of these fields is required: [Next, End]",
    ]


def test_a_program_is_not_read_as_data() -> None:
    program = "export default { stepFunctions: { stateMachines: {} } };\n"
    (found,) = find_problems([Source("serverless.ts", Path("serverless.ts"), program)])
    (told,) = found.findings
    assert (told.problem.severity, told.machine) == ("info", None)
    assert "check what it writes" in told.problem.message
