"""The language service: completion, hover, definitions, references, symbols. Reads what it is given, knows no files."""

from webapp.language.complete import complete
from webapp.language.hover import Hover, hover
from webapp.language.items import Completions, Item, Kind
from webapp.language.navigate import Named, Range, named_at
from webapp.language.outline import Symbol, folds, symbols
from webapp.language.source import Read, Source

__all__ = [
    "Completions",
    "Hover",
    "Item",
    "Kind",
    "Named",
    "Range",
    "Read",
    "Source",
    "Symbol",
    "complete",
    "folds",
    "hover",
    "named_at",
    "symbols",
]
