"""A running `gradevault serve`, as the suites here talk to it."""
import http.client
import json
import os
import re
import signal
import subprocess
import threading
import time
import unittest
from pathlib import Path

from programs import DATA, FILM, PROGRAM, PYTHON, SCALE, SOURCE, ProgramTest, film, gradevault  # noqa: F401

NODE = Path(__file__).parent / "node"


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:500]!r}"


class Server:
    """Starts on a free port of loopback with a folder of its own; `flags` as on the command line."""

    def __init__(self, folder, *flags, workers=1, gpus=0, program=PROGRAM):
        self.folder = Path(folder)
        self.flags = [str(flag) for flag in flags]
        self.workers = workers
        self.gpus = gpus
        self.program = str(program)
        self.process = None
        self.start()

    def start(self, port=0):
        command = [self.program, "serve", "--data", str(self.folder), "--port", str(port), "--metrics-port", "0",
                   "--cpu-workers", str(self.workers), "--gpu-workers", str(self.gpus), "--rate-limit", "0", *self.flags]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.log = []
        self.address = None
        deadline = time.monotonic() + 60
        for line in self.process.stderr:
            self.log.append(line)
            found = re.search(r"serving on https?://([^ /:]+|\[[^]]+\]):(\d+)", line)
            if found:
                self.host, self.port = found.group(1), int(found.group(2))
                self.address = f"http://{self.host}:{self.port}"
                break
            if time.monotonic() > deadline:
                break
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if self.address is None:
            self.process.wait(10)
            raise RuntimeError("the server did not start: " + "".join(self.log))

    def _read(self):
        for line in self.process.stderr:
            self.log.append(line)

    def ask(self, method, path, body=None, headers=None, timeout=120):
        """One request; `body` a dict is sent as JSON."""
        headers = dict(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def post_form(self, path, fields, file=None, headers=None):
        boundary = "gradevault-test-boundary"
        parts = []
        for name, value in fields.items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() +
                         str(value).encode() + b"\r\n")
        if file is not None:
            name, content = file
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                         "Content-Type: video/mp4\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        return self.ask("POST", path, body,
                        {"Content-Type": f"multipart/form-data; boundary={boundary}", **(headers or {})})

    def wait(self, analysis, seconds=300):
        """The analysis, once nothing happens to it any more."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.ask("GET", f"/v1/analyses/{analysis}")
            if answer.json["status"] not in ("queued", "running"):
                return answer.json
            time.sleep(0.2)
        raise TimeoutError(f"{analysis} is still {answer.json['status']}: " + "".join(self.log[-20:]))

    def wait_ready(self, seconds=60):
        deadline = time.monotonic() + seconds
        while self.ask("GET", "/readyz").status != 200:
            if time.monotonic() > deadline:
                raise TimeoutError("not ready: " + "".join(self.log[-20:]))
            time.sleep(0.1)

    def resident(self):
        """Bytes of memory that the server's own process has now."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) * 1024

    def kill(self):
        """As when the machine takes it away; `start` brings it up again on the same folder."""
        self.process.kill()
        self.process.wait()
        self.reader.join(5)
        self.process.stderr.close()

    def stop(self):
        """As a service manager does; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.reader.join(5)
        self.process.stderr.close()
        return self.process.returncode


class ServerTest(ProgramTest):
    """A suite with a server, made when it is first asked for."""

    def serve(self, *flags, workers=1, folder="data"):
        server = Server(self.scratch / folder, *flags, workers=workers)
        self.addCleanup(server.stop)
        return server


def node(script, *arguments, timeout=900):
    """Runs one of the scripts in node/; its last line of output is JSON."""
    run = subprocess.run(["node", str(NODE / script), *map(str, arguments)], capture_output=True, text=True,
                         timeout=timeout)
    if run.returncode != 0:
        raise AssertionError(f"{script}: {run.stdout[-2000:]}{run.stderr[-4000:]}")
    return json.loads(run.stdout.strip().splitlines()[-1])


main = unittest.main
