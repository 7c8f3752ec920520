"""``serverless.yml`` with the serverless-step-functions plug-in."""

from collections.abc import Iterator

from webapp.asl import Document, Node
from webapp.formats.host import FunctionDefinition, HostMachine, UnreadableMachine
from webapp.formats.variables import Variables
from webapp.values import Json, join_pointer

_MACHINES = "/stepFunctions/stateMachines"


def is_serverless(document: Document, file_name: str | None) -> bool:
    """Return whether the file configures the Serverless Framework, by its name or by the plug-in's section."""
    root = document.root
    if root is None or root.kind != "object":
        return False
    name = (file_name or "").replace("\\", "/").rpartition("/")[2]
    return name.startswith("serverless.") or document.at("/stepFunctions") is not None


def find_machines(document: Document) -> tuple[tuple[HostMachine, ...], tuple[UnreadableMachine, ...]]:
    """Return the machines whose definition stands in the file, and those that cannot be read from it alone."""
    readable: list[HostMachine] = []
    unreadable: list[UnreadableMachine] = []
    for name, pointer, node in _entries(document):
        definition = node.get("definition")
        if definition is not None and definition.kind == "object":
            readable.append(HostMachine(name, join_pointer(pointer, "definition"), definition))
        else:
            where = node if definition is None else definition
            unreadable.append(UnreadableMachine(name, pointer, _reason(where, definition is None)))
    return tuple(readable), tuple(unreadable)


def find_functions(root: Json, variables: Variables) -> tuple[FunctionDefinition, ...]:
    """Return the functions of the file with their placeholders resolved."""
    fields = root if isinstance(root, dict) else {}
    provider, functions = fields.get("provider"), fields.get("functions")
    runtime = provider.get("runtime") if isinstance(provider, dict) else None
    found = []
    for name, function in functions.items() if isinstance(functions, dict) else ():
        if isinstance(function, dict):
            handler = variables.text(function.get("handler"))
            own_runtime = variables.text(function.get("runtime") or runtime)
            found.append(FunctionDefinition(name, handler, own_runtime, variables.deployed_name(name)))
    return tuple(found)


def logical_id(name: str) -> str:
    """Return the name of a function in the stack: ``check-comment`` is ``CheckDashcommentLambdaFunction``."""
    normal = name.replace("-", "Dash").replace("_", "Underscore")
    return f"{normal[:1].upper()}{normal[1:]}LambdaFunction"


def _entries(document: Document) -> Iterator[tuple[str, str, Node]]:
    """Yield the machines with their names and pointers; ``stateMachines`` may be a list of such objects."""
    node = document.at(_MACHINES)
    if node is None:
        return
    groups = [(_MACHINES, node)]
    if node.kind == "array":
        groups = [(join_pointer(_MACHINES, index), item) for index, item in enumerate(node.items)]
    for pointer, group in groups:
        if group.kind != "object":
            yield str(group.value), pointer, group
        for member in group.members:
            if member.value is not None:
                yield member.key, join_pointer(pointer, member.key), member.value


def _reason(node: Node, whole: bool) -> str:
    what = "The state machine" if whole else "The definition"
    if node.kind == "string" and "${file(" in str(node.value):
        return f"{what} stands in another file: {node.value}"
    if node.kind == "string":
        return f"{what} is a text in this file, not an object: {str(node.value)[:80]}"
    return f"{what} has no 'definition' object"
