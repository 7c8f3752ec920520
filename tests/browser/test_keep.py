"""Keeping: a killed server, a page that finds it again, and links that show a graph and nothing else."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import give_cookie
from tests.browser.definitions import chain, text_of
from tests.browser.editor import Editor
from tests.browser.watch import Watch
from tests.serving_process import ServingProcess, end, launch

SECRET = "the text itself, which no link shows"


@pytest.mark.usefixtures("bundle")
def test_a_page_finds_its_killed_server_again_where_it_stood(
    context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    server = launch(tmp_path)
    watch = Watch(context, server.url)
    watch.expect("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection|ERR_SOCKET_NOT")
    give_cookie(context, server)
    editor = Editor(page, server.url, watch)
    try:
        editor.open_text(text_of(chain("One", "Two", "Three")))
        editor.select("Two")
        editor.press("F9")
        editor.start(data='{"kept": true}')
        editor.expect_current("Two")
        stood = editor.standing, editor.scopes, editor.session["cursor"]
        server.kill()
        expect(editor.at("reconnecting")).to_be_visible()
        server = launch(tmp_path, port=server.port)
        expect(editor.at("reconnecting")).to_have_count(0)
        editor.expect_current("Two")
        assert (editor.standing, editor.scopes, editor.session["cursor"]) == stood
        editor.at("graph").focus()
        editor.press("F5")
        editor.expect_status("SUCCEEDED")
        assert json.loads(editor.execution["output"]["text"]) == {"kept": True}
    finally:
        end(server.process)
    assert watch.complaints() == []


def test_a_link_shows_the_graph_to_anybody_until_it_is_revoked(editor: Editor, browser: Browser) -> None:
    definition = {**chain("Receive", "Bill", "Send"), "Comment": SECRET}
    editor.open_text(text_of(definition))
    editor.at("share-open").click()
    editor.at("share-create").click()
    link = editor.at("share-link").input_value()
    assert re.fullmatch(re.escape(editor.base) + r"/s/[\w-]{20,}", link)
    expect(editor.at("share-local")).to_be_visible()

    context = browser.new_context(viewport={"width": 1024, "height": 768})
    watch = Watch(context, editor.base)
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    page = context.new_page()
    page.goto(link)
    for name in ("Receive", "Bill", "Send"):
        expect(page.get_by_test_id(f"node:{name}")).to_be_visible()
    assert SECRET not in page.content()
    assert not [url for url in seen if "/api/" in url or "/socket.io" in url]
    for test_id in ("text", "palette", "dbg-start", "add:Receive->Bill#0", "bp:Bill"):
        expect(page.get_by_test_id(test_id)).to_have_count(0)
    assert page.request.get(f"{editor.base}/api/documents").status == 401
    assert context.cookies() == []

    share = editor.get("/api/shares")[0]["id"]
    editor.at(f"share-revoke:{share}").first.click()
    editor.idle()
    watch.expect("410")
    for address in (link, f"{link}.svg"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 410
        expect(page.get_by_role("heading", name="This link was revoked.")).to_be_visible()
    expect(page.get_by_test_id("node:Bill")).to_have_count(0)
    context.close()
    assert watch.complaints() == []


def test_copying_a_link_puts_it_into_the_clipboard(editor: Editor, server: ServingProcess) -> None:
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.open_text(text_of(chain("One", "Two")))
    editor.press("Control+Shift+s")
    editor.at("share-create").click()
    editor.at("share-copy").click()
    expect(editor.at("share-copy")).to_have_accessible_name("Copied")
    assert editor.page.evaluate("navigator.clipboard.readText()") == editor.at("share-link").input_value()
    assert server.url in editor.at("share-link").input_value()


def test_what_was_run_can_be_opened_again(editor: Editor) -> None:
    editor.open_text(text_of(chain("One", "Two")))
    editor.at("graph").focus()
    editor.start(data='{"run": 1}', key="Control+F5")
    editor.expect_status("SUCCEEDED")
    first = editor.execution["id"]
    editor.page.reload()
    editor.ready()
    editor.at("toggle-bottom").click()
    editor.at("tab-executions").click()
    editor.at(f"execution:{first}").click()
    editor.expect_status("SUCCEEDED")
    editor.expect_state("Two", "succeeded")
