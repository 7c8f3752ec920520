"""The parts of the language that this engine refuses to run, rather than run them wrongly."""

from collections.abc import Iterator

from webapp.asl.model import Machine, MapState, State, UnknownState, walk


def unsupported(machine: Machine) -> tuple[tuple[str, str, str], ...]:
    """Return (path of the state, field, message) for each part of ``machine`` that cannot run."""
    return tuple(
        (placed.path, field, f"States.{placed.state.name}.{field}: {message}")
        for placed in walk(machine)
        for field, message in obstacles(placed.state)
    )


def obstacles(state: State) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for each reason why ``state`` itself cannot run."""
    if isinstance(state, UnknownState):
        yield "Type", f'"{state.type_text}" is no state type'
    if isinstance(state, MapState):
        yield from _map_obstacles(state)


def _map_obstacles(state: MapState) -> Iterator[tuple[str, str]]:
    if state.item_processor is None:
        yield "ItemProcessor", "a Map needs this object: it says what is done with each item"
    config = (state.item_processor.processor_config if state.item_processor else None) or {}
    if config.get("Mode") == "DISTRIBUTED":
        return
    fields = {
        "ItemReader": state.item_reader,
        "ItemBatcher": state.item_batcher,
        "ResultWriter": state.result_writer,
    }
    for field, value in fields.items():
        if value is not None:
            yield field, "only a distributed Map has it (ItemProcessor.ProcessorConfig.Mode)"
