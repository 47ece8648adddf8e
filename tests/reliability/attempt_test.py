"""One attempt as it should go: where the capture comes from, what the report holds besides the analysis, and what
clients are told when it cannot be done."""
import functools
import http.server
import json
import subprocess
import threading
import unittest

from installation import PROGRAM, Installation

FLAGS = ("--threads", "1", "--retry-after", "0.1", "--attempts", "2")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Attempt(Installation):
    def one(self, number, *flags):
        """The job after one worker has had its turn with all that waits."""
        worker = self.start_worker(*FLAGS, *flags)
        self.wait_for_state(number, "done", "failed", "quarantined")
        self.assertEqual(worker.end(), 0, worker.log())
        return self.job(number)

    def url(self, name):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                                 functools.partial(Quiet, directory=str(self.scratch)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}/{name}"

    def test_once_ends_after_one_job_and_at_once_when_there_is_none(self):
        first, second = self.submit(2)
        self.assertEqual(self.start_worker("--once").process.wait(300), 0)
        states = sorted(job["state"] for job in self.jobs().values())
        self.assertEqual(states, ["done", "queued"])
        self.assertEqual(self.start_worker("--once").process.wait(300), 0)
        self.assertEqual(self.start_worker("--once").process.wait(300), 0)
        for number in (first, second):
            self.assert_whole(number)

    def test_a_folder_without_jobs_is_a_mistake_and_is_not_made(self):
        run = subprocess.run([PROGRAM, "worker", "--once", "--data", str(self.scratch / "typo")], capture_output=True, text=True)
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("there are no jobs in ", run.stderr)
        self.assertFalse((self.scratch / "typo").exists())

    def test_a_report_holds_what_only_the_server_knows(self):
        plain = self.one(self.submit()[0])["report"]
        precheck = {**plain, "stage": "precheck"}
        for name in ("cost", "precheck", "agreement"):
            precheck.pop(name, None)
        precheck["artifacts"] = []
        number = self.submit(file_name="../my card.mp4", precheck=json.dumps(precheck))[0]
        report = self.one(number)["report"]
        self.assert_whole(number)
        self.assertEqual(report["source"]["fileName"], "../my card.mp4")
        self.assertEqual(report["precheck"]["stage"], "precheck")
        self.assertTrue(report["agreement"])
        self.assertTrue(all(entry["agrees"] for entry in report["agreement"]), report["agreement"])
        self.assertEqual(report["resultDigest"], plain["resultDigest"])
        self.assertGreater(report["cost"]["amount"], 0)

    def test_news_come_while_it_runs_and_in_order(self):
        job = self.one(self.submit(profile="precise")[0])
        numbers = [event["number"] for event in job["events"]]
        self.assertEqual(numbers, sorted(set(numbers)))
        types = [event["type"] for event in job["events"]]
        self.assertEqual((types[:2], types[-1]), (["queued", "running"], "done"))
        checks = [event["data"]["id"] for event in job["events"] if event["type"] == "check"]
        self.assertEqual(checks, [check["id"] for check in job["report"]["checks"]])
        frames = [event["data"]["frame"] for event in job["events"] if event["type"] == "golden_frame"]
        self.assertEqual(frames, [golden["frame"] for golden in job["report"]["goldenFrames"]])
        self.assertIn("progress", types)

    def test_a_capture_is_fetched_from_where_it_is_allowed_and_kept_for_other_attempts(self):
        number = self.submit_url(self.url("short.mp4"))
        job = self.one(number, "--allow-addresses", "127.0.0.1")
        self.assert_whole(number)
        self.assertEqual((self.data / "captures" / number).read_bytes(), self.capture.read_bytes())
        self.assertEqual([path.name for path in (self.data / "captures").iterdir()], [number])
        self.assertEqual(job["errors"], 0)

    def test_what_cannot_be_fetched_is_told_without_addresses(self):
        refused = self.submit_url(self.url("short.mp4"))
        job = self.one(refused)
        self.assertEqual((job["state"], job["problem"]["code"], job["token"]), ("failed", "fetch_refused", 1))
        missing = self.submit_url(self.url("missing.mp4"))
        job = self.one(missing, "--allow-addresses", "127.0.0.1")
        self.assertEqual((job["problem"]["code"], job["token"]), ("fetch_failed", 1))
        self.assertIn("status_404", job["problem"]["detail"])
        dead = self.submit_url("http://127.0.0.1:1/x.mp4")
        job = self.one(dead, "--allow-addresses", "127.0.0.1")
        self.assertEqual((job["problem"]["code"], job["token"], job["errors"]), ("fetch_failed", 2, 2))
        self.assertNotIn("127.0.0.1", job["problem"]["detail"])
        self.assertEqual(list((self.data / "captures").iterdir()), [], "nothing is left of what was begun")

    def test_a_capture_that_is_none_is_rejected_once_with_a_sentence(self):
        broken = self.scratch / "broken.mp4"
        broken.write_bytes(b"no video at all" * 100)
        job = self.one(self.submit(capture=broken)[0])
        self.assertEqual((job["state"], job["problem"]["code"], job["token"]), ("failed", "unreadable_capture", 1))
        self.assertTrue(job["problem"]["detail"].startswith("The capture is not a video"), job["problem"])
        self.assertNotIn(str(self.scratch), job["problem"]["detail"])

    def submit_url(self, url):
        return self.driver("submit", "--url", url, "--options", json.dumps({"profile": "quick"}))[0]


if __name__ == "__main__":
    unittest.main()
