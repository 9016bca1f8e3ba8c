"""Serves folders as a good server does: with connections that stay open and gzipped text."""
import gzip, http.server, mimetypes, pathlib, threading, urllib.parse

# Pagefind's files are compressed already.
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"}


def serve(folder):
    """Starts a server of `folder` on a free port; gives its address, the sizes of its answers
    with their heads, and a function that stops it."""
    folder = pathlib.Path(folder).resolve()
    zipped, sent = {}, []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = (folder / urllib.parse.unquote(self.path.split("?")[0]).lstrip("/")).resolve()
            if path.is_dir():
                path /= "index.html"
            if not path.is_relative_to(folder) or not path.is_file():
                self.answer(404, b"", {})
                return
            bytes, headers = path.read_bytes(), {"Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"}
            if path.suffix in TEXT:
                bytes = zipped.get(path) or zipped.setdefault(path, gzip.compress(bytes, 6))
                headers["Content-Encoding"] = "gzip"
            self.answer(200, bytes, headers)

        def answer(self, status, bytes, headers):
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(bytes)), "Cache-Control": "no-store"}).items():
                self.send_header(name, value)
            sent.append(sum(map(len, self._headers_buffer)) + 2 + len(bytes))
            self.end_headers()
            self.wfile.write(bytes)

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass  # a browser hangs up when it likes

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/", sent, server.shutdown
