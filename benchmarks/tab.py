"""A page in a browser of its own, and the CPU that it spends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser import launched

FRAMES = 24
OWN = "const box = document.getElementById('network'), view = box.network, page = box.page;"
STOCK = "const box = document.getElementById('mynetwork'), view = network;"
PAN = "{position: {x: start.x + n * 30 / scale, y: start.y + Math.sin(n) * 30 / scale}, animation: false}"
ZOOM = "{scale: scale * 1.04 ** n, animation: false}"
MOVES = """async frames => {
    PAGE
    const still = () => new Promise(requestAnimationFrame), start = view.getViewPosition(), scale = view.getScale();
    let drawn = 0;
    const count = () => { drawn += 1; };
    view.on('afterDrawing', count);
    for (let n = 0; n < frames; n += 1) {
        view.moveTo(WAY);
        await still();
    }
    view.off('afterDrawing', count);
    view.moveTo({position: start, scale, animation: false});
    return drawn;
}"""
FIT = "const fit = document.getElementById('fit'); if (fit) fit.click(); else view.fit({animation: false});"
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))"


@dataclass
class Cost:
    """CPU spent: on the renderer's main thread, and on all threads of the browser."""

    main: float = math.nan
    all: float = math.nan

    def __str__(self) -> str:
        return "-" if math.isnan(self.main) else f"{self.main:,.0f} ({self.all:,.0f})"


@dataclass
class Tab:
    """A page in a browser of its own, so that no other page's CPU is counted."""

    page: Page
    _browser: Any
    _session: Any = field(init=False)

    def __post_init__(self) -> None:
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _processes(self) -> list[dict[str, Any]]:
        return list(self._browser.send("SystemInfo.getProcessInfo")["processInfo"])

    def threads(self) -> dict[int, float]:
        """CPU of the main thread of each renderer so far, in milliseconds."""
        found = {}
        for one in self._processes():
            path = Path(f"/proc/{one['id']}/task/{one['id']}/stat")
            if one["type"] == "renderer" and path.exists():
                ticks = path.read_text().rpartition(")")[2].split()
                found[one["id"]] = (int(ticks[11]) + int(ticks[12])) * 10.0
        return found

    def now(self) -> Cost:
        """CPU spent since the page began."""
        metrics = {m["name"]: m["value"] for m in self._session.send("Performance.getMetrics")["metrics"]}
        return Cost(metrics["ThreadTime"] * 1000, sum(p["cpuTime"] for p in self._processes()) * 1000)

    def cost(self, work: Callable[[], object], times: float = 1) -> Cost:
        """What some work takes, until what it changed is drawn, shared among `times`."""
        before = self.now()
        work()
        self.page.evaluate(SETTLED)
        after = self.now()
        return Cost((after.main - before.main) / times, (after.all - before.all) / times)

    def opens(self, path: Path, ready: str, limit: float) -> Cost:
        """From an empty page to the first picture; the renderer may be another one afterwards."""
        before, everything = self.threads(), self.now().all
        try:
            self.page.goto(path.as_uri(), wait_until="commit")
            self.page.wait_for_selector(ready, state="attached", timeout=limit * 1000)
            self.page.evaluate(SETTLED)
        except Error:
            print(f"    no picture of {path.name} in {limit:.0f} s")
            return Cost()
        main = max(spent - before.get(id, 0) for id, spent in self.threads().items())
        return Cost(main, self.now().all - everything)

    def moves(self, page: str, way: str = PAN, nearer: float = 1) -> Cost:
        """What one frame takes while a hand moves the whole picture, fitted into the window, or goes nearer."""
        code = MOVES.replace("PAGE", page).replace("WAY", way)
        closer = f"view.moveTo({{scale: view.getScale() * {nearer}, animation: false}});"
        self.page.evaluate(f"() => {{ {page} {FIT} {closer} }}")
        self.page.evaluate(code, 2)
        drawn = 0

        def pan() -> None:
            nonlocal drawn
            drawn = self.page.evaluate(code, FRAMES)

        whole = self.cost(pan)
        return Cost(whole.main / drawn, whole.all / drawn)


@contextmanager
def tab() -> Iterator[Tab]:
    """A fresh browser with one page."""
    with launched() as browser:
        page = browser.new_context(
            offline=True, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
        ).new_page()
        yield Tab(page, browser.new_browser_cdp_session())


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of several."""
    return Cost(median(c.main for c in costs), median(c.all for c in costs)) if costs else Cost()
