"""Activities, and the tasks that their workers ask for."""

from collections.abc import Mapping
from typing import Any

from webapp.aws_api.arns import Caller, check_name, read_arn
from webapp.aws_api.errors import AwsError, no_activity
from webapp.aws_api.paging import page_of
from webapp.aws_api.tags import tags_from
from webapp.executions import CallbackRefused, Callbacks, RealClock
from webapp.store import Activity, Store


class Activities:
    """The operations on activities."""

    def __init__(self, store: Store, callbacks: Callbacks) -> None:
        """``callbacks`` hands out their tasks."""
        self._store = store
        self._callbacks = callbacks

    def create(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """CreateActivity: the same name again is the same activity, its tags unchanged."""
        name = check_name(parameters["name"])
        arn = caller.arn("activity", name)
        activity = Activity(arn, name, RealClock().now_ms(), tags_from(parameters.get("tags") or []))
        there = activity if self._store.activities.create(activity) else self._store.activities.get(arn)
        created_ms = there.created_ms if there is not None else activity.created_ms
        return {"activityArn": arn, "creationDate": created_ms / 1000}

    def describe(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DescribeActivity."""
        found = self._find(parameters["activityArn"])
        return {
            **_listed(found),
            "encryptionConfiguration": {"type": "AWS_OWNED_KEY"},
        }

    def list(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """ListActivities: those of the caller's region, by name."""
        prefix = caller.arn("activity", "")
        found = [each for each in self._store.activities.list() if each.arn.startswith(prefix)]
        page, token = page_of(found, parameters, lambda activity: activity.name)
        return {"activities": [_listed(each) for each in page], "nextToken": token}

    def delete(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DeleteActivity: also of what is not there, as on AWS."""
        read_arn(parameters["activityArn"], "activity")
        self._store.activities.delete(parameters["activityArn"])
        return {}

    def get_task(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """GetActivityTask: waits for up to a minute; where no task came up, the answer has no token."""
        read_arn(parameters["activityArn"], "activity")
        try:
            task = self._callbacks.get_activity_task(parameters["activityArn"], parameters.get("workerName"))
        except CallbackRefused as error:
            raise AwsError(error.code, error.message) from None
        return {"taskToken": task.token, "input": task.input} if task is not None else {}

    def _find(self, text: str) -> Activity:
        read_arn(text, "activity")
        found = self._store.activities.get(text)
        if found is None:
            raise no_activity(text)
        return found


def _listed(activity: Activity) -> dict[str, Any]:
    return {"activityArn": activity.arn, "name": activity.name, "creationDate": activity.created_ms / 1000}
