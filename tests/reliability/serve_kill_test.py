"""The whole service, killed (kill -9) again and again, workers and the server itself: every job that was accepted
ends once, and its webhook comes at least once, always with the same id and body."""
import http.server
import json
import os
import random
import signal
import threading
import time

from installation import Installation, PATIENCE, of_scale, start_time, wait_until
from serving import Server

JOBS = of_scale(6, 15, 300)
SERVER_KILLS = of_scale(1, 2, 20)
FLAGS = ("--lease", "2", "--heartbeat", "0.5", "--threads", "1", "--poll-time", "0.1", "--losses", "1000",
         "--max-queue", "1000", "--drain-time", "5", "--allow-addresses", "127.0.0.1")


class Listener(http.server.BaseHTTPRequestHandler):
    """Takes webhooks, and refuses every third, so that some have to come again."""
    heard = []
    lock = threading.Lock()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.lock:
            self.heard.append((self.path, self.headers["webhook-id"], body))
            refused = len(self.heard) % 3 == 0
        self.send_response(503 if refused else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


class ServeKill(Installation):
    def setUp(self):
        super().setUp()
        Listener.heard = []
        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.addCleanup(self.listener.server_close)
        self.addCleanup(self.listener.shutdown)

    def accepted(self, server, number):
        """The id; asked again after an answer that never came, with the same key."""
        fields = {"scanId": f"scan-{number}", "options": json.dumps({"profile": "quick"}),
                  "callbackUrl": f"http://127.0.0.1:{self.listener.server_address[1]}/{number}"}
        answer = server.post_form("/v1/analyses", fields, ("capture.mp4", self.capture.read_bytes()),
                                  {"Idempotency-Key": f"request-{number}"})
        self.assertEqual(answer.status, 202, answer)
        return answer.json["id"]

    def living_workers(self):
        processes = []
        for lock in (self.data / "workers").glob("*.lock"):
            try:
                process = json.loads(lock.read_text())["process"]
            except (OSError, ValueError):
                continue
            if start_time(process):
                processes.append(process)
        return processes

    def test_workers_and_the_server_are_killed_and_nothing_is_lost_or_double(self):
        chance = random.Random(7)
        server = Server(self.data, *FLAGS, workers=3)
        self.addCleanup(lambda: server.stop())
        ids = [self.accepted(server, number) for number in range(JOBS)]
        self.assertEqual(ids, [self.accepted(server, number) for number in range(JOBS)], "the same requests again")
        worker_kills, server_kills = 0, 0
        until = time.monotonic() + PATIENCE * max(1, JOBS // 15)
        while self.counts()["done"] < JOBS or server_kills < SERVER_KILLS:
            self.assertLess(time.monotonic(), until, "the jobs do not end")
            time.sleep(chance.uniform(0.5, 3))
            victims = self.living_workers()
            if victims:
                os.kill(chance.choice(victims), signal.SIGKILL)
                worker_kills += 1
            if server_kills < SERVER_KILLS and chance.random() < 0.5:
                server.kill()
                server_kills += 1
                server.start()
        wait_until(lambda: {path for path, _, _ in Listener.heard} == {f"/{n}" for n in range(JOBS)},
                   "a webhook for every job", PATIENCE)
        server.wait_ready()
        for number, analysis in enumerate(ids):
            seen = server.ask("GET", f"/v1/analyses/{analysis}").json
            self.assertEqual((seen["status"], seen["scanId"]), ("done", f"scan-{number}"))
        self.assertEqual(server.stop(), 0)

        jobs = self.jobs()
        self.assertEqual(set(jobs), set(ids))
        self.assertEqual(len({self.assert_whole(number)["report"]["resultDigest"] for number in ids}), 1)
        self.assertEqual(len(list((self.data / "results").iterdir())), JOBS)
        for number, analysis in enumerate(ids):
            heard = {(webhook, body) for path, webhook, body in Listener.heard if path == f"/{number}"}
            self.assertEqual(len(heard), 1, "one id and one body for one event")
            self.assertIn(analysis, next(iter(heard))[1].decode())
        self.assertEqual(len({webhook for _, webhook, _ in Listener.heard}), JOBS)
        attempts = sum(job["token"] for job in jobs.values())
        print(f"{JOBS} jobs, {worker_kills} workers and {server_kills} servers killed: {attempts} attempts, "
              f"{len(Listener.heard)} deliveries of {JOBS} webhooks", flush=True)


if __name__ == "__main__":
    import unittest
    unittest.main()
