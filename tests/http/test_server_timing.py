import re

from flask import Response

from webapp.http.server_timing import ServerTiming


def test_every_stage_is_told_with_its_milliseconds() -> None:
    timing = ServerTiming()
    timing.done("read")
    timing.done("draw")
    head = timing.on(Response("")).headers["Server-Timing"]
    assert re.fullmatch(r"read;dur=\d+\.\d, draw;dur=\d+\.\d, processor;dur=\d+\.\d", head)
