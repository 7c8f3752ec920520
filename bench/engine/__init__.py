"""How fast executions are: against the floor that Python sets, and against other interpreters, in one run."""
