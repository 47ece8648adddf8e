"""Jobs that break what works on them: quarantined after two, and the others do not notice."""
import unittest

from installation import FAULTY, Installation, of_scale

GOOD = of_scale(6, 8, 50)
FLAGS = ("--lease", "5", "--heartbeat", "1", "--threads", "1", "--job-time", "3", "--job-memory", "600000000",
         "--retry-after", "0.1")


class Poison(Installation):
    def test_a_crasher_is_quarantined_after_two_and_good_jobs_around_it_finish(self):
        before = self.submit(GOOD // 2)
        bad = {kind: self.submit(scan_id=f"runner:{kind}")[0] for kind in ("segfault", "abort", "exit")}
        after = self.submit(GOOD - GOOD // 2)
        workers = [self.start_worker(*FLAGS, program=FAULTY) for _ in range(2)]
        self.wait_for_all()
        for kind, number in bad.items():
            job = self.job(number)
            self.assertEqual((job["state"], job["crashes"], job["token"]), ("quarantined", 2, 2), kind)
            self.assertEqual(job["problem"]["code"], "crashed")
        for number in before + after:
            self.assertEqual(self.assert_whole(number)["token"], 1)
        self.assertEqual(len(list((self.data / "results").iterdir())), GOOD, "crashers leave nothing")
        for worker in workers:
            self.assertEqual(worker.end(), 0, worker.log())
        print(f"{GOOD} good jobs finished around {len(bad)} crashers", flush=True)

    def test_time_and_memory_have_limits_and_being_killed_is_not_the_jobs_doing(self):
        hang = self.submit(scan_id="runner:hang")[0]
        memory = self.submit(scan_id="runner:memory")[0]
        killed = self.submit(scan_id="runner:kill")[0]
        self.start_worker(*FLAGS, "--losses", "3", program=FAULTY)
        jobs = self.wait_for_all()
        self.assertEqual(jobs[hang]["state"], "quarantined")
        self.assertEqual(jobs[hang]["problem"]["code"], "time_limit")
        self.assertEqual(jobs[memory]["state"], "quarantined")
        self.assertEqual(jobs[memory]["problem"]["code"], "memory_limit")
        self.assertEqual((jobs[killed]["state"], jobs[killed]["losses"], jobs[killed]["crashes"]), ("failed", 3, 0))
        self.assertEqual(list((self.data / "results").iterdir()), [])


if __name__ == "__main__":
    unittest.main()
