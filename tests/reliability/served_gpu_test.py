"""A server with one (simulated) GPU: which jobs its policy sends there, and what clients, operators and load balancers
see when that GPU fails. The GPU is the cpu engine in a process of its own, under the name cuda."""
import re
import time
import unittest
from http.client import HTTPConnection

from installation import FAULTY, Installation, wait_until
from serving import Server

FLAGS = ("--threads", "1", "--poll-time", "0.05", "--lease", "20", "--heartbeat", "1", "--gpu-pause", "600")
ALL_DAY = "00:00-12:00,12:00-00:00"


class ServedGpu(Installation):
    def serve(self, *flags):
        server = Server(self.data, *FLAGS, *flags, gpus="auto", program=FAULTY)
        self.addCleanup(server.stop)
        wait_until(lambda: {worker["lane"] for worker in self.engines(server)["workers"] if worker["state"] == "idle"} ==
                   {"cpu", "gpu"}, "a worker of each lane is up")
        return server

    def engines(self, server):
        return server.ask("GET", "/v1/engines").json

    def analyse(self, server, tier="standard", scan_id="good"):
        """The report of a job that is done."""
        answer = server.post_form("/v1/analyses", {"scanId": scan_id, "tier": tier, "options": '{"profile": "quick"}'},
                                  ("capture.mp4", self.capture.read_bytes()))
        self.assertEqual(answer.status, 202, answer)
        done = server.wait(answer.json["id"])
        self.assertEqual(done["status"], "done", "".join(server.log))
        self.assertEqual((done["attempts"]["errors"], done["attempts"]["crashes"]), (0, 0))
        return done["report"]

    def metrics(self, server):
        port = next(re.search(r"metrics .*port=(\d+)", line).group(1) for line in server.log if " metrics " in line)
        connection = HTTPConnection("127.0.0.1", int(port), timeout=60)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        return dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))

    def test_a_gpu_that_fails_twice_is_out_and_everybody_is_told(self):
        server = self.serve("--policy", "gpu")
        good = self.analyse(server)
        self.assertEqual((good["engine"]["name"], good["engine"]["fallbacks"]), ("cuda", []))
        self.assertEqual([device["healthy"] for device in self.engines(server)["devices"]], [True])
        self.assertEqual(self.metrics(server)["gradevault_devices_in_rotation"], "1")

        for _ in range(2):
            report = self.analyse(server, scan_id="gpu:scan:internal:2")
            self.assertEqual((report["engine"]["name"], report["engine"]["fallbacks"][0]["from"]), ("cpu", "cuda"))
            self.assertEqual(report["resultDigest"], good["resultDigest"])
        device = self.engines(server)["devices"][0]
        self.assertFalse(device["healthy"])
        self.assertIn("out of rotation", device["reason"])
        self.assertIn("the GPU fell off the bus", device["reason"])
        metrics = self.metrics(server)
        self.assertEqual((metrics["gradevault_devices"], metrics["gradevault_devices_in_rotation"]), ("1", "0"))

        report = self.analyse(server)
        self.assertEqual((report["engine"]["name"], report["resultDigest"]), ("cpu", good["resultDigest"]))
        self.assertIn("out of rotation after 2 faults", report["engine"]["fallbacks"][0]["reason"])
        self.assertGreater(report["cost"]["amount"], 0)
        self.assertEqual(list(report["cost"]["seconds"]), ["cpu"])
        self.assertEqual(server.ask("GET", "/readyz").status, 200, "the CPU works")

    def test_the_policy_of_the_settings_decides(self):
        hour = time.gmtime().tm_hour
        elsewhen = f"{(hour + 6) % 24:02}:00-{(hour + 7) % 24:02}:00"
        for flags, standard, premium in ((("tier",), "cpu", "cuda"),
                                         (("schedule", "--peak-hours", ALL_DAY), "cuda", "cuda"),
                                         (("schedule", "--peak-hours", elsewhen), "cpu", "cpu")):
            with self.subTest(flags):
                server = self.serve("--policy", *flags)
                for tier, engine in (("standard", standard), ("premium", premium)):
                    report = self.analyse(server, tier)
                    self.assertEqual((report["engine"]["name"], report["engine"]["fallbacks"]), (engine, []), tier)
                self.assertEqual(server.stop(), 0, "".join(server.log))


if __name__ == "__main__":
    unittest.main()
