"""The server and its workers killed (kill -9) while clients submit: what was acknowledged ends once, and is told of by one message."""
import collections
import http.client
import json
import os
import random
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from serving import SCALE, ServerTest, film, main

JOBS, SERVER_KILLS = {"quick": (6, 1), "default": (20, 3), "full": (300, 20)}[SCALE]
WORKERS = 3
PATIENCE = 600 + 10 * JOBS  # s; only to end a test that would never end
FLAGS = ("--lease", 2, "--heartbeat", 0.5, "--threads", 1, "--losses", 1000, "--key-rate-limit", 0)


class Receiver:
    """A customer's web server; refuses one message in four at first, as such servers do."""

    def __init__(self):
        self.lock = threading.Lock()
        self.bodies = collections.defaultdict(set)  # message id → bodies
        self.arrivals = collections.Counter()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                number = self.headers["webhook-id"]
                with receiver.lock:
                    receiver.bodies[number].add(body)
                    receiver.arrivals[number] += 1
                    refused = receiver.arrivals[number] == 1 and len(receiver.arrivals) % 4 == 0
                self.send_response(503 if refused else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def jobs(self):
        """Job → ids of the messages about it."""
        told = collections.defaultdict(set)
        with self.lock:
            for number, bodies in self.bodies.items():
                for body in bodies:
                    told[json.loads(body)["data"]["id"]].add(number)
        return told


def workers_below(process):
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent == process and b"worker" in words[:2]:
            found.append(int(folder.name))
    return found


class ServerKill(ServerTest):
    def submit_all(self, server, capture, acknowledged):
        """As a careful client does: the same key again until there is an answer."""
        for number in range(JOBS):
            while True:
                try:
                    answer = server.post_form("/v1/analyses", {"scanId": f"scan-{number}"}, ("a.mp4", capture),
                                              {"Idempotency-Key": f"key-{number}"})
                    if answer.status == 202:
                        acknowledged[number] = answer.json["id"]
                        break
                    self.complaints.append(repr(answer))
                except (OSError, http.client.HTTPException):
                    pass
                time.sleep(0.2)

    def all_jobs(self, server):
        found, after = [], ""
        while True:
            page = server.ask("GET", f"/v1/analyses?limit=100{after}").json
            found += page["analyses"]
            if "next" not in page:
                return found
            after = "&after=" + page["next"]

    def done(self, server):
        try:
            return sum(job["status"] == "done" for job in self.all_jobs(server))
        except (OSError, http.client.HTTPException, ValueError):
            return 0

    def test_nothing_is_lost_and_nothing_is_there_twice(self):
        self.complaints = []
        chance = random.Random(11)
        receiver = Receiver()
        self.addCleanup(receiver.stop)
        video, _ = film(self.scratch / "film", "--seed", 1, "--size", "320x180", "--seconds", 0.5)
        server = self.serve(*FLAGS, "--webhook-url", receiver.url, "--allow-addresses", "127.0.0.1", workers=WORKERS)
        port, until = server.port, time.monotonic() + PATIENCE
        acknowledged = {}
        client = threading.Thread(target=self.submit_all, args=(server, video.read_bytes(), acknowledged))
        client.start()

        kills = server_kills = 0
        while client.is_alive() or server_kills < SERVER_KILLS or self.done(server) < JOBS:
            self.assertLess(time.monotonic(), until, f"{self.done(server)} of {JOBS} done: {self.complaints[-3:]}")
            time.sleep(chance.uniform(0.5, 3))
            ended = len(acknowledged) == JOBS and self.done(server) >= JOBS
            if server_kills < SERVER_KILLS and (chance.random() < 0.35 or ended):
                server.kill()
                server_kills += 1
                time.sleep(chance.uniform(0, 1))
                server.start(port)
            elif victims := workers_below(server.process.pid):
                os.kill(chance.choice(victims), signal.SIGKILL)
                kills += 1
        client.join()

        jobs = self.all_jobs(server)
        self.assertEqual(sorted(job["id"] for job in jobs), sorted(acknowledged.values()), "acknowledged, and no others")
        self.assertEqual({job["status"] for job in jobs}, {"done"})
        self.assertEqual(sorted(job["scanId"] for job in jobs), sorted(f"scan-{number}" for number in range(JOBS)))
        details = [server.ask("GET", f"/v1/analyses/{job['id']}").json for job in jobs]
        self.assertEqual(len({detail["report"]["resultDigest"] for detail in details}), 1, "the same capture")
        self.assertTrue(all(detail["report"]["cost"] for detail in details), "one cost each")
        # A result that no job names may lie there until the janitor's next round; none is missing.
        self.assertGreaterEqual(len(list((server.folder / "results").iterdir())), JOBS)

        while len(receiver.jobs()) < JOBS:
            self.assertLess(time.monotonic(), until, f"{len(receiver.jobs())} of {JOBS} told")
            time.sleep(0.2)
        told = receiver.jobs()
        self.assertEqual(set(told), set(acknowledged.values()), "told of every job and of no other")
        self.assertEqual({len(numbers) for numbers in told.values()}, {1}, "one message each")
        self.assertEqual({len(bodies) for bodies in receiver.bodies.values()}, {1}, "which always says the same")
        self.assertEqual({json.loads(body)["type"] for bodies in receiver.bodies.values() for body in bodies}, {"analysis.done"})
        print(f"{JOBS} jobs, the server killed {server_kills} times, a worker {kills} times: all done once, "
              f"{sum(receiver.arrivals.values())} webhook calls for {len(receiver.bodies)} messages", flush=True)


if __name__ == "__main__":
    main()
