"""From saving a file to the new page in `casebook serve`: what somebody who writes waits for."""
import http.client, re, statistics, subprocess, time


def measure_preview(casebook, content, templates, runs, pause=5):
    """Medians of the time until open pages are told, and until the page with the change is there."""
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
            # Somebody reads what they saved before they save again; the search index is made meanwhile.
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
    """The state that the server tells of next; now and then it repeats the one that it has."""
    while True:
        line = stream.readline()
        if line.startswith(b"data:") and line != last:
            return line
