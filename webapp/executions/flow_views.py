"""What the page is told of a state's data flow."""

from webapp.debugger import Flow, flow_of
from webapp.engine import CommandRefused
from webapp.executions.run import Run
from webapp.executions.views import value_text
from webapp.messages import flow as m
from webapp.values import Absent, json_text


def flow_view(run: Run, sequence: int, thread: str, path: str) -> m.DataFlow:
    """Return the stages of the last visit of ``path`` by ``thread`` until event ``sequence``.

    Raises ``CommandRefused`` where it was not there by then.
    """
    record, driver = run.record, run.driver
    events = record.events[:sequence]
    found = flow_of(driver.machine, events, record.snapshot_at, thread, path, driver.evaluator)
    if found is None:
        raise CommandRefused(f"thread {thread!r} was not at {path} by event {sequence}")
    return flow_message(found, thread, path)


def flow_message(found: Flow, thread: str, path: str) -> m.DataFlow:
    """Return the data flow as the page is told of it."""
    return m.DataFlow(
        thread=thread,
        path=path,
        entered=found.entered,
        variables=value_text(found.variables, inline=True),
        stages=[
            m.FlowStage(
                name=stage.name,
                expression=None if isinstance(stage.expression, Absent) else json_text(stage.expression),
                base=stage.base,
                value=value_text(stage.value, inline=True) if stage.error is None else None,
                error=stage.error,
            )
            for stage in found.stages
        ],
    )
