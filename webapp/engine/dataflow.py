"""The way of data through a JSONPath state: InputPath, Parameters, the work, ResultSelector, ResultPath, OutputPath.

Two rules are easy to get wrong. ``ResultPath`` writes into the state's *raw* input, not into what ``InputPath`` chose.
And ``Assign`` sees the result as the work gave it and the variables as they were on entry: it does not see the output.
"""

from webapp.engine.evaluation import Evaluation
from webapp.expressions import CompiledTemplate
from webapp.values import Json


def select_input(evaluation: Evaluation) -> Json:
    """Return the raw input after ``InputPath``."""
    plan = evaluation.plan
    if plan.input_path_text is None:
        return {}
    path = plan.input_path
    raw: Json = evaluation.thread.input
    return raw if path is None else path.evaluate(evaluation.scope(raw))


def effective_input(evaluation: Evaluation) -> Json:
    """Return the raw input after ``InputPath`` and ``Parameters``."""
    return apply_template(evaluation, evaluation.plan.parameters, select_input(evaluation))


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
    """Return ``data`` after ``OutputPath``."""
    plan = evaluation.plan
    if plan.output_path_text is None:
        return {}
    path = plan.output_path
    return data if path is None else path.evaluate(evaluation.scope(data))


def output_of(evaluation: Evaluation, result: Json) -> Json:
    """Return the output of a state whose work gave ``result``: ResultSelector, ResultPath, OutputPath."""
    selected = apply_template(evaluation, evaluation.plan.result_selector, result)
    return select_output(evaluation, merge_result(evaluation, selected))


def assigned(evaluation: Evaluation, template: CompiledTemplate | None, data: Json) -> dict[str, Json]:
    """Return the variables that ``template``, an ``Assign``, sets from ``data``."""
    if template is None:
        return {}
    variables = template.evaluate(evaluation.scope(data), evaluation.entropy)
    return variables if isinstance(variables, dict) else {}
