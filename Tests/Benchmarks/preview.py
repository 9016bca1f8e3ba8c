"""Measures the time from saving a file to the new page in `casebook serve`."""
import http.client, re, statistics, subprocess, time


def measure_preview(casebook, content, templates, runs, pause=5):
    """Returns the median times until open pages are told of a change, and until the changed page
    is there."""
    process = subprocess.Popen([casebook, "serve", "--content", content, "--templates", templates, "--port", "0"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(re.search(r"http://[^:]+:(\d+)", process.stdout.readline())[1])
        path = content / "cases/case-3.md"
        text = path.read_text()
        told, shown = [], []
        events = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        events.request("GET", "/_casebook/events")
        stream = events.getresponse()
        state = next_state(stream, None)
        for number in range(runs):
            # A writer reads the page before saving again; meanwhile the search index is made.
            time.sleep(pause)
            word = f"Changedword{number}"
            begin = time.perf_counter()
            path.write_text(text + f"\n\n{word}.\n")
            state = next_state(stream, state)
            told.append(time.perf_counter() - begin)
            page = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            page.request("GET", "/cases/case-3.html")
            if word.encode() not in page.getresponse().read():
                raise RuntimeError("the page does not show the change")
            shown.append(time.perf_counter() - begin)
        path.write_text(text)
        return {"until pages are told": statistics.median(told), "until the page is there": statistics.median(shown)}
    finally:
        process.terminate()
        process.wait()


def next_state(stream, last):
    """Returns the next state that the server reports; sometimes it repeats the present one."""
    while True:
        line = stream.readline()
        if line.startswith(b"data:") and line != last:
            return line
