"""The parts of the language that this engine refuses to run, rather than run them wrongly."""

from collections.abc import Iterator

from webapp.asl.model import Machine, MapState, QueryLanguage, State, UnknownState, walk


def unsupported(machine: Machine) -> tuple[tuple[str, str, str], ...]:
    """Return (path of the state, field, message) for each part of ``machine`` that cannot run."""
    language = machine.query_language or QueryLanguage.JSONPATH
    return tuple(
        (placed.path, field, f"States.{placed.state.name}.{field}: {message}")
        for placed in walk(machine)
        for field, message in obstacles(placed.state, placed.state.query_language or language)
    )


def obstacles(state: State, language: QueryLanguage) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for each reason why ``state`` itself cannot run."""
    if isinstance(state, UnknownState):
        yield "Type", f'"{state.type_text}" is no state type'
    if language is QueryLanguage.JSONATA:
        yield _jsonata_field(state), "JSONata states cannot run yet"
    if isinstance(state, MapState):
        yield from _map_obstacles(state)


def _jsonata_field(state: State) -> str:
    """Return the field that shows best that the state is written in JSONata."""
    shown = ("QueryLanguage", "Arguments", "Items", "Output", "Assign", "Choices")
    return next((field for field in shown if field in state.raw), "QueryLanguage")


def _map_obstacles(state: MapState) -> Iterator[tuple[str, str]]:
    config = (state.item_processor.processor_config if state.item_processor else None) or {}
    if config.get("Mode") == "DISTRIBUTED":
        yield "ItemProcessor.ProcessorConfig.Mode", "distributed Maps cannot run yet"
    fields = {
        "ItemReader": state.item_reader,
        "ItemBatcher": state.item_batcher,
        "ResultWriter": state.result_writer,
    }
    for field, value in fields.items():
        if value is not None:
            yield field, "distributed Maps cannot run yet"
