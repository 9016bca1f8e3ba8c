"""Tests the configurations in Documentation/deploy/ with the servers that they are for, if the
machine has them."""
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import pytest

import sites

DEPLOY = pathlib.Path(__file__).parents[2] / "Documentation/deploy"
SITE = sites.FOLDER / "hosted"


def nginx(folder, port):
    text = (DEPLOY / "nginx.conf").read_text().replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/lessons", f"{folder}/site")
    (folder / "site.conf").write_text(text)
    paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; user root; worker_processes 1; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {paths} include {folder}/site.conf; }}\n")
    return ["/usr/sbin/nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


def apache(folder, port):
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter", "expires", "env"))
    (folder / "apache.conf").write_text(
        f"{modules}ServerName 127.0.0.1\nServerRoot {folder}\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"TypesConfig /etc/mime.types\nUser nobody\nGroup nogroup\nDocumentRoot {folder}/site\n<Directory {folder}/site>\nAllowOverride None\nRequire all granted\n"
        f"{(DEPLOY / 'apache.conf').read_text()}\n</Directory>\n")
    return ["/usr/sbin/apache2", "-X", "-f", f"{folder}/apache.conf"]


CONTRIBUTED = ["a-12345678.svg", "a-12345678.pdf", "a-12345678.txt", "a-12345678.csv", "a-12345678.png"]


@pytest.fixture(scope="module", params=[nginx, apache], ids=["nginx", "apache"])
def hosted(request):
    program = {"nginx": "/usr/sbin/nginx", "apache": "/usr/sbin/apache2"}[request.param.__name__]
    if not pathlib.Path(program).exists():
        pytest.skip(f"there is no {program}")
    # The server gives up its rights, so it needs permission to enter the folder.
    folder = pathlib.Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copytree(SITE, folder / "site")
    for name in CONTRIBUTED:
        (folder / "site/media").mkdir(exist_ok=True)
        (folder / "site/media" / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(request.param(folder, port))
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(address).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                assert process.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def get(address, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def path_of(pattern):
    return next(path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*")) if path.is_file() and re.fullmatch(pattern, path.relative_to(SITE).as_posix()))


KEPT = [r"assets/casebook-[0-9a-f]{10}\.css", r"assets/search-[0-9a-f]{10}\.js", r"search/en/[^/]+/.+\.js"]
ASKED_FOR = [r"index\.html", r"assets/icon\.svg", r"search/en/index\.js", r"manifest\.json", r"offline-worker\.js", r"data/graph\.json"]


@pytest.mark.parametrize("pattern", KEPT + ASKED_FOR)
def test_what_follows_its_content_is_kept_and_all_else_asked_for_again(hosted, pattern):
    status, headers, body = get(hosted + path_of(pattern))
    assert status == 200 and body == (SITE / path_of(pattern)).read_bytes()
    assert ("immutable" in headers["Cache-Control"]) == (pattern in KEPT)
    assert headers.get("ETag"), "what has not changed is not sent again"


def test_pages_shrink_and_carry_what_a_page_cannot_say(hosted):
    status, headers, body = get(hosted, **{"Accept-Encoding": "gzip"})
    assert status == 200 and headers["Content-Encoding"] == "gzip" and len(body) < (SITE / "index.html").stat().st_size / 2
    page = (SITE / "index.html").read_text()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    assert headers["Content-Security-Policy"] == policy + "; frame-ancestors 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Type"].lower().replace(" ", "") == "text/html;charset=utf-8"


def test_what_is_not_there_is_said_so(hosted):
    status, _, body = get(hosted + "cases/nothing.html")
    assert status == 404 and body == (SITE / "404.html").read_bytes()


@pytest.mark.parametrize("name", CONTRIBUTED)
def test_a_file_that_somebody_contributed_opens_in_a_sandbox(hosted, name):
    status, headers, _ = get(hosted + "media/" + name)
    assert status == 200 and headers.get_all("Content-Security-Policy")[0].endswith("; sandbox") and len(headers.get_all("Content-Security-Policy")) == 1
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
    assert (headers["Content-Disposition"] == "attachment") == name.endswith(".pdf")


def test_tables_are_typed_as_such(hosted):
    for path in [path_of(r"data/[a-z]+\.csv"), "media/a-12345678.csv"]:
        status, headers, _ = get(hosted + path)
        assert status == 200 and headers["Content-Type"].lower().replace(" ", "") == "text/csv;charset=utf-8"
        assert headers["X-Content-Type-Options"] == "nosniff"
