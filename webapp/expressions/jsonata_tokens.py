"""The tokens of JSONata 2.0.6, the version that AWS runs, and of the two operators that came after it.

What is a regular expression depends on where it stands: ``/`` after a value divides. The quirks are the reference
implementation's own: a regular expression ends at a ``/`` outside brackets, a name at a blank or an operator.
"""

import re
from typing import Final, NamedTuple

from webapp.expressions.errors import ExpressionSyntaxError

NEWER_OPERATORS: Final = frozenset(("??", "?:"))
END: Final = "(end)"
NAME: Final = "(name)"
VARIABLE: Final = "(variable)"

_BLANKS = re.compile(r"[ \t\n\r]*")
_OPERATOR = re.compile(r"\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.\[\]{}(),@#;:?+\-*/%|=<>^&!~]")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([\"\\/bfnrt])|u([0-9a-fA-F]{4})|(u)|(.))", re.DOTALL)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?")
_NAME = re.compile(r"[^ \t\n\r.\[\]{}(),@#;:?+\-*/%|=<>^&!~]+")
_BRACKET_OR_SLASH = re.compile(r"\\.|[\[{()}\]/]", re.DOTALL)
_NO_OPERATORS: Final = frozenset(("!", "~"))
_WORDS: Final = frozenset(("and", "or", "in"))
_VALUES: Final = frozenset(("true", "false", "null"))


class Token(NamedTuple):
    """A token. ``id`` is an operator's own text, or what else it is; ``start`` counts code points from 0."""

    id: str
    text: str
    start: int


class Tokens:
    """Reads the tokens of a text one by one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def next(self, after_value: bool) -> Token:
        """Return the next token; ``after_value`` says that a ``/`` here divides."""
        text, start = self._text, self._skip()
        if start >= len(text):
            return Token(END, "", len(text))
        character = text[start]
        if character == "/" and not after_value:
            return self._regular_expression(start)
        operator = _OPERATOR.match(text, start)
        if operator:
            if operator[0] in _NO_OPERATORS:
                raise _error("S0204", f'Unknown operator: "{operator[0]}"', start)
            self._position = operator.end()
            return Token(operator[0], operator[0], start)
        if character in "\"'":
            return self._string(start)
        number = _NUMBER.match(text, start)
        if number:
            self._position = number.end()
            if float(number[0]) == float("inf"):
                raise _error("S0102", f"Number out of range: {number[0]}", start)
            return Token("(number)", number[0], start)
        if character == "`":
            return self._quoted_name(start)
        return self._name(start)

    def _skip(self) -> int:
        """Step over blanks and comments."""
        text = self._text
        while True:
            blanks = _BLANKS.match(text, self._position)
            start = blanks.end() if blanks else self._position
            if not text.startswith("/*", start):
                self._position = start
                return start
            end = text.find("*/", start + 2)
            if end < 0:
                raise _error("S0106", "Comment has no closing tag", start)
            self._position = end + 2

    def _regular_expression(self, start: int) -> Token:
        depth, position = 0, start + 1
        while found := _BRACKET_OR_SLASH.search(self._text, position):
            position = found.end()
            match found[0]:
                case "(" | "[" | "{":
                    depth += 1
                case ")" | "]" | "}":
                    depth -= 1
                case "/" if depth == 0:
                    if position == start + 2:
                        raise _error("S0301", "Empty regular expressions are not allowed", start)
                    while self._text[position : position + 1] in ("i", "m"):
                        position += 1
                    self._position = position
                    return Token("(regex)", self._text[start:position], start)
        raise _error("S0302", "No terminating / in regular expression", start)

    def _string(self, start: int) -> Token:
        found = _STRING.match(self._text, start)
        if found is None:
            raise _error("S0101", "String literal must be terminated by a matching quote", start)
        self._position = found.end()
        raw = found[0][1:-1]
        if "\\" not in raw:
            return Token("(string)", raw, start)
        for escape in _ESCAPE.finditer(raw):
            if escape[3]:
                message = "The escape sequence \\u must be followed by 4 hex digits"
                raise _error("S0104", message, start + 1 + escape.start())
            if escape[4]:
                raise _error("S0103", f"Unsupported escape sequence: \\{escape[4]}", start + 1 + escape.start())
        return Token("(string)", raw, start)

    def _quoted_name(self, start: int) -> Token:
        end = self._text.find("`", start + 1)
        if end < 0:
            raise _error("S0105", "Quoted property name must be terminated with a backquote (`)", start)
        self._position = end + 1
        return Token(NAME, self._text[start + 1 : end], start)

    def _name(self, start: int) -> Token:
        found = _NAME.match(self._text, start)
        assert found is not None  # what no other token begins with begins a name
        self._position = found.end()
        name = found[0]
        if name.startswith("$"):
            return Token(VARIABLE, name[1:], start)
        if name in _WORDS:
            return Token(name, name, start)
        return Token("(value)" if name in _VALUES else NAME, name, start)


def _error(code: str, message: str, start: int) -> ExpressionSyntaxError:
    return ExpressionSyntaxError(f"{code}: {message}", start + 1)
