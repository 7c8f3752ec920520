"""Whole sessions with a real ``statewalk dap``."""

from pathlib import Path

from tests.dap.client import debugging
from tests.dap.programs import MAP, MAPPER, MOCKS, REDUCE, SPLIT, WORD_LIST, failing, words


def test_a_breakpoint_stops_inside_a_map_and_the_threads_are_its_iterations(tmp_path: Path) -> None:
    with debugging() as client:
        placed = client.launch(words(tmp_path), [{"line": MAPPER + 2}], input=WORD_LIST, mocks=MOCKS)
        assert [(each["verified"], each["line"]) for each in placed["breakpoints"]] == [(True, MAPPER)]
        stop = client.stopped()
        assert (stop["reason"], stop["allThreadsStopped"]) == ("breakpoint", True)
        assert [frame["name"] for frame in client.frames()] == ["Mapper", "MapWords[0]", "words"]
        assert [frame["line"] for frame in client.frames()] == [MAPPER, MAP, 1]
        names = [thread["name"] for thread in client.ask("threads")["threads"]]
        assert names[:2] == ["main", "MapWords[0]"]
        assert client.variables(client.scopes()["Input"]) == {"value": '"the"'}


def test_steps_go_back_and_forth_without_running_anything_again(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), input=WORD_LIST, mocks=MOCKS, stopOnEntry=True)
        assert client.stopped()["reason"] == "entry"
        assert client.place() == f"Split:{SPLIT}"
        assert client.go("next") == f"MapWords:{MAP}"
        assert client.go("next") == f"Reduce:{REDUCE}"
        assert client.go("stepBack") == f"MapWords:{MAP}"
        assert client.go("stepBack") == f"Split:{SPLIT}"
        assert client.go("next") == f"MapWords:{MAP}"
        targets = client.ask("stepInTargets", frameId=client.frames()[0]["id"])["targets"]
        assert [target["label"] for target in targets][3] == '[3] "fox"'
        assert client.go("stepIn", targetId=targets[3]["id"]) == f"Mapper:{MAPPER}"
        assert client.value("$") == '"fox"'
        assert client.go("stepOut") == f"MapWords:{MAP}"


def test_stages_inside_a_state_are_stepped_into_at_their_lines(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        lines = [client.go("stepIn") for _ in range(3)]
        assert f"Reduce:{REDUCE + 2}" in lines
        stages = client.variables(client.scopes()["Stages"])
        assert stages["Parameters"] == '{"total":5}'


def test_an_input_is_set_and_the_execution_goes_on_with_it(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        scope = client.scopes()["Input"]
        first = client.ask("variables", variablesReference=scope, filter="indexed", start=0, count=1)["variables"]
        assert [each["evaluateName"] for each in first] == ["$states.input[0]"]
        set_to = client.ask("setVariable", variablesReference=first[0]["variablesReference"], name="length", value="99")
        assert set_to["value"] == "99"
        assert client.value("$[0].length") == "99"
        client.ask("continue", threadId=client.thread)
        assert client.outputs("exited")[-1] == '{"total":99}'
        assert client.told("exited")["exitCode"] == 0
        client.told("terminated")


def test_what_cannot_be_set_or_evaluated_says_why(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        scopes = client.scopes()
        refused = client.answer("setVariable", variablesReference=scopes["Context"], name="Execution", value="1")
        assert "only the input" in refused["message"]
        refused = client.answer("setVariable", variablesReference=scopes["Input"], name="0", value="fox")
        assert "double quotes" in refused["message"]
        assert not client.answer("evaluate", expression="$.nothing", context="watch")["success"]
        assert not client.answer("evaluate", expression="Reduce", context="hover")["success"]
        assert "does not know" in client.answer("loadedSources")["message"]


def test_completions_are_the_members_of_what_stands_before_the_cursor(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), input=WORD_LIST, mocks=MOCKS, stopOnEntry=True)
        client.stopped()
        targets = client.ask("completions", text="$.wo", column=5)["targets"]
        assert targets == [{"label": "words", "type": "property", "start": 3, "length": 2}]
        labels = [each["label"] for each in client.ask("completions", text="$$.Execution.", column=14)["targets"]]
        assert {"Id", "Input", "StartTime"} <= set(labels)


def test_a_task_that_nobody_answers_is_answered_in_the_console(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(failing(tmp_path))
        stop = client.stopped()
        assert stop["description"] == "Call waits for an answer"
        assert "is answered" in client.value("throw Busy come later", context="repl")
        client.ask("continue", threadId=client.thread)
        said = client.outputs("stopped")
        assert said[0] == "Call failed: Busy: come later"
        assert said[1].startswith("Call tries again after")
        client.stopped()
        client.value('answer {"Payload": 7}', context="repl")
        client.ask("continue", threadId=client.thread)
        assert client.outputs("exited") == ['{"Payload":7}']


def test_a_failed_execution_ends_the_session_with_status_one(tmp_path: Path) -> None:
    with debugging() as client:
        mocks = {"Call": {"Throw": {"Error": "Fatal", "Cause": "no"}}}
        client.launch(failing(tmp_path), mocks=mocks, noDebug=True)
        assert client.outputs("exited") == ["Call failed: Fatal: no", "FAILED: Fatal: no"]
        assert client.told("exited")["exitCode"] == 1


def test_a_session_can_stay_at_the_end_to_look_back_from_it(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), input=WORD_LIST, mocks=MOCKS, stopAtEnd=True)
        assert client.stopped()["description"] == "SUCCEEDED"
        assert client.variables(client.scopes(-1)["Execution"])["output"] == '{"total":5}'
        assert client.go("stepBack") == f"Reduce:{REDUCE}"
        client.ask("continue", threadId=client.thread)
        client.stopped()
        client.ask("continue", threadId=client.thread)
        client.told("terminated")


def test_a_restart_runs_the_same_again(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        client.ask("restart")
        client.stopped()
        assert client.place() == f"Reduce:{REDUCE}"
        client.ask("terminate")
        client.told("terminated")


def test_what_cannot_be_launched_says_why_and_where(tmp_path: Path) -> None:
    broken = tmp_path / "broken.asl.json"
    broken.write_text('{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}', encoding="utf-8")
    with debugging() as client:
        client.ask("initialize")
        refused = client.answer("launch", program=str(broken))
        assert f"{broken}:1:" in refused["message"]
        assert "nothing runs" in client.answer("threads")["message"]
        assert "program" in client.answer("launch")["message"]
        assert "only one" in client.answer("launch", program=str(words(tmp_path)), input=1, inputFile="x")["message"]
