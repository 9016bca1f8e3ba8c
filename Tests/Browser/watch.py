"""Checks of every open page: nothing fails, nothing leaves the site, nothing is wider than the
window."""
import pytest


class Watch:
    """Collects the faults in a tab: console messages, policy violations, requests that fail or
    go elsewhere. It may request only what is below `home`."""

    def __init__(self, view, home):
        self.faults, self.home = [], home
        view.on("console", lambda message: message.type in ("error", "warning") and self.faults.append(f"{message.type}: {message.text}"))
        view.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        # An aborted request was still running when the tab went to another page.
        view.on("requestfailed", lambda request: "ERR_ABORTED" in request.failure or self.faults.append(f"failed: {request.url} ({request.failure})"))
        view.on("response", lambda response: response.status >= 400 and self.faults.append(f"{response.status}: {response.url}"))
        view.on("request", lambda request: request.url.startswith((self.home, "blob:")) or self.faults.append(f"left the site: {request.url}"))

    def expect_nothing(self):
        if self.faults:
            pytest.fail("\n".join(dict.fromkeys(self.faults)), pytrace=False)


def settle(view):
    """Waits until a page that searches by itself has its answer."""
    if view.locator("[data-casebook-results]").count():
        view.locator(".search-status:not(:empty)").wait_for()


def too_wide(view):
    """Returns the outermost elements that are wider than the window."""
    return view.evaluate("""() => {
      const root = document.scrollingElement, width = root.clientWidth;
      if (root.scrollWidth <= width) return [];
      const clips = element => { for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
        if (getComputedStyle(e).overflowX !== "visible") return true; return false; };
      const out = [...document.body.querySelectorAll("*")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > width + 1 || box.left < -1) && !clips(element); });
      const names = out.slice(-3).map(e => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${e.textContent.trim().slice(0, 40)}`);
      return [`${root.scrollWidth} px in a window of ${width}`, ...names];
    }""")
