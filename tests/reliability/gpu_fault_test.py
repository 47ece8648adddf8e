"""A GPU that fails, at each stage and in each way: the job is done on the CPU with the same result, the GPU goes
out of rotation after two faults, and comes back after a trial. The GPU is the cpu engine behind a fault hook, in
a process of its own, under the name cuda."""
import unittest

from installation import FAULTY, Installation, SCALE, wait_until

FLAGS = ("--lease", "20", "--heartbeat", "1", "--threads", "1", "--retry-after", "0.1")
STAGES = ["start", "scanner", "scan", "maps"]
KINDS = {"quick": ["internal"], "default": ["internal", "segfault"],
         "full": ["internal", "segfault", "abort", "exit", "hang", "garbage", "half", "stale"]}[SCALE]


class GpuFault(Installation):
    def gpu_worker(self, *flags):
        return self.start_worker("--lane", "gpu", *FLAGS, *flags, program=FAULTY)

    def submit_to_gpu(self, scan_id="", profile="precise"):
        return self.submit(scan_id=scan_id, profile=profile, tier="premium", engine="auto")[0]

    def test_a_fault_at_each_stage_ends_with_the_same_result_from_the_cpu(self):
        # A pause that no test waits for would send the rest to the CPU lane; 0 keeps the device in rotation.
        self.gpu_worker("--gpu-pause", "0")
        good = self.submit_to_gpu()
        faulty = {(stage, kind): self.submit_to_gpu(f"gpu:{stage}:{kind}:3") for stage in STAGES for kind in KINDS}
        self.wait_for_all()
        expected = self.assert_whole(good)["report"]
        self.assertEqual((expected["engine"]["name"], expected["engine"]["fallbacks"]), ("cuda", []))
        for (stage, kind), number in faulty.items():
            job = self.assert_whole(number)
            report = job["report"]
            self.assertEqual(report["resultDigest"], expected["resultDigest"], (stage, kind))
            self.assertEqual(report["engine"]["name"], "cpu", (stage, kind))
            self.assertEqual([f["from"] for f in report["engine"]["fallbacks"]], ["cuda"], (stage, kind))
            self.assertEqual((job["token"], job["errors"], job["crashes"]), (1, 0, 0), (stage, kind))
        print(f"{len(faulty)} faults ({len(STAGES)} stages x {len(KINDS)} kinds): same digest from the CPU", flush=True)

    def test_two_faults_take_the_gpu_out_and_a_trial_brings_it_back(self):
        gpu = self.gpu_worker("--gpu-pause", "6", "--id", "the-gpu")
        cpu = self.start_worker(*FLAGS, "--gpu-pause", "6", "--id", "the-cpu", program=FAULTY)
        for worker in (gpu, cpu):
            wait_until(lambda: worker.state(self.data) == "idle", "the workers are up")
        good = self.job_done(self.submit_to_gpu(profile="quick"))
        self.assertEqual(good["report"]["engine"]["name"], "cuda")
        self.assertEqual(self.devices()["cuda:0"]["faults"], 0)

        for fault in (1, 2):
            self.job_done(self.submit_to_gpu("gpu:scan:internal:2", profile="quick"))
            wait_until(lambda: self.devices()["cuda:0"]["faults"] == fault, "the fault is known")
        device = self.devices()["cuda:0"]
        self.assertGreater(device["outUntil"], 0)
        self.assertIn("the GPU fell off the bus", device["reason"])

        out = self.job_done(self.submit(lane="gpu", engine="cuda")[0])
        self.assertEqual(out["worker"], "the-cpu", "the CPU lane takes it over")
        self.assertEqual(out["report"]["engine"]["name"], "cpu")
        fallback = out["report"]["engine"]["fallbacks"][0]
        self.assertEqual((fallback["from"], fallback["to"]), ("cuda", "cpu"))
        self.assertIn("out of rotation after 2 faults", fallback["reason"])
        self.assertEqual(out["report"]["resultDigest"], good["report"]["resultDigest"])

        def healed():
            done = self.job_done(self.submit_to_gpu(profile="quick"))
            return done["worker"] == "the-gpu" and done["report"]["engine"]["name"] == "cuda"

        wait_until(healed, "a trial on the GPU after its pause")
        self.assertEqual((self.devices()["cuda:0"]["faults"], self.devices()["cuda:0"]["outUntil"]), (0, 0))

    def test_without_any_gpu_worker_the_cpu_does_what_was_meant_for_one_and_says_so(self):
        self.start_worker(*FLAGS)
        done = self.job_done(self.submit(lane="gpu", engine="cuda")[0])
        self.assertEqual(done["report"]["engine"]["fallbacks"][0]["reason"], "no worker with a GPU is running")
        routed = self.job_done(self.submit_to_gpu(profile="quick"))
        self.assertEqual(routed["report"]["engine"]["fallbacks"][0]["reason"], "no worker with a GPU is running",
                         "the policy meant it for a GPU, though nobody named one")
        self.assertEqual(self.job_done(self.submit()[0])["report"]["engine"]["fallbacks"], [])

    def job_done(self, number):
        self.wait_for_state(number, "done", "failed", "quarantined")
        return self.assert_whole(number)


if __name__ == "__main__":
    unittest.main()
