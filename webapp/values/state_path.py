"""State paths: where a state stands among nested machines.

A path joins the names of the containers and of the state by ``/``; a branch of a Parallel stands in it as its index:
``MapWords/Mapper``, ``Both/0/Left``. ``/`` and ``~`` in a name become ``~1`` and ``~0``. ``#start`` and ``#end`` are
the drawn entry and exit; a state that bears such a name is written ``~2start`` and ``~2end``.
"""

from typing import Final

START: Final = "#start"
END: Final = "#end"


def child_path(container: str, name: str | int) -> str:
    """Return the path of ``name`` (a state or a branch index) in ``container``, ``""`` being the root machine."""
    token = str(name).replace("~", "~0").replace("/", "~1")
    if token in (START, END):
        token = "~2" + token[1:]
    return f"{container}/{token}" if container else token


def split_state_path(path: str) -> tuple[str, ...]:
    """Return the names (and branch indices, as text) along ``path``."""
    return tuple(_unescape(token) for token in path.split("/")) if path else ()


def parent_path(path: str) -> str:
    """Return ``path`` without its last part; ``""`` for a state of the root machine."""
    return path.rpartition("/")[0]


def state_name(path: str) -> str:
    """Return the last name on ``path``."""
    return split_state_path(path)[-1]


def _unescape(token: str) -> str:
    return token.replace("~2", "#").replace("~1", "/").replace("~0", "~")
