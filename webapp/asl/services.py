"""The services of the AWS SDK and their actions: a table that belongs to the code, as a module would.

It is made by :mod:`webapp.asl.make_services`, unpacked once, when the first definition calls the SDK or the first
completion asks, and read line by line. botocore itself would take a second for a large service.
"""

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


def service_names() -> Iterable[str]:
    """Return all services, called as the AWS SDK for Java calls them."""
    return _table()


def service_title(service: str) -> str:
    """Return what AWS calls a service, as ``CloudWatch Logs``; ``""`` for an unknown one."""
    line = _table().get(service)
    return "" if line is None else line.split("|", 3)[1]


def botocore_name(service: str) -> str | None:
    """Return what botocore calls a service, as ``logs`` for ``cloudwatchlogs``; ``None`` for an unknown one."""
    line = _table().get(service)
    return None if line is None else line.split("|", 3)[2]


@cache
def service_actions(service: str) -> Mapping[str, str] | None:
    """Return the actions of a service, each with the text of its parameters; ``None`` for an unknown service.

    The text is ``Name*s,Othern``: ``*`` is required, the letter is what the parameter holds.
    """
    line = _table().get(service)
    if line is None:
        return None
    pairs = (action.partition(":") for action in line.split("|", 3)[3].split(";"))
    return {action: text for action, _, text in pairs}


@cache
def _table() -> Mapping[str, str]:
    """Return the line of each service."""
    packed = (files("webapp.asl") / "services.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return {line.partition("|")[0]: line for line in lines}
