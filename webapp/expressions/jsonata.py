"""Which strings are JSONata. Evaluating them is not done yet."""


def is_jsonata(text: str) -> bool:
    """Return whether the whole of ``text`` is ``{% … %}``, without blanks around it."""
    return len(text) >= 4 and text.startswith("{%") and text.endswith("%}")
