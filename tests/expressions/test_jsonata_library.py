"""The library that evaluates JSONata, loaded on a thread that lasts."""

import subprocess
import sys
import textwrap

PROGRAM = """
    import threading
    from webapp.expressions import load_library
    from webapp.expressions.jsonata_library import load_jsonata

    load_library()
    for number in range(500):
        text = f"$states.input.q{number}"
        thread = threading.Thread(target=lambda: load_jsonata(text).evaluate({"states": {"input": {}}}, 1, 2))
        thread.start()
        thread.join()
    print("still here")
"""


def test_threads_that_come_and_go_do_not_bring_the_process_down() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, "still here"), done.stderr
