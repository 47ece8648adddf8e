"""Workers that are told to end, jobs that nobody wants any more, a disk that is full."""
import os
import signal
import subprocess
import unittest

from installation import FAULTY, Installation, descendants, still_there, wait_until

FLAGS = ("--lease", "10", "--heartbeat", "0.3", "--threads", "1", "--retry-after", "0.1")


class Drain(Installation):
    def running(self, scan_id, *flags):
        """A job that runs, and its worker."""
        number = self.submit(scan_id=scan_id)[0]
        worker = self.start_worker(*FLAGS, *flags, program=FAULTY)
        self.wait_for_state(number, "running")
        wait_until(lambda: len(descendants(worker.pid)) >= 2, "runner and decoder are there")
        return number, worker

    def test_a_worker_that_drains_ends_its_job_and_claims_no_other(self):
        number, worker = self.running("runner:slow:300", "--drain-time", "200")
        waiting = self.submit()[0]
        self.assertEqual(worker.end(), 0, worker.log())
        self.assertEqual(self.assert_whole(number)["token"], 1)
        self.assertEqual(self.job(waiting)["token"], 0)

    def test_a_job_that_does_not_end_in_time_is_handed_back_without_using_anything_up(self):
        number, worker = self.running("runner:hang", "--drain-time", "0.5")
        below = descendants(worker.pid)
        self.assertEqual(worker.end(), 0, worker.log())
        job = self.job(number)
        self.assertEqual((job["state"], job["errors"], job["crashes"], job["losses"]), ("queued", 0, 0, 0))
        self.assertEqual(still_there(below), [])
        self.assertEqual(list((self.data / "results").iterdir()), [])

    def test_ctrl_c_at_the_terminal_is_the_same(self):
        number, worker = self.running("runner:slow:300", "--drain-time", "200")
        os.killpg(worker.pid, signal.SIGINT)
        self.assertEqual(worker.process.wait(300), 0, worker.log())
        self.assertEqual(self.assert_whole(number)["token"], 1)

    def test_a_running_job_that_is_cancelled_ends_and_leaves_nothing(self):
        for scan_id in ("runner:slow:500", "runner:hang"):  # one that listens, and one that has to be killed
            with self.subTest(scan_id):
                number, worker = self.running(scan_id)
                self.driver("cancel", "--id", number)
                job = self.wait_for_state(number, "cancelled")
                self.assertEqual(job["events"][-1]["type"], "cancelled")
                # The worker is as good as new.
                self.assert_whole_soon(self.submit()[0])
                self.assertEqual(worker.end(), 0, worker.log())
                self.assertEqual(len([p for p in (self.data / "results").iterdir() if number in p.name]), 0)

    def test_nothing_lives_on_below_a_worker_that_is_killed(self):
        number, worker = self.running("runner:hang")
        below = worker.kill()
        self.assertGreaterEqual(len(below), 2)
        wait_until(lambda: not still_there(below), "runner and decoder end with it", 10)
        self.assertEqual(self.job(number)["state"], "running", "until its lease runs out")

    def test_results_that_cannot_be_written_are_an_error_that_is_tried_again(self):
        number = self.submit(scan_id="runner:disk", profile="precise")[0]
        self.start_worker(*FLAGS, "--attempts", "2", program=FAULTY)
        job = self.wait_for_state(number, "failed")
        self.assertEqual((job["errors"], job["problem"]["code"]), (2, "storage_failed"))
        self.assertNotIn(str(self.scratch), job["problem"]["detail"])
        self.assertEqual(list((self.data / "results").iterdir()), [])

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_a_disk_that_is_full_fails_the_job_and_not_the_worker(self):
        small = self.data / "results"
        small.mkdir(parents=True)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(small)])
        number = self.submit()[0]
        worker = self.start_worker(*FLAGS, "--attempts", "2")
        job = self.wait_for_state(number, "failed")
        self.assertEqual(job["problem"]["code"], "storage_failed")
        subprocess.run(["mount", "-o", "remount,size=16m", str(small)], check=True)
        self.assert_whole_soon(self.submit()[0])
        self.assertEqual(worker.end(), 0, worker.log())

    def assert_whole_soon(self, number):
        self.wait_for_state(number, "done", "failed", "quarantined")
        self.assert_whole(number)


if __name__ == "__main__":
    unittest.main()
