"""Step Functions Local's ``MockConfigFile.json``: test cases of state machines, and the responses that they name.

::

    {"StateMachines": {"Orders": {"TestCases": {"Flaky": {"Pay": "PaidLate"}}}},
     "MockedResponses": {"PaidLate": {"0": {"Throw": …}, "1-2": {"Return": …}}}}

The whole file is checked when it is read, the cases that nobody chooses too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.tasks.mock_responses import MockProblem, Response, json_object, read_response
from webapp.values import Json, join_pointer

Case = Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class MockConfig:
    """The test cases by machine and name; each has the responses by state."""

    machines: Mapping[str, Mapping[str, Case]]

    def choose(self, machine: str | None, case: str | None) -> Case:
        """Return a test case; each name may be left out where there is only one. Raise :class:`MockProblem`."""
        pointer = "/StateMachines"
        machine = _choose(self.machines, machine, pointer, "state machine")
        pointer = join_pointer(pointer, machine, "TestCases")
        cases = self.machines[machine]
        return cases[_choose(cases, case, pointer, "test case")]


def is_mock_config(content: Mapping[str, Json]) -> bool:
    """Tell whether a file of mocks is one of Step Functions Local."""
    return "StateMachines" in content and "MockedResponses" in content


def read_mock_config(content: Mapping[str, Json]) -> MockConfig:
    """Return what the file says; raise :class:`MockProblem`."""
    for key in content:
        if key not in ("StateMachines", "MockedResponses"):
            raise MockProblem(join_pointer("", key), "expected StateMachines and MockedResponses only")
    mocked = json_object(content.get("MockedResponses"), "/MockedResponses")
    responses = {
        name: read_response(name, value, join_pointer("/MockedResponses", name)) for name, value in mocked.items()
    }
    machines = json_object(content.get("StateMachines"), "/StateMachines")
    return MockConfig({name: _cases(name, value, responses) for name, value in machines.items()})


def _cases(machine: str, value: Json, responses: Mapping[str, Response]) -> Mapping[str, Case]:
    pointer = join_pointer("/StateMachines", machine)
    cases = json_object(value, pointer).get("TestCases")
    pointer = join_pointer(pointer, "TestCases")
    return {
        name: _case(json_object(states, join_pointer(pointer, name)), join_pointer(pointer, name), responses)
        for name, states in json_object(cases, pointer).items()
    }


def _case(states: Mapping[str, Json], pointer: str, responses: Mapping[str, Response]) -> Case:
    found = {}
    for state, name in states.items():
        if not isinstance(name, str) or name not in responses:
            known = ", ".join(responses) or "none"
            message = f"no mocked response {name!r} in MockedResponses; there are: {known}"
            raise MockProblem(join_pointer(pointer, state), message)
        found[state] = responses[name]
    return found


def _choose(choices: Mapping[str, object], name: str | None, pointer: str, kind: str) -> str:
    if name is None and len(choices) == 1:
        return next(iter(choices))
    if name is None:
        raise MockProblem(pointer, f"which {kind}? There are: {', '.join(choices) or 'none'}")
    if name not in choices:
        raise MockProblem(pointer, f"no {kind} {name!r}; there are: {', '.join(choices) or 'none'}")
    return name
