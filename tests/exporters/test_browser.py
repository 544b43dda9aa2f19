"""The site in a real browser: fits any screen, readable, and asks nobody else for anything."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from exporters import atom, html, paths
from exporters.writer import write
from news.edition import Edition
from news.publisher import Site

pytestmark = pytest.mark.client("chromium")

CHROMIUM = shutil.which("chromium")

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.getClientRects().length) continue;
    const [one, other] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    const ratio = (one + .05) / (other + .05);
    if (ratio < 4.5) poor.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}: ${node.textContent.trim().slice(0, 30)}`);
  }
  return poor;
}"""
"""The elements whose words stand out less than WCAG 2.2 asks for (1.4.3, level AA: 4.5 to 1)."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def handle(self) -> None:
        # the browser hangs up when it goes on to the next page
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parent's own name)
        pass


@pytest.fixture(scope="module")
def address(edition: Edition, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site")
    write([*html.render(edition, site), *atom.render(edition, site)], (), folder, lambda _: None)
    serve = functools.partial(Quiet, directory=str(folder / "web"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "chromium is not on this machine"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visited(edition: Edition) -> list[str]:
    stories = [paths.web_path(story.place) for story in edition.stories]
    notice = paths.web_path(edition.tombstones[0].place)
    return ["/", *stories, notice, "/topics/", "/topics/rivers/", "/gazette/", "/subscribe/"]


def is_cut_short(request: Request) -> bool:
    """Whether the browser itself gave the request up, as it does with an icon when it goes on to the next page."""
    return request.failure == "net::ERR_ABORTED"


def watched(page: Page, wrong: list[str], address: str) -> None:
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(f"request: {request.url}"))
    page.on("requestfailed", lambda request: None if is_cut_short(request) else wrong.append(f"failed: {request.url}"))
    page.on("response", lambda response: wrong.append(f"{response.status}: {response.url}") if response.status >= 400 else None)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_page_fits_and_is_readable(chromium: Browser, address: str, visited: list[str], width: int, scheme: Any) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    wrong: list[str] = []
    watched(page, wrong, address)
    for path in visited:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{path} scrolls sideways at {width}")
        if not page.locator("h1").is_visible():
            wrong.append(f"{path} shows no headline")
        wrong += [f"{path}: {found}" for found in page.evaluate(CONTRAST)]
    page.close()
    assert not wrong


def test_the_keyboard_reaches_the_text_first(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("node => node === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_paper_gets_the_story_and_not_the_navigation(chromium: Browser, address: str, visited: list[str]) -> None:
    page = chromium.new_page()
    page.goto(address + visited[1])
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Site]").is_visible()
    assert not page.locator(".call").is_visible()
    assert page.locator("#story-body").is_visible()
    assert page.locator(".claim").is_visible()
    page.close()
