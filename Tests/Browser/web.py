"""A web server on this machine that shows the sites in a subfolder, with their own policy as a
header."""
import contextlib
import functools
import http.server
import re
import threading
import urllib.parse

import sites


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers /intranet/SITE/PATH, and /portal.html?ADDRESS with another site's page that frames
    the address."""

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split("?")[0])
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        return str(sites.FOLDER.joinpath(*parts[1:])) if parts[:1] == ["intranet"] else str(sites.FOLDER / "nothing")

    def end_headers(self):
        self.send_header("Content-Security-Policy", policy() + "; frame-ancestors 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def do_GET(self):
        if self.path == "/favicon.ico":  # another site's: that ours need none of it is told from their markup
            self.send_response(204)
            return self.end_headers()
        if not self.path.startswith("/portal.html?"):
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        super().end_headers()
        self.wfile.write(f'<!DOCTYPE html><title>Portal</title><iframe src="{self.path.partition("?")[2]}"></iframe>'.encode())

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # a tab was closed before it had all


@functools.cache
def policy():
    """Returns the policy that the pages state in their meta element."""
    text = (sites.FOLDER / "casebook/index.html").read_text(encoding="utf-8")
    content = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    return content.replace("&#39;", "'")


@contextlib.contextmanager
def serving():
    """Serves until the block ends; gives the address in front of the path."""
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
