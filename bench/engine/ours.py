"""Statewalk, in this process: an execution, one under a debugger that never stops it, and what one holds in memory."""

import resource
import subprocess
import sys
from pathlib import Path

from bench.engine.workloads import Workload, workloads
from tests.executions.running import debugged
from webapp.testing import run

REPOSITORY = Path(__file__).parents[2]
_KILOBYTES = 1024 if sys.platform == "darwin" else 1


def run_once(workload: Workload) -> int:
    """Run ``webapp.testing.run`` and return the number of events."""
    result = run(workload.definition, workload.input)
    result.assert_succeeded(workload.output)
    return len(result.events)


def run_debugged(workload: Workload) -> int:
    """Run with a breakpoint that is never reached, as the page does; return the number of events."""
    with debugged(workload.definition, workload.input, breakpoints=["Never"], pause_at_start=False) as it:
        assert it.output == workload.output, it.run.trouble or it.run.record.snapshot.status
        return it.run.record.snapshot.last_id


def memory_growth_mb(id: str) -> float:
    """Return by how many MB the peak of a process of its own grows with an execution, all of its events held."""
    command = [sys.executable, "-m", "bench.engine.ours", id]
    printed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return float(printed.stdout)


def _peak_mb() -> float:
    """Return the peak of this program; what Linux's getrusage says includes whoever started it."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES / 1024


def main(id: str) -> None:
    """Print the growth; the code is warm, and the input there, before."""
    warm, workload = workloads([f"{id[0]}10", id])
    run_once(warm)
    before = _peak_mb()
    result = run(workload.definition, workload.input)
    print(_peak_mb() - before)
    result.assert_succeeded(workload.output)


if __name__ == "__main__":
    main(sys.argv[1])
