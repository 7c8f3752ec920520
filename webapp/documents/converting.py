"""A text in the other format, for the page."""

import re
from typing import Literal

from webapp.asl import read_text
from webapp.editing import convert
from webapp.messages import building

_ENDING = re.compile(r"\.(?:json|ya?ml)$|\.asl$", re.IGNORECASE)


def convert_text(request: building.ConvertRequest) -> building.ConvertResponse:
    """Return a whole text in the other format; raise ``EditRefused`` saying why there is none."""
    converted = convert(read_text(request.text, request.format, request.file_name), request.to)
    return building.ConvertResponse(
        text=converted.text,
        format=converted.format,
        file_name=None if request.file_name is None else file_name_for(request.file_name, request.to),
        comments_lost=converted.comments_lost,
        notes=list(converted.notes),
    )


def file_name_for(file_name: str, form: Literal["json", "yaml"]) -> str:
    """Return what a file is called in the other format: ``a.asl.json`` as YAML is ``a.asl.yaml``."""
    ending = ".asl" if file_name.lower().endswith(".asl") else ""
    return _ENDING.sub("", file_name) + f"{ending}.{form}"
