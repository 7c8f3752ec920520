"""JSON Pointers (RFC 6901): the address of a value in a document, such as ``/States/Pay/Next``."""


def join_pointer(pointer: str, *tokens: str | int) -> str:
    """Return ``pointer`` extended by ``tokens``, each escaped."""
    return pointer + "".join(f"/{_escape(str(token))}" for token in tokens)


def split_pointer(pointer: str) -> tuple[str, ...]:
    """Return the tokens of ``pointer``, unescaped; ``""`` is the whole document."""
    if not pointer:
        return ()
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
