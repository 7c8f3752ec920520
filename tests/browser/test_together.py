"""Two browsers on one document: what one does the other sees, and nothing is lost on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import WAIT_MS, give_cookie
from tests.browser.definitions import chain, text_of
from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations
from tests.browser.watch import Watch
from tests.serving_process import ServingProcess, end, launch

AWAY = (
    "ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT|ERR_INTERNET_DISCONNECTED"
    "|WebSocket|does not answer"
)
EDITS = 500
# Puts in, deletes and replaces at random places, with random pauses; seeded, so that what fails fails again. A letter
# of two units is left whole, as typing does.
EDIT_AT_RANDOM = r"""([seed, count]) => {
    const { text, keeping } = window.__app;
    const state = { now: seed, done: 0 };
    const random = (below) => {
        state.now = (state.now * 1103515245 + 12345) % 2147483648;
        return Math.floor((state.now / 2147483648) * below);
    };
    const pieces = ["x", "yz", "\n", "😀", "  ", '"Q": 1', "", ""];
    const edit = () => {
        const now = text.text();
        const whole = (place) => (/[\udc00-\udfff]/.test(now[place] ?? "") || now[place] === "\n" ? place - 1 : place);
        const start = Math.max(0, whole(random(now.length + 1)));
        const end = Math.max(start, whole(Math.min(now.length, start + random(3))));
        text.apply([{ start, end, insert: pieces[random(pieces.length)] }]);
    };
    window.__edited = state;
    window.__editing = (async () => {
        for (; state.done < count; state.done += 1) {
            edit();
            if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(25)));
        }
    })();
}"""


@dataclass
class Two:
    """Two pages on one document."""

    one: Editor
    other: Editor
    document: str

    @property
    def server_text(self) -> str:
        """What the server has."""
        return str(self.one.get(f"/api/documents/{self.document}")["text"])

    def expect_same_text(self) -> str:
        """Wait until both have what the server has; return it."""
        for page in (self.one.page, self.other.page):
            page.wait_for_function(
                """() => window.__app.saving.value === "saved" && !window.__app.keeping.text.shared.hasUnsent"""
            )
        version = self.one.get(f"/api/documents/{self.document}")["edits"]
        for page in (self.one.page, self.other.page):
            page.wait_for_function("(version) => window.__app.keeping.text.version.value === version", arg=version)
        texts = {self.one.text, self.other.text, self.server_text}
        assert len(texts) == 1
        return texts.pop()


@contextmanager
def two_pages(
    browser: Browser, server: ServingProcess, text: str, file_name: str = "machine.asl.json"
) -> Iterator[Two]:
    """Open a text in two browsers that know nothing of each other."""
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") for _ in range(2)]
    editors = [editor_in(context, server) for context in contexts]
    document = editors[0].open_text(text, file_name)
    editors[1].open(document)
    two = Two(editors[0], editors[1], document)
    for editor in editors:
        expect(editor.at("people")).to_be_visible()
    yield two
    complaints = [each for editor in editors for each in editor.watch.complaints()]
    for context in contexts:
        context.close()
    assert complaints == []


def editor_in(context: BrowserContext, server: ServingProcess) -> Editor:
    """A page in a context of its own."""
    watch = Watch(context, server.url)
    give_cookie(context, server)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    return Editor(page, server.url, watch)


@pytest.fixture
def two(browser: Browser, server: ServingProcess) -> Iterator[Two]:
    """Two pages on a small machine."""
    with two_pages(browser, server, text_of(chain("Receive", "Bill", "Send"))) as found:
        yield found


def type_at(editor: Editor, snippet: str, text: str) -> None:
    """Put the cursor at the end of the line that holds ``snippet`` and type."""
    editor.line(snippet).click()
    editor.page.keyboard.press("End")
    editor.page.keyboard.type(text)


def test_what_one_types_and_draws_the_other_sees(two: Two) -> None:
    two.one.select("Bill")
    two.one.press("F2")
    two.one.page.keyboard.type("Charge")
    two.one.press("Enter")
    expect(two.other.node("Charge")).to_be_visible()
    two.other.insert_on("Charge->Send#0", "Wait")
    expect(two.one.node("Wait")).to_be_visible()
    assert "Charge" in two.expect_same_text()


def test_each_sees_where_the_other_is_and_who(two: Two) -> None:
    expect(two.one.at("people")).to_have_accessible_name("Also here: Guest 2")
    two.other.press("Control+k")
    two.other.page.keyboard.type("my name")
    two.other.press("Enter")
    two.other.at("people-name").fill("Ada Lovelace")
    two.other.press("Enter")
    expect(two.one.at("people")).to_have_accessible_name("Also here: Ada Lovelace")
    two.other.select("Send")
    expect(two.one.at("people-mark:Send")).to_contain_text("AL")
    type_at(two.other, '"Send": {', " ")
    expect(two.one.at("caret:Ada Lovelace")).to_be_attached()
    expect(two.one.line('"Send": {').locator(".cm-other-caret")).to_be_attached()
    two.other.page.keyboard.press("Shift+ArrowLeft")
    expect(two.one.page.locator(".cm-other-selection")).to_be_attached()
    two.one.at("people").click()
    expect(two.one.at("people-list").locator("li")).to_have_text(["G1Guest 1 (you)", "ALAda LovelaceSend"])
    two.one.press("Escape")
    two.other.page.close()
    expect(two.one.at("people")).to_have_count(0)
    expect(two.one.at("people-mark:Send")).to_have_count(0)
    expect(two.one.at("live")).to_have_text("Ada Lovelace has left")
    two.other.page = two.other.page.context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_others_are_shown_to_everybody(two: Two, scheme: Literal["light", "dark"]) -> None:
    two.one.page.emulate_media(color_scheme=scheme)
    two.other.select("Send")
    type_at(two.other, '"Send": {', " ")
    expect(two.one.at("people-mark:Send")).to_be_visible()
    expect(two.one.at("caret:Guest 2")).to_be_attached()
    assert violations(two.one.page) == []
    two.one.tab_to("people")
    two.one.press("Enter")
    expect(two.one.at("people-name")).to_be_focused()
    assert violations(two.one.page) == []


def test_undo_takes_back_ones_own_changes_only(two: Two) -> None:
    before = two.one.text
    type_at(two.one, '"StartAt"', " ")
    two.expect_same_text()
    two.other.select("Send")
    two.other.press("F2")
    two.other.page.keyboard.type("Ship")
    two.other.press("Enter")
    two.expect_same_text()
    two.one.undo_all()
    assert two.expect_same_text() == before.replace("Send", "Ship")
    two.other.at("graph").focus()
    two.other.undo_all()
    assert two.expect_same_text() == before


def test_breakpoints_and_title_of_one_are_the_others_too(two: Two) -> None:
    two.one.select("Bill")
    two.one.press("F9")
    expect(two.other.at("bp:Bill")).to_have_attribute("data-state", "on")
    two.other.page.evaluate("() => window.__app.documents.setTitle('Orders')")
    expect(two.one.at("document-title")).to_contain_text("Orders")
    two.one.idle()
    two.other.idle()
    assert two.one.page.evaluate("() => window.__app.saving.value") == "saved"


def test_a_text_that_a_program_saves_appears_in_open_pages(two: Two, server: ServingProcess) -> None:
    view = server.get(f"/api/documents/{two.document}")
    changed = view["text"].replace("Bill", "Invoice")
    body = {"version": view["version"], "text": changed}
    assert server.request("PUT", f"/api/documents/{two.document}", body).status == 200
    for editor in (two.one, two.other):
        expect(editor.node("Invoice")).to_be_visible()
    assert two.expect_same_text() == changed


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_five_hundred_random_edits_of_each_end_in_one_text(browser: Browser, server: ServingProcess, ends: str) -> None:
    text = ends.join(["StartAt: A", "States:", "  A: {Type: Pass, Next: 😀}", "  😀: {Type: Succeed}", ""])
    with two_pages(browser, server, text, "machine.asl.yaml") as two:
        for seed, editor in enumerate((two.one, two.other), 1):
            editor.watch.expect(AWAY)
            editor.page.evaluate(EDIT_AT_RANDOM, [seed, EDITS])
        two.other.page.wait_for_function("() => window.__edited.done > 100")
        two.other.page.context.set_offline(True)
        expect(two.other.at("saving")).to_have_attribute("data-saving", "offline")
        two.other.page.wait_for_function(
            "() => window.__edited.done > 300 && window.__app.keeping.text.unsent.value > 100"
        )
        expect(two.other.at("saving")).to_contain_text("changes kept here")
        two.other.page.context.set_offline(False)
        for editor in (two.one, two.other):
            editor.page.evaluate("() => window.__editing")
        assert two.expect_same_text() != text
        assert [editor.page.evaluate("() => window.__edited.done") for editor in (two.one, two.other)] == [EDITS, EDITS]


@pytest.mark.usefixtures("bundle")
def test_nothing_is_lost_when_the_server_is_killed_while_both_type(browser: Browser, tmp_path: Path) -> None:
    server = launch(tmp_path)
    try:
        with two_pages(browser, server, text_of(chain("Receive", "Bill"))) as two:
            for seed, editor in enumerate((two.one, two.other), 1):
                editor.watch.expect(AWAY)
                editor.page.evaluate(EDIT_AT_RANDOM, [seed, 200])
            two.one.page.wait_for_function("() => window.__edited.done > 50")
            server.kill()
            for editor in (two.one, two.other):
                editor.page.evaluate("() => window.__editing")
                expect(editor.at("saving")).to_have_attribute("data-saving", "offline")
            server = launch(tmp_path, port=server.port)
            two.expect_same_text()
            type_at(two.one, "", "// after")
            assert "// after" in two.expect_same_text()
    finally:
        end(server.process)


@pytest.mark.usefixtures("bundle")
def test_what_was_typed_while_the_server_was_away_is_there_after_a_reload(browser: Browser, tmp_path: Path) -> None:
    server = launch(tmp_path)
    try:
        with two_pages(browser, server, text_of(chain("Receive", "Bill"))) as two:
            for editor in (two.one, two.other):
                editor.watch.expect(AWAY)
            server.kill()
            type_at(two.one, '"StartAt"', " // kept")
            expect(two.one.at("saving")).to_have_text("Offline: 8 changes kept here")
            two.one.page.goto("about:blank")
            server = launch(tmp_path, port=server.port)
            two.one.open(two.document)
            assert "// kept" in two.expect_same_text()
            assert (
                two.one.page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('unsent'))") == []
            )
    finally:
        end(server.process)


def test_who_was_away_for_too_long_decides_where_both_changed_the_same_lines(two: Two, server: ServingProcess) -> None:
    two.one.watch.expect(AWAY)
    two.one.page.context.set_offline(True)
    type_at(two.one, '"StartAt"', " // mine")
    expect(two.one.at("saving")).to_have_attribute("data-saving", "offline")
    version = server.get(f"/api/documents/{two.document}")["edits"]
    length = len(server.get(f"/api/documents/{two.document}")["text"])
    changes = [[length]] * 1100
    body = {"version": version, "client": "program", "changes": changes}
    assert server.post(f"/api/documents/{two.document}/edits", body)["accepted"]
    type_at(two.other, '"StartAt"', " // theirs")
    two.other.idle()
    two.one.page.context.set_offline(False)
    expect(two.one.at("apart-notice")).to_be_visible()
    assert "// mine" in two.one.text
    assert "// theirs" in two.server_text
    two.one.at("apart-compare").click()
    expect(two.one.at("apart-dialog")).to_contain_text("// theirs")
    two.one.press("Escape")
    two.one.at("apart-keep").click()
    expect(two.one.at("apart-notice")).to_have_count(0)
    assert "// mine" in two.expect_same_text()
