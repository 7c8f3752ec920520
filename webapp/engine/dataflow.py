"""The way of data through a state, in either language.

JSONPath: InputPath, Parameters, the work, ResultSelector, ResultPath, OutputPath. Two rules are easy to get wrong.
``ResultPath`` writes into the state's *raw* input, not into what ``InputPath`` chose. And ``Assign`` sees the result as
the work gave it and the variables as they were on entry: it does not see the output.

JSONata: Arguments, the work, Output. Every field reads the raw input, as ``$states.input``; ``Output`` and ``Assign``
do not see each other.
"""

from webapp.engine.evaluation import Evaluation
from webapp.engine.program import Assignment
from webapp.expressions import CompiledTemplate, JsonataTemplate, compile_reference_path
from webapp.values import Json


def select_input(evaluation: Evaluation) -> Json:
    """Return the raw input after ``InputPath``."""
    plan = evaluation.plan
    raw: Json = evaluation.thread.input
    if plan.is_jsonata:
        return raw
    if plan.input_path_text is None:
        return {}
    path = plan.input_path
    return raw if path is None else path.evaluate(evaluation.scope(raw))


def effective_input(evaluation: Evaluation) -> Json:
    """Return what the work is given: the input after ``InputPath`` and ``Parameters``, or the ``Arguments``."""
    plan = evaluation.plan
    if plan.is_jsonata:
        return evaluation.thread.input if plan.arguments is None else evaluation.query(plan.arguments)
    return apply_template(evaluation, plan.parameters, select_input(evaluation))


def apply_template(evaluation: Evaluation, template: CompiledTemplate | None, data: Json) -> Json:
    """Return what ``template`` makes of ``data``, ``data`` itself without one."""
    return data if template is None else template.evaluate(evaluation.scope(data), evaluation.entropy)


def merge_result(evaluation: Evaluation, result: Json) -> Json:
    """Return the raw input with ``result`` written into it by ``ResultPath``."""
    plan = evaluation.plan
    raw: Json = evaluation.thread.input
    if plan.result_path_text is None:
        return raw
    path = plan.result_path
    return result if path is None else path.write(raw, result)


def select_output(evaluation: Evaluation, data: Json) -> Json:
    """Return ``data`` after ``OutputPath``, or the ``Output`` of a state that has one."""
    plan = evaluation.plan
    if plan.is_jsonata:
        return data if plan.output is None else evaluation.query(plan.output)
    if plan.output_path_text is None:
        return {}
    path = plan.output_path
    return data if path is None else path.evaluate(evaluation.scope(data))


def output_of(evaluation: Evaluation, result: Json) -> Json:
    """Return the output of a state whose work gave ``result``: ResultSelector, ResultPath, OutputPath, or Output."""
    if evaluation.plan.is_jsonata:
        return select_output(evaluation, result)
    selected = apply_template(evaluation, evaluation.plan.result_selector, result)
    return select_output(evaluation, merge_result(evaluation, selected))


def caught_output(evaluation: Evaluation, catcher: int, error_output: Json) -> Json:
    """Return the output of a state whose ``catcher`` takes an error: its ResultPath, or its Output."""
    plan = evaluation.plan
    if plan.is_jsonata:
        template = plan.catcher_output(catcher)
        return error_output if template is None else evaluation.query(template)
    raw: Json = evaluation.thread.input
    match plan.catch[catcher].result_path:
        case None:
            return raw
        case "$":
            return error_output
        case path:
            return compile_reference_path(path).write(raw, error_output)


def assigned(evaluation: Evaluation, assignment: Assignment | None, data: Json) -> dict[str, Json]:
    """Return the variables that ``assignment``, an ``Assign``, sets; ``data`` is what ``$`` means in JSONPath."""
    if assignment is None:
        return {}
    if isinstance(assignment, JsonataTemplate):
        variables = evaluation.query(assignment)
    else:
        variables = assignment.evaluate(evaluation.scope(data), evaluation.entropy)
    return variables if isinstance(variables, dict) else {}
