"""Books for Kiwix: made by the program, read by libzim, shown by kiwix-serve."""
import contextlib
import http.client
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time

import pytest

import web

# What newer servers (libkiwix 12.1 and later) send with each page of a book, which they show in a
# frame of their viewer. Debian 12 has an older one.
POLICY = ("default-src 'self' data: blob: about: 'unsafe-inline' 'unsafe-eval'; sandbox allow-scripts allow-same-origin "
          "allow-modals allow-popups allow-popups-to-escape-sandbox allow-forms allow-downloads;")


def tool(name, package):
    """Returns the path of a command; skips the test if the machine lacks it."""
    path = shutil.which(name)
    if not path:
        pytest.skip(f"there is no {name} (Debian package {package})")
    return path


def make(output, content, *arguments):
    """Writes a book and returns what the program says."""
    command = [os.environ["CASEBOOK_PROGRAM"], "export", "zim", "--content", content, "--templates", "Templates", "--output", output]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    assert done.returncode <= 1, done.stderr
    return done.stdout


def archive(path):
    """Opens a book with libzim; skips the test if the machine lacks it."""
    return pytest.importorskip("libzim.reader", reason="there is no libzim (PyPI)").Archive(path)


def items(book):
    """Yields the path and the entry of all that is no redirect."""
    for number in range(book.all_entry_count):
        entry = book._get_entry_by_id(number)
        if not entry.is_redirect:
            yield entry.path, entry


@contextlib.contextmanager
def serving(book, *options):
    """Starts kiwix-serve; gives its address. The book's name there is that of its file."""
    program = tool("kiwix-serve", "kiwix-tools")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([program, "--address", "127.0.0.1", "--port", str(port), *options, book], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert server.poll() is None, "kiwix-serve ended"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@contextlib.contextmanager
def newer(address):
    """Stands before a server and answers as newer ones do: /content/BOOK/PATH with their policy, and
    /viewer/BOOK/PATH, a page that frames it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/favicon.ico":  # the viewer's, and not ours
                return self.answer(204, [], b"")
            if self.path.startswith("/viewer/"):
                return self.answer(200, [("Content-Type", "text/html")], f'<!DOCTYPE html><title>Viewer</title><iframe src="/content/{self.path[8:]}" width="1200" height="800"></iframe>'.encode())
            connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
            connection.request("GET", self.path.removeprefix("/content"))
            reply = connection.getresponse()
            headers = [(name, value) for name, value in reply.getheaders() if name in ("Content-Type", "ETag", "Cache-Control")]
            if reply.getheader("Location"):
                headers.append(("Location", "/content" + reply.getheader("Location").removeprefix(address)))
            self.answer(reply.status, [*headers, ("Content-Security-Policy", POLICY), ("Referrer-Policy", "no-referrer")], reply.read())

        def answer(self, status, headers, body):
            self.send_response(status)
            for name, value in [*headers, ("Content-Length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = web.Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
