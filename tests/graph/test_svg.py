import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.machines import NAMES, chain, machines
from webapp.asl.model import Machine, MapState, ParallelState
from webapp.graph import Arrangement, Theme, arrange, build, layout, render_svg
from webapp.graph.svg import line_path

SVG = "{http://www.w3.org/2000/svg}"
ATTACK = '"><img src=x onerror=alert(1)>'


def picture(machine: Machine, theme: Theme = "auto", title: str = "t") -> ET.Element:
    return ET.fromstring(render_svg(layout(build(machine)), theme, title))


def test_every_state_is_drawn_by_name() -> None:
    root = picture(chain("First", "Second"))
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert texts == ["Start", "Pass", "First", "Pass", "Second", "End"]


def test_a_collapsed_container_says_what_it_holds() -> None:
    machine = Machine("Each", {"Each": MapState(name="Each", end=True, item_processor=chain("A", "B"))})
    root = ET.fromstring(render_svg(arrange(machine, Arrangement("right", frozenset({"Each"})))))
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert texts == ["Start", "Map", "Each", "2 states", "End"]


def test_from_left_to_right_branches_are_divided_by_level_lines() -> None:
    both = ParallelState(name="Both", end=True, branches=(chain("A"), chain("B")))
    root = ET.fromstring(render_svg(arrange(Machine("Both", {"Both": both}), Arrangement("right"))))
    (divider,) = [line for line in root.iter(f"{SVG}line") if line.get("class") == "divider"]
    assert divider.get("y1") == divider.get("y2")


def test_a_name_stays_text_whatever_is_in_it() -> None:
    text = render_svg(layout(build(chain(ATTACK))), title=ATTACK)
    root = ET.fromstring(text)
    assert "<img" not in text
    assert [title.text for title in root.iter(f"{SVG}title")] == [ATTACK, ATTACK]
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg",
        "title",
        "style",
        "rect",
        "g",
        "path",
        "text",
    }


@given(st.text(max_size=30))
def test_any_name_makes_well_formed_xml(name: str) -> None:
    assert picture(chain(name), title=name).tag == f"{SVG}svg"


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert [title.text for title in picture(chain("a\x00b\ud800")).iter(f"{SVG}title")][1] == "a\ufffdb\ufffd"


@given(machines())
def test_nothing_is_fetched_and_nothing_runs(machine: Machine) -> None:
    text = render_svg(layout(build(machine)))
    assert not re.search(r"<script|href|url\(|@import|\son\w+=", text)
    assert text.count("http") == 1


@pytest.mark.parametrize(("theme", "media"), [("auto", 1), ("light", 0), ("dark", 0)])
def test_only_the_automatic_theme_asks_the_viewer(theme: Theme, media: int) -> None:
    assert render_svg(layout(build(chain("A"))), theme).count("@media") == media


def test_every_type_has_its_own_icon() -> None:
    from webapp.graph.icons import ICONS, UNKNOWN_ICON, type_icon

    assert len({*ICONS.values(), UNKNOWN_ICON}) == 9
    assert type_icon("Sleep") == UNKNOWN_ICON


def test_a_line_has_round_corners_and_ends_before_its_arrow_head() -> None:
    assert line_path(((0, 0), (0, 40), (50, 40), (50, 100))) == "M0 0L0 31Q0 40 9 40L41 40Q50 40 50 49L50 92"


def test_a_shortened_name_is_whole_in_its_title() -> None:
    (name,) = [name for name in NAMES if len(name) == 80]
    assert [title.text for title in picture(chain(name)).iter(f"{SVG}title")][1] == name
