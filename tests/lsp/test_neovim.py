"""The language server as Neovim's own client drives it, with the configuration that the documentation gives."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

NVIM: Final = shutil.which("nvim")
ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = '"/path/to/statewalk/.venv/bin/statewalk", "lsp"'

pytestmark = pytest.mark.skipif(NVIM is None, reason="Neovim is not installed")

TEXT: Final = """\
{
  "StartAt": "Pay",
  "States": {
    "Pay": {"Type": "Pass", "Assign": {"sum": 1}, "Next": "Shipp"},
    "Ship": {"Type": "Pass", "OutputPath": "$sum", "Next": "Call"},
    "Call": {"Type": "Task", "Resource": "arn:aws:states:::lam", "Next": "Pay"}
  }
}
"""

DRIVE: Final = """
local out = {}
local function wait(is_so) return vim.wait(20000, is_so, 20) end
local function ask(method, line, word, more)
  local column = vim.fn.getline(line):find(word, 1, true) - 1
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  for key, value in pairs(more or {}) do params[key] = value end
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/" .. method, params, 20000) or {}) do
    return answer.result
  end
end
vim.cmd("edit order.asl.json")
wait(function() return #vim.diagnostic.get(0) > 0 end)
out.problems = vim.diagnostic.get(0)
out.hover = ask("hover", 4, "Assign")
out.definition = ask("definition", 5, "Call")
out.references = ask("references", 4, "sum", { context = { includeDeclaration = true } })
out.resources = ask("completion", 6, '", "Next"')
out.states = ask("completion", 6, 'Pay"}')
vim.api.nvim_win_set_cursor(0, { 4, vim.fn.getline(4):find("Pay", 1, true) - 1 })
vim.lsp.buf.rename("Charge")
wait(function() return vim.fn.getline(2):find("Charge") ~= nil end)
out.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.cmd("write")
local file = io.open("out.json", "w")
file:write(vim.fn.json_encode(out))
file:close()
vim.cmd("qa!")
"""


def configuration() -> str:
    """Return the block of the documentation that is for the Neovim that is installed."""
    older, newer = re.findall(r"```lua\n(.*?)```", (ROOT / "docs" / "language-server.md").read_text(), re.DOTALL)
    here = f'{json.dumps(sys.executable)}, "-m", "webapp.cli", "lsp"'
    return str(newer if version() >= (0, 11) else older).replace(COMMAND, here)


@cache
def version() -> tuple[int, int]:
    said = subprocess.run([str(NVIM), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"NVIM v(\d+)\.(\d+)", said)
    assert found is not None
    return int(found[1]), int(found[2])


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Neovim's client was told of a file."""
    folder = tmp_path_factory.mktemp("neovim")
    (folder / "order.asl.json").write_text(TEXT)
    (folder / "init.lua").write_text(configuration())
    (folder / "drive.lua").write_text(DRIVE)
    home = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **home, "PYTHONPATH": str(ROOT)}
    command = [str(NVIM), "--headless", "-u", "init.lua", "-c", "luafile drive.lua"]
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=120, capture_output=True)
    found: dict[str, Any] = json.loads((folder / "out.json").read_text())
    return found


def test_neovim_shows_the_problems_where_they_are(seen: dict[str, Any]) -> None:
    first = next(each for each in seen["problems"] if each["code"] == "MISSING_TRANSITION_TARGET")
    assert (first["lnum"], first["col"]) == (3, 58)
    assert first["message"] == "Missing 'Next' target: Shipp; did you mean \"Ship\"?"


def test_neovim_explains_a_field(seen: dict[str, Any]) -> None:
    assert "Variables for the states that follow." in seen["hover"]["contents"]["value"]


def test_neovim_finds_states_and_variables(seen: dict[str, Any]) -> None:
    (definition,) = seen["definition"]
    assert definition["range"]["start"] == {"line": 5, "character": 5}
    assert [each["range"]["start"]["line"] for each in seen["references"]] == [3, 4]


def test_neovim_completes_resources_and_states(seen: dict[str, Any]) -> None:
    assert "arn:aws:states:::lambda:invoke" in [each["label"] for each in seen["resources"]["items"]]
    assert [each["label"] for each in seen["states"]["items"]] == ["Pay", "Ship", "Call"]


def test_neovim_renames_a_state_wherever_it_is_named(seen: dict[str, Any]) -> None:
    assert [line.count("Charge") for line in seen["lines"]] == [0, 1, 0, 1, 0, 1, 0, 0]
