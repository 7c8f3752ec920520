"""How a Map names the machine that each item goes through: ``ItemProcessor``, or ``Iterator`` as it once was."""

from webapp.editing.commands import SetProcessor
from webapp.editing.definition import Definition, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import MACHINE_ORDER, put_field
from webapp.editing.steps import Steps

_INLINE = {"Mode": "INLINE"}


def set_processor(steps: Steps, command: SetProcessor) -> str:
    """Write the other name and return the state's path. Only an ``ItemProcessor`` has a ``ProcessorConfig``."""
    gone = steps.take(lambda definition: _draft(definition, command))
    if gone or steps.lost_comments():
        steps.note("An Iterator has no ProcessorConfig: what stood there is gone.")
    return command.path


def _draft(definition: Definition, command: SetProcessor) -> bool:
    """Draft the change; return whether a configuration goes that says more than is meant without one."""
    state = definition.state(command.path)
    if state.type != "Map":
        raise EditRefused(f'"{state.name}" is a {state.type or "state"}: only a Map has a processor.')
    node, field = state.node.get("ItemProcessor"), "ItemProcessor"
    if node is None:
        node, field = state.node.get("Iterator"), "Iterator"
    if node is None or node.kind != "object":
        raise EditRefused(f'"{state.name}" has no processor yet: insert a first state into it.')
    if field == command.field:
        return False
    config = node.get("ProcessorConfig")
    if command.field == "Iterator" and config is not None:
        if text_of(config.get("Mode")) == "DISTRIBUTED":
            raise EditRefused(f'"{state.name}" is a distributed Map, which needs an ItemProcessor.')
        definition.draft.remove(node, "ProcessorConfig")
    elif command.field == "ItemProcessor" and config is None:
        put_field(definition.draft, node, "ProcessorConfig", {**_INLINE}, MACHINE_ORDER)
    definition.draft.exchange(state.node, field, command.field)
    return command.field == "Iterator" and config is not None and config.value not in (_INLINE, {})
