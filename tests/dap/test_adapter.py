"""Whole sessions with a real ``statewalk dap``."""

from pathlib import Path

from tests.dap.client import debugging
from tests.dap.programs import DEFAULT, MAP, MAPPER, MOCKS, REDUCE, RULE, SPLIT, WORD_LIST, failing, route, words


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
        assert client.value('"$[0].length"', context="hover") == "5"
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


def test_what_is_asked_before_anything_runs_is_answered_or_refused(tmp_path: Path) -> None:
    with debugging() as client:
        client.ask("initialize")
        client.ask("launch", program=str(words(tmp_path)))
        assert client.ask("threads")["threads"] == [{"id": 1, "name": "main"}]
        assert "nothing runs yet" in client.answer("next", threadId=1)["message"]
        assert "launched already" in client.answer("launch", program=str(words(tmp_path)))["message"]
        client.ask("terminate")
        assert client.told("exited")["exitCode"] == 1


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
        assert "nothing was launched" in client.answer("threads")["message"]
        assert "program" in client.answer("launch")["message"]
        assert "only one" in client.answer("launch", program=str(words(tmp_path)), input=1, inputFile="x")["message"]


def test_conditions_and_hit_counts_choose_among_iterations(tmp_path: Path) -> None:
    with debugging() as client:
        condition = {"line": MAPPER, "condition": '$ == "fox"'}
        client.launch(words(tmp_path), [condition], input=WORD_LIST, mocks=MOCKS)
        stop = client.stopped()
        assert client.frames()[1]["name"] == "MapWords[3]"
        assert len(stop["hitBreakpointIds"]) == 1
        source = {"path": str(client.program)}
        counted = client.ask("setBreakpoints", source=source, breakpoints=[{"line": MAPPER, "hitCondition": "=6"}])
        assert counted["breakpoints"][0]["verified"]
        client.ask("continue", threadId=client.thread)
        client.stopped()
        assert client.frames()[1]["name"] == "MapWords[5]"
        wrong = client.ask("setBreakpoints", source=source, breakpoints=[{"line": MAPPER, "hitCondition": "often"}])
        assert not wrong["breakpoints"][0]["verified"]
        assert "hit count" in wrong["breakpoints"][0]["message"]


