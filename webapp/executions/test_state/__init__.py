"""AWS's TestState: one state, run by itself, with its work mocked or done, and what its fields make of the data.

It is no second interpreter: the state is entered in a snapshot of an execution and goes on by ``decide``. A request
that AWS refuses raises :class:`TestRefused`; an error of the state is part of the answer.
"""

from collections.abc import Mapping

from webapp.engine import standing_in
from webapp.executions.test_state.answer import answer_to
from webapp.executions.test_state.context import context_of, start_of
from webapp.executions.test_state.fitness import check_fitness
from webapp.executions.test_state.in_place import try_in_place
from webapp.executions.test_state.playing import Player, RunTask
from webapp.executions.test_state.refusals import TestRefused
from webapp.executions.test_state.request import read_request
from webapp.executions.test_state.subject import find_subject
from webapp.expressions import Evaluator
from webapp.values import Entropy, Json

__all__ = ["RunTask", "TestRefused", "test_state", "try_in_place"]


def test_state(
    request: Mapping[str, Json],
    *,
    evaluator: Evaluator,
    now_ms: int,
    seed: int,
    run_task: RunTask | None,
) -> dict[str, Json]:
    """Return what AWS answers to ``request``, the input of the API's operation TestState, as its output.

    ``request`` has AWS's names and types: ``definition`` (of a state, or of a machine with ``stateName``), ``roleArn``,
    ``input``, ``inspectionLevel``, ``revealSecrets``, ``variables``, ``context``, ``mock``, ``stateConfiguration``. The
    answer has ``status``, ``output``, ``error``, ``cause``, ``nextState`` and ``inspectionData``; JSON in it is text.

    ``run_task`` does the work of a Task without a mock; it is called at most once, and without it such a Task fails.
    Time is ``now_ms`` and does not pass; all that looks random comes from ``seed``; ``evaluator`` evaluates the JSONata
    that could run away.

    Raises :class:`TestRefused` with AWS's code and message: ``ValidationException``, ``InvalidDefinition`` or
    ``InvalidExecutionInput``.
    """
    asked = read_request(request)
    subject = find_subject(asked.definition, asked.state_name)
    check_fitness(asked, subject)
    start = start_of(asked, Entropy(seed), now_ms)
    snapshot = standing_in(
        subject.machine,
        subject.path,
        start,
        variables=asked.variables,
        retries=asked.configuration.retries,
        context=context_of(asked, subject, start),
    )
    return answer_to(asked, subject, Player(subject, snapshot, asked, seed, evaluator).play(run_task))


test_state.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test by its name
