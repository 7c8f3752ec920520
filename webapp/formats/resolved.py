"""A machine of a host with its placeholders filled in, where it is known what stands for them."""

from webapp.asl import Machine, Node, Parsed, parse, read_text
from webapp.formats.host import Host, HostMachine
from webapp.formats.read import resolve
from webapp.values import Json, json_text


def resolved_machine(host: Host, machine: HostMachine, parsed: Parsed | None = None) -> Machine | None:
    """Return the model of ``machine`` as it would be deployed; placeholders that nobody knows stay visible.

    Where nothing in it stands for anything else, that is the machine as it was ``parsed``.
    """
    value = resolved_value(machine.root, host)
    if parsed is not None and value == machine.root.value:
        return parsed.machine
    return parse(read_text(json_text(value), "json")).machine


def resolved_value(node: Node, host: Host) -> Json:
    """Return the node's value with the placeholders in its strings filled in where they are known."""
    return _resolved(node.value, host)


def _resolved(value: Json, host: Host) -> Json:
    if isinstance(value, str):
        return resolve(value, host) if "{" in value else value
    if isinstance(value, list):
        return [_resolved(item, host) for item in value]
    if isinstance(value, dict):
        return {key: _resolved(item, host) for key, item in value.items()}
    return value
