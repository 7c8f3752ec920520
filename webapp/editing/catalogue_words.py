"""How the patterns say things in each query language: calls, kept results, rules, catchers."""

from dataclasses import dataclass

from webapp.editing.catalogue_values import rendered
from webapp.values import Json

State = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Words:
    """How to say things in one query language."""

    jsonata: bool
    substitutions: bool

    def call(self, resource: str, parameters: State, **fields: Json) -> State:
        """Return a Task that calls a service."""
        name = "Arguments" if self.jsonata else "Parameters"
        given = rendered(parameters, jsonata=self.jsonata, substitutions=self.substitutions)
        return {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", name: given, **fields}

    def function(self, name: str, **fields: Json) -> State:
        """Return a Task that calls a Lambda function and hands on what that returns."""
        payload: State = {"Output": "{% $states.result.Payload %}"} if self.jsonata else {"OutputPath": "$.Payload"}
        more: State = {**(payload if not {"ResultPath", "Output", "ResultSelector"} & fields.keys() else {}), **fields}
        return self.call("lambda:invoke", {"FunctionName": f"${{{name}}}", "Payload": "=input"}, **more)

    def keep(self, name: str, part: str = "") -> State:
        """Return what puts a result, or a part of it, beside the input as ``name``."""
        if self.jsonata:
            return {"Output": f"{{% $merge([$states.input, {{'{name}': $states.result{part}}}]) %}}"}
        if part:
            return {"ResultSelector": {"value.$": f"${part}"}, "ResultPath": f"$.{name}"}
        return {"ResultPath": f"$.{name}"}

    def equals(self, path: str, value: str | bool, target: str) -> State:
        """Return a rule that is true where a part of the input is ``value``."""
        if self.jsonata:
            written = str(value).lower() if isinstance(value, bool) else f"'{value}'"
            return {"Condition": f"{{% $states.input.{path} = {written} %}}", "Next": target}
        test = "BooleanEquals" if isinstance(value, bool) else "StringEquals"
        return {"Variable": f"$.{path}", test: value, "Next": target}

    def failing(self, target: str, *errors: str) -> State:
        """Return a catcher that keeps the error beside the input."""
        kept: State = (
            {"Output": "{% $merge([$states.input, {'error': $states.errorOutput}]) %}"}
            if self.jsonata
            else {"ResultPath": "$.error"}
        )
        return {"ErrorEquals": list(errors or ("States.ALL",)), **kept, "Next": target}

    def items(self, path: str) -> State:
        """Return where a Map takes its items from."""
        return {"Items": f"{{% $states.input.{path} %}}"} if self.jsonata else {"ItemsPath": f"$.{path}"}
