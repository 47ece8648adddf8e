"""`gradevault serve` for a measurement: a data folder of its own, a free port, and what it and its processes used of the CPU."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def processes():
    """Process → (parent, CPU seconds of its own and of the children that it has buried)."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended meanwhile
        found[int(folder.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / TICKS)
    return found


def tree(root, found):
    members = [root]
    for member in members:
        members.extend(child for child, (parent, _) in found.items() if parent == member)
    return members


class ServerProgram:
    def __init__(self, program, *flags):
        self.data = Path(tempfile.mkdtemp(prefix="gradevault-load-"))
        self.log = open(self.data / "log", "w+b")
        self.process = subprocess.Popen(
            [program, "serve", "--data", str(self.data / "store"), "--port", "0", "--metrics-port", "0", "--rate-limit", "0",
             "--key-rate-limit", "0", "--max-queue", "1000000", *map(str, flags)],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.base = self._address()
        self._wait_until_ready()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.data, ignore_errors=True)

    def _said(self):
        return (self.data / "log").read_text(errors="replace")

    def _address(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if found := re.search(r"https?://[0-9.]+:[0-9]+", self._said()):
                return found.group(0)
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError("serve did not say where it listens:\n" + self._said())

    def _wait_until_ready(self):
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(self.base + "/readyz", timeout=10) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.05)
        raise RuntimeError("serve did not get ready:\n" + self._said())

    def cpu_seconds(self):
        found = processes()
        return sum(found[member][1] for member in tree(self.process.pid, found) if member in found)

    def call(self, method, path, body=None, **headers):
        request = urllib.request.Request(self.base + path, data=body, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read() or b"null")

    def submit(self, capture):
        """Uploads a capture as a browser's form does; the id of its job."""
        boundary = "capture-of-the-load-test"
        options = json.dumps({})
        body = (f'--{boundary}\r\nContent-Disposition: form-data; name="options"\r\n\r\n{options}\r\n'
                f'--{boundary}\r\nContent-Disposition: form-data; name="engine"\r\n\r\ncpu\r\n'
                f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="capture.mp4"\r\n'
                'Content-Type: video/mp4\r\n\r\n').encode() + capture + f"\r\n--{boundary}--\r\n".encode()
        return self.call("POST", "/v1/analyses", body,
                         **{"Content-Type": "multipart/form-data; boundary=" + boundary})["id"]
