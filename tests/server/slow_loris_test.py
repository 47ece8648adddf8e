"""Clients that send one byte now and then must not keep others from their answers."""
import os
import resource
import socket
import statistics
import subprocess
import threading
import time
import unittest

SERVER = os.environ["GRADEVAULT_HTTP_SERVER"]
SECONDS = {"quick": 3, "default": 6, "full": 60}[os.environ.get("GRADEVAULT_TEST_SCALE", "default")]
ATTACKERS = 300
HEAD = b"GET /healthz HTTP/1.1\r\nHost: test\r\nX-Slow: " + b"x" * 4000
BODY = b"POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 4000\r\n\r\n"
UPLOAD = b"POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 400000\r\n\r\n"


class Attack(threading.Thread):
    """300 connections, each sending a byte every half second: in a head, a small body, or an upload. One that is closed comes again."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.over = threading.Event()
        self.sent = 0
        self.reconnected = 0

    def connect(self, number):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        if number % 3 == 1:
            connection.sendall(BODY)
        elif number % 3 == 2:
            connection.sendall(UPLOAD)
        connection.setblocking(False)
        return connection

    def run(self):
        connections = [self.connect(number) for number in range(ATTACKERS)]
        sent = [0] * ATTACKERS
        while not self.over.is_set():
            round_end = time.monotonic() + 0.5
            for number, connection in enumerate(connections):
                try:
                    connection.send(HEAD[sent[number] % len(HEAD):][:1] if number % 3 == 0 else b"x")
                    sent[number] += 1
                    self.sent += 1
                    if connection.recv(4096) != b"":
                        continue
                except BlockingIOError:
                    continue
                except OSError:
                    pass
                connection.close()
                connections[number] = self.connect(number)
                sent[number] = 0
                self.reconnected += 1
            self.over.wait(max(0, round_end - time.monotonic()))
        for connection in connections:
            connection.close()


def ask(port, path=b"/healthz"):
    """Seconds until the whole answer to a request on a connection of its own is there."""
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
    return time.monotonic() - begin


class SlowLoris(unittest.TestCase):
    def setUp(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < 2048:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(2048, hard), hard))
        self.server = subprocess.Popen([SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        self.port = int(self.server.stdout.readline())

    def end(self):
        self.server.stdin.close()
        self.assertEqual(self.server.wait(timeout=30), 0)
        self.server.stdout.close()

    def cpu_seconds(self):
        with open(f"/proc/{self.server.pid}/stat") as facts:
            fields = facts.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def threads(self):
        return len(os.listdir(f"/proc/{self.server.pid}/task"))

    def test_others_are_answered_meanwhile(self):
        attack = Attack(self.port)
        attack.start()
        while attack.sent < ATTACKERS:
            time.sleep(0.05)
        cpu = self.cpu_seconds()
        begin = time.monotonic()
        times = []
        while time.monotonic() - begin < SECONDS:
            times.append(ask(self.port))
            ask(self.port, b"/hello")
            time.sleep(0.01)
        cpu = self.cpu_seconds() - cpu
        threads = self.threads()
        attack.over.set()
        attack.join()
        times.sort()
        p99 = times[int(len(times) * 0.99)]
        print(f"slow-loris: {ATTACKERS} clients for {SECONDS} s sent {attack.sent} bytes and were closed {attack.reconnected} times; "
              f"/healthz {len(times)} times: median {statistics.median(times) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, "
              f"worst {times[-1] * 1000:.1f} ms; the server used {cpu:.2f} s of CPU and {threads} threads")
        self.assertGreater(len(times), 20)
        self.assertLess(p99, 0.2)


if __name__ == "__main__":
    unittest.main()
