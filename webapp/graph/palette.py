"""The colours of pictures, light and dark; the same as the page's (``static/src/styles/tokens.css``)."""

from collections.abc import Mapping
from typing import Final, Literal

Theme = Literal["auto", "light", "dark"]
Shade = Literal["light", "dark"]

COLOURS: Final[Mapping[str, tuple[str, str]]] = {
    "canvas": ("#f8f9fb", "#0f1319"),
    "surface": ("#ffffff", "#161a21"),
    "border": ("#d9dee7", "#2b333f"),
    "shade": ("#141b28", "#000000"),
    "text": ("#161a21", "#e8ebf1"),
    "text-3": ("#636e81", "#8f9aab"),
    "accent": ("#4a4fe0", "#989bff"),
    "accent-solid": ("#4a4fe0", "#5c61ee"),
    "edge": ("#97a1b2", "#566173"),
    "edge-catch": ("#a5741a", "#b98f3c"),
    "label": ("#465063", "#b0b9c7"),
}
"""Each name with its light and its dark colour."""

HUES: Final[Mapping[str, tuple[str, str]]] = {
    "task": ("#c2530a", "#ffa45c"),
    "choice": ("#8a6400", "#f2c14b"),
    "parallel": ("#0a6fb8", "#6cbcff"),
    "map": ("#0b7d80", "#4fd3d0"),
    "wait": ("#7a44c9", "#c09bff"),
    "pass": ("#566275", "#a9b5c6"),
    "succeed": ("#147c4a", "#66d79a"),
    "fail": ("#b3202c", "#ff7a7d"),
    "unknown": ("#566275", "#a9b5c6"),
}
"""The colour of each state type's icon and tile."""


MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "added": ("#147c6a", "#7ae3b7"),
    "removed": ("#9e142c", "#ee5255"),
    "changed": ("#9a6f0c", "#eeb738"),
    "renamed": ("#0243fb", "#bdd5ff"),
}
"""The colours of what differs from another machine."""


def style_sheet(theme: Theme, *, marked: bool = False) -> str:
    """Return the rules of a picture. ``auto`` is light, and dark where the viewer prefers that.

    ``marked``: it shows what differs from another machine.

    Colours stand in the rules themselves, without custom properties, which not every SVG renderer knows.
    """
    if theme == "auto":
        dark = _rules("dark", marked)
        return f"{_shapes(marked)}{_rules('light', marked)}@media (prefers-color-scheme:dark){{{dark}}}"
    return _shapes(marked) + _rules(theme, marked)


def _shapes(marked: bool) -> str:
    return _SHAPES + _MARK_SHAPES if marked else _SHAPES


_SHAPES: Final = (
    "text{font-family:Inter,'Noto Sans KR',system-ui,sans-serif}"
    ".name{font-size:13px;font-weight:600}"
    ".subtitle{font-size:11px;font-weight:400}"
    ".label{font-size:11px;font-weight:500;text-anchor:middle}"
    ".terminal{font-size:12px;font-weight:600;text-anchor:middle}"
    ".line{fill:none;stroke-width:1.5;stroke-linejoin:round}"
    ".catch{stroke-dasharray:5 4}"
    ".icon{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}"
    ".divider{stroke-dasharray:3 5;stroke-linecap:round}"
)


_MARK_SHAPES: Final = (
    ".frame{fill:none;stroke-width:2}"
    ".mark text{font-size:13px;font-weight:700;text-anchor:middle}"
    ".removed .frame,.line-removed{stroke-dasharray:4 4}"
    ".line-added,.line-removed{stroke-width:2.5}"
)


def _rules(shade: Shade, marked: bool) -> str:
    number = 0 if shade == "light" else 1
    colour = {name: pair[number] for name, pair in COLOURS.items()}
    rules = [
        f".canvas{{fill:{colour['canvas']}}}",
        f".card{{fill:{colour['surface']};stroke:{colour['border']}}}",
        f".shade{{fill:{colour['shade']};fill-opacity:{0.06 if shade == 'light' else 0.35}}}",
        f".name{{fill:{colour['text']}}}",
        f".subtitle{{fill:{colour['text-3']}}}",
        f".label{{fill:{colour['label']}}}",
        f".label-box{{fill:{colour['canvas']};stroke:{colour['border']}}}",
        f".line{{stroke:{colour['edge']}}}",
        f".arrow{{fill:{colour['edge']}}}",
        f".catch{{stroke:{colour['edge-catch']}}}",
        f".catch-arrow{{fill:{colour['edge-catch']}}}",
        f".start{{fill:{colour['accent-solid']};stroke:{colour['accent-solid']}}}.start+.terminal{{fill:#fff}}",
        f".end{{fill:{colour['surface']};stroke:{colour['accent']};stroke-width:1.5}}.end+.terminal{{fill:{colour['accent']}}}",
        f".box{{fill-opacity:{0.045 if shade == 'light' else 0.06};stroke-opacity:0.45}}",
        ".tile{fill-opacity:0.13}",
    ]
    for hue, pair in HUES.items():
        value = pair[number]
        rules.append(f".{hue} .icon{{stroke:{value}}}.{hue} .tile{{fill:{value}}}")
        if hue in ("parallel", "map"):
            rules.append(
                f".{hue} .box{{fill:{value};stroke:{value}}}.{hue} .divider{{stroke:{value};stroke-opacity:0.4}}"
            )
    if marked:
        rules += [rule for mark, pair in MARKS.items() for rule in _mark_rules(mark, pair[number], colour["surface"])]
    return "".join(rules)


def _mark_rules(mark: str, value: str, paper: str) -> tuple[str, ...]:
    return (
        f".{mark} .frame{{stroke:{value}}}.{mark} circle{{fill:{value}}}.{mark} text{{fill:{paper}}}",
        f".line-{mark}{{stroke:{value}}}.arrow-{mark}{{fill:{value}}}",
    )