def test_reverse_continue_goes_to_the_breakpoint_before(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": SPLIT}, {"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        assert client.go("continue") == f"Reduce:{REDUCE}"
        assert client.go("reverseContinue") == f"Split:{SPLIT}"
        assert client.go("continue") == f"Reduce:{REDUCE}"


def test_a_logpoint_says_its_text_and_stops_nowhere(tmp_path: Path) -> None:
    with debugging() as client:
        line = {"line": MAPPER, "logMessage": "word {$}"}
        client.launch(words(tmp_path), [line], input={"words": ["a", "b"]}, mocks=MOCKS)
        assert client.outputs("exited") == ["word a", "word b", '{"total":5}']


def test_a_transition_is_stopped_at_on_the_line_that_names_it(tmp_path: Path) -> None:
    with debugging() as client:
        placed = client.launch(route(tmp_path), [{"line": RULE}, {"line": DEFAULT}], input={"good": True})
        assert [each["line"] for each in placed["breakpoints"]] == [RULE, DEFAULT]
        assert client.stopped()["hitBreakpointIds"] == [placed["breakpoints"][0]["id"]]
        locations = client.ask("breakpointLocations", source={"path": str(client.program)}, line=1, endLine=RULE)
        assert [each["line"] for each in locations["breakpoints"]] == [3, RULE]


def test_errors_are_stopped_at_by_what_becomes_of_them(tmp_path: Path) -> None:
    with debugging() as client:
        mocks = {"Call": {"0": {"Throw": {"Error": "Busy", "Cause": "later"}}, "1": {"Throw": {"Error": "Fatal"}}}}
        filters = {"filters": ["uncaught"], "filterOptions": [{"filterId": "will_retry", "condition": "Busy"}]}
        client.launch(failing(tmp_path), filters=filters, mocks=mocks)
        assert client.stopped()["reason"] == "exception"
        info = client.ask("exceptionInfo", threadId=client.thread)
        assert (info["exceptionId"], info["description"]) == ("Busy", "later")
        client.ask("continue", threadId=client.thread)
        assert client.stopped()["reason"] == "exception"
        assert client.ask("exceptionInfo", threadId=client.thread)["exceptionId"] == "Fatal"
        assert "no exception filter" in client.answer("setExceptionBreakpoints", filters=["all"])["message"]


def test_a_change_of_data_is_stopped_at(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(route(tmp_path), input={"good": True, "n": 0}, stopOnEntry=True)
        client.stopped()
        scope = client.scopes()["Input"]
        info = client.ask("dataBreakpointInfo", variablesReference=scope, name="n")
        assert info["description"].startswith("$states.input.n")
        watched = {"dataId": client.ask("dataBreakpointInfo", name="$.n")["dataId"]}
        assert client.ask("setDataBreakpoints", breakpoints=[watched])["breakpoints"][0]["verified"]
        client.ask("continue", threadId=client.thread)
        assert client.stopped()["reason"] == "data breakpoint"
        assert client.value("$.n") == "1"
        assert client.ask("dataBreakpointInfo", name="Route")["dataId"] is None


def test_the_past_is_edited_in_a_fork_in_which_no_task_runs_again(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        client.go("stepBack")
        targets = client.ask("stepInTargets", frameId=client.frames()[0]["id"])["targets"]
        assert client.go("stepIn", targetId=targets[3]["id"]) == f"Mapper:{MAPPER}"
        client.ask("setExpression", expression="$", value='"ox"', frameId=client.frames()[0]["id"])
        assert "Forked as fork-1 at event" in client.told("output")["output"]
        assert client.value("$") == '"ox"'
        assert client.go("continue") == f"Reduce:{REDUCE}"
        client.ask("continue", threadId=client.thread)
        assert client.outputs("exited")[-1] == '{"total":5}'


def test_a_frame_is_restarted_in_a_fork(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), [{"line": REDUCE}], input=WORD_LIST, mocks=MOCKS)
        client.stopped()
        client.go("stepIn")
        client.ask("restartFrame", frameId=client.frames()[0]["id"])
        assert "fork-1" in client.told("output")["output"]
        assert client.stopped()["reason"] == "restart"
        assert client.place() == f"Reduce:{REDUCE}"
        refused = client.answer("restartFrame", frameId=client.frames()[-1]["id"])
        assert "no frame to restart" in refused["message"]


def test_one_goes_to_a_state_by_running_on_or_by_what_is_recorded(tmp_path: Path) -> None:
    with debugging() as client:
        client.launch(words(tmp_path), input=WORD_LIST, mocks=MOCKS, stopOnEntry=True)
        client.stopped()
        source = {"path": str(client.program)}
        (run_to,) = client.ask("gotoTargets", source=source, line=REDUCE)["targets"]
        assert run_to["label"] == "Run to Reduce"
        assert client.go("goto", targetId=run_to["id"]) == f"Reduce:{REDUCE}"
        targets = client.ask("gotoTargets", source=source, line=MAPPER)["targets"]
        assert len(targets) == 1 + 7
        assert client.go("goto", targetId=targets[-1]["id"]) == f"Mapper:{MAPPER}"
        assert client.value("$") == '"the"'


def test_a_wait_on_the_real_clock_is_paused_and_the_execution_terminated(tmp_path: Path) -> None:
    file = tmp_path / "wait.asl.yaml"
    file.write_text("StartAt: Wait\nStates:\n  Wait: {Type: Wait, Seconds: 3600, End: true}\n", encoding="utf-8")
    with debugging() as client:
        client.launch(file, clock="real", names=["Wait"])
        client.stopped()
        client.ask("continue", threadId=client.thread)
        client.ask("pause", threadId=client.thread)
        assert client.stopped()["reason"] == "pause"
        assert client.place() == "Wait:3"
        client.ask("terminate")
        assert client.outputs("exited") == ["ABORTED"]
        assert client.told("exited")["exitCode"] == 1
