"""How long the stages of a request took, as ``Server-Timing``: browsers show it, ``python -m bench page`` reads it."""

from time import perf_counter, thread_time

from flask import Response


class ServerTiming:
    """Counts from when it is made: each stage in milliseconds of the wall, and in all those of the processor."""

    def __init__(self) -> None:
        """Begin the first stage."""
        self._since = perf_counter()
        self._began = thread_time()
        self._stages: list[str] = []

    def done(self, stage: str) -> None:
        """End a stage, and begin the next."""
        now = perf_counter()
        self._stages.append(f"{stage};dur={(now - self._since) * 1000:.1f}")
        self._since = now

    def on(self, response: Response) -> Response:
        """Return ``response`` with the stages so far in its head."""
        processor = f"processor;dur={(thread_time() - self._began) * 1000:.1f}"
        response.headers["Server-Timing"] = ", ".join([*self._stages, processor])
        return response
