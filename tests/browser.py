"""A reader before the page: what they do, and what they then see, in a real browser without a network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from graph.model import Knowledge
from tests.page_knowledge import chain, drawn
from tests.province import province

pytest.importorskip("playwright", reason="playwright is not installed: the page was not tried in a browser")
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Locator, Page, expect, sync_playwright

__all__ = ["BROWSER", "VIEWS", "Reader", "address", "expect", "large", "launched", "small", "state"]


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
VIEWS = ("overview", "chain", "full", "ego", "path", "table", "gaps", "loops")
WIDE = (1440, 900)
PATIENCE = 8_000  # ms: a shared machine without a GPU is slow


@cache
def small() -> str:
    """A page of some seventy entities, as a text or two give it."""
    return drawn(chain(), "某地产业链")


@cache
def large() -> str:
    """A page too large to be read whole."""
    return drawn(province(400), "某省")


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium as the system has it; playwright's own download is never used."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, headless=True, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """Somebody before a page in a tab of their own; what the tab fetched and complained of is kept."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.fetched: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.fetched.append(request.url))
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._cdp: CDPSession = page.context.new_cdp_session(page)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def again(self, folder: Path) -> Reader:
        """The same tab as new: wide, light, Chinese, nothing remembered."""
        self.folder = folder
        self.page.goto("about:blank")
        self.screen().speaks("zh-CN").page.emulate_media(color_scheme="light", reduced_motion="reduce", media="screen")
        return self.forgets()

    def forgets(self) -> Reader:
        """What was fetched and complained of so far no longer counts."""
        self.fetched.clear()
        self.complaints.clear()
        return self

    def screen(self, width: int = WIDE[0], height: int = WIDE[1], dark: bool = False) -> Reader:
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return self

    def speaks(self, language: str) -> Reader:
        self._cdp.send("Emulation.setUserAgentOverride", {"userAgent": "reader", "acceptLanguage": language})
        return self

    def opens(self, shown: Knowledge | str, title: str = "", at: str = "") -> Reader:
        """Open a page, given as knowledge or as HTML, in a file of its own."""
        path = self.folder / "graph.html"
        html = shown if isinstance(shown, str) else drawn(shown, title)
        path.write_text(html, encoding="utf-8", newline="\n")
        return self.visits(path, at)

    def visits(self, path: Path, at: str = "") -> Reader:
        if self.page.url != "about:blank":  # another hash of the same file would not load it anew
            self.page.goto("about:blank")
        self.forgets().page.goto(path.as_uri() + at)
        return self.waits_until_ready()

    def waits_until_ready(self) -> Reader:
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self

    def js(self, code: str, given: object = None) -> Any:
        """What an expression, or a function of `given`, gives in the page."""
        return self.page.evaluate(code, given)

    def one(self, selector: str) -> Locator:
        return self.page.locator(selector).first

    def all(self, selector: str) -> list[Locator]:
        return self.page.locator(selector).all()

    def text(self, selector: str) -> str:
        return str(self.one(selector).inner_text()).strip()

    def sees(self, selector: str) -> bool:
        return self.one(selector).is_visible()

    def clicks(self, selector: str) -> Reader:
        if "fieldset[data-filter" in selector:
            self.unfolds()
        self.one(selector).click()
        return self

    def unfolds(self) -> Reader:
        """Have the filters beside the picture, which comes first where there is not room for both."""
        if not self.sees("#filters"):
            self.one("#show-filters").click()
        return self

    def presses(self, *keys: str) -> Reader:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def types(self, words: str) -> Reader:
        self.page.keyboard.type(words)
        return self

    def saves(self, selector: str, name: str = "") -> Path:
        """The file that a click gives to keep."""
        with self.page.expect_download(timeout=PATIENCE) as kept:
            self.clicks(selector)
        path = self.folder / (name or kept.value.suggested_filename)
        kept.value.save_as(path)
        return path

    def asks(self, name: str, *given: object) -> Any:
        """What the page itself says of its picture: what is shown, lit, where something is drawn."""
        return self.js(f"given => document.getElementById('network').page.{name}(...given)", list(given))

    def shown(self) -> tuple[set[str], set[tuple[str, str]]]:
        """The entities and the lines of the picture."""
        found = self.asks("shown")
        return set(found["nodes"]), {(a, b) for a, b in found["edges"]}

    def looks_at(self, view: str) -> Reader:
        self.clicks(f"#view-{view}")
        self.page.wait_for_selector(f"html[data-view={view}]", state="attached")
        return self

    def clicks_at(self, point: dict[str, float] | None) -> Reader:
        """A real click on a point of the canvas."""
        box = self.one("#network").bounding_box()
        assert point is not None, "it is not in the picture"
        assert box is not None
        self.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
        return self

    def clicks_node(self, id: str) -> Reader:
        return self.clicks_at(self.asks("nodePoint", id))

    def clicks_line(self, start: str, end: str) -> Reader:
        return self.clicks_at(self.asks("edgePoint", start, end))

    def goes_to(self, *ids: str) -> Reader:
        """Follow a link to an entity or a line of the page that is open."""
        self.js("at => { location.hash = at; }", address(*ids))
        return self

    def seeks(self, words: str) -> Reader:
        """Type into the search, as somebody who does not leave the keyboard."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        return self

    def reads(self, selector: str, words: str) -> Reader:
        """Wait until these words are there."""
        expect(self.one(selector)).to_contain_text(words, timeout=PATIENCE)
        return self

    def barriers(self) -> list[str]:
        """What keeps somebody out, as axe-core finds it: its rule and where."""
        self.js(AXE)
        found = self.js("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{v['id']}: {', '.join(str(n['target']) for n in v['nodes'][:3])}" for v in found]

    def data(self, name: str) -> Any:
        return json.loads(self.js("name => document.getElementById(`data-${name}`).textContent", name))

    def colour(self, name: str) -> str:
        code = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
        return str(self.js(code, f"--{name}"))


def address(*ids: str) -> str:
    """The hash that leads to an entity, or to the line between two."""
    return "#" + "~".join(quote(id, safe="") for id in ids)


def state(**given: str) -> str:
    """The hash of a state: `state(v="full", n="material/x")`."""
    return "#" + "&".join(f"{key}={quote(value, safe='~,')}" for key, value in given.items())
