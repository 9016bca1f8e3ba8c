"""Runs programs one at a time and measures wall time, processor time, and peak memory of each."""
import dataclasses, os, statistics, subprocess, time


# One process over all bodies, with the same Markdown extensions as Casebook.
CMARK = ["cmark-gfm", *(word for name in ("table", "strikethrough", "autolink", "tasklist") for word in ("-e", name))]


@dataclasses.dataclass
class Use:
    wall: float  # seconds
    cpu: float   # seconds of user and system
    peak: float  # MB
    error: str = ""


class Failed(Exception):
    pass


def run(command, folder=None, output=os.devnull, allowed=(0,)):
    """Runs a command. wait4 reports the process itself and the children that it waited for. Keep
    the calling program small: a child begins with the peak memory of its parent."""
    errors = os.path.join(folder or "/tmp", f".errors-{os.getpid()}")
    with open(output, "wb") as out, open(errors, "w+b") as error:
        begin = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=error)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        error.seek(0)
        text = error.read().decode(errors="replace")
    os.unlink(errors)
    if process.returncode not in allowed:
        raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{text[-2000:]}")
    return Use(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, text)


def bytes_below(folder):
    """Returns the bytes of a folder, counted by du: 155,000 paths would make Python larger than
    the peak of a small build."""
    return int(subprocess.check_output(["du", "--summarize", "--bytes", folder]).split()[0])


def median(uses):
    """Returns the median of each figure; and the range of the wall times, because a median alone
    hides a noisy machine."""
    walls = sorted(use.wall for use in uses)
    return {"wall": statistics.median(walls), "cpu": statistics.median(use.cpu for use in uses),
            "peak": max(use.peak for use in uses), "least": walls[0], "most": walls[-1], "runs": len(uses)}
