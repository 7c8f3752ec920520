"""Routes on forks: make one, list those of a line, name them, and say what may run again."""

from flask import Blueprint, Response

from webapp.http.bodies import read_body
from webapp.http.found import found
from webapp.http.services import services
from webapp.messages import forks as f

blueprint = Blueprint("forks", __name__)


@blueprint.post("/api/executions/<execution>/fork")
def fork(execution: str) -> Response:
    """Fork an execution: at an event, with an edited value, from a state's entry, or with another definition."""
    body = read_body(f.ForkRequest)
    return found(execution, lambda: services().executions.fork(execution, body), 201)


@blueprint.get("/api/executions/<execution>/tree")
def tree(execution: str) -> Response:
    """Return all lines of the history that an execution is one of."""
    return found(execution, lambda: services().executions.forks.tree(execution))


@blueprint.post("/api/executions/<execution>/rename_fork")
def rename_fork(execution: str) -> Response:
    """Give a fork another name."""
    name = read_body(f.RenameForkRequest).name

    def renamed() -> f.ForkTree:
        services().executions.forks.rename(execution, name)
        return services().executions.forks.tree(execution)

    return found(execution, renamed)


@blueprint.post("/api/executions/<execution>/rerun")
def rerun(execution: str) -> Response:
    """Say what a fork does with tasks whose handlers ran before."""
    choice = read_body(f.RerunRequest).choice
    return found(execution, lambda: services().executions.choose_rerun(execution, choice))
