"""A web server on this machine that shows the sites in a sub-folder, under their own policy as a header."""
import contextlib
import functools
import http.server
import re
import threading
import urllib.parse

import sites


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers /intranet/SITE/PATH and remembers what was asked."""

    asked = []

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split("?")[0])
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        return str(sites.FOLDER.joinpath(*parts[1:])) if parts[:1] == ["intranet"] else str(sites.FOLDER / "nothing")

    def end_headers(self):
        self.send_header("Content-Security-Policy", policy() + "; frame-ancestors 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def do_GET(self):
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_):
        pass


@functools.cache
def policy():
    """What the pages say in their meta element."""
    text = (sites.FOLDER / "casebook/index.html").read_text(encoding="utf-8")
    content = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    return content.replace("&#39;", "'")


@contextlib.contextmanager
def serving():
    """Serves until the block ends; gives the address in front of the path."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
