"""Tags of state machines and activities."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from webapp.aws_api.arns import Caller, read_arn
from webapp.aws_api.errors import AwsError
from webapp.store import Activity, StateMachine, Store

MAX_TAGS: Final = 50


class Tags:
    """The operations on tags."""

    def __init__(self, store: Store) -> None:
        """Tags are kept with what they belong to."""
        self._store = store

    def tag(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """TagResource."""
        found = self._find(parameters["resourceArn"])
        tags = {**found.tags, **tags_from(parameters["tags"])}
        if len(tags) > MAX_TAGS:
            raise AwsError("TooManyTags", f"'{found.arn}' would have more than {MAX_TAGS} tags")
        self._save(found, tags)
        return {}

    def untag(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """UntagResource."""
        found = self._find(parameters["resourceArn"])
        gone = set(parameters["tagKeys"])
        self._save(found, {key: value for key, value in found.tags.items() if key not in gone})
        return {}

    def list(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """ListTagsForResource."""
        found = self._find(parameters["resourceArn"])
        return {"tags": [{"key": key, "value": value} for key, value in found.tags.items()]}

    def _find(self, text: str) -> StateMachine | Activity:
        arn = read_arn(text, "stateMachine", "activity")
        is_machine = arn.kind == "stateMachine"
        found = self._store.state_machines.get(text) if is_machine else self._store.activities.get(text)
        if found is None:
            raise AwsError("ResourceNotFound", f"Resource not found: '{text}'")
        return found

    def _save(self, found: StateMachine | Activity, tags: Mapping[str, str]) -> None:
        match found:
            case StateMachine():
                self._store.state_machines.save(dataclasses.replace(found, tags=tags))
            case Activity():
                self._store.activities.save(dataclasses.replace(found, tags=tags))


def tags_from(tags: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return tags by key, as they are kept."""
    return {tag.get("key", ""): tag.get("value", "") for tag in tags}
