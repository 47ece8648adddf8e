"""Workers that are stopped past their lease and then go on: every write of theirs is refused."""
import re
import signal
import unittest

from installation import FAULTY, Installation, of_scale, wait_until

ROUNDS = of_scale(1, 1, 10)
ZOMBIES = 5  # at a time
FLAGS = ("--lease", "1.5", "--heartbeat", "0.4", "--threads", "1")
REFUSED = re.compile(r"commit of attempt 1 refused: stale|failure of attempt 1 refused: stale|attempt 1 given up: stale")


class Zombie(Installation):
    def test_a_worker_that_wakes_after_its_job_went_to_another_changes_nothing(self):
        kinds = {}
        for _ in range(ROUNDS):
            for words in self.a_round():
                kinds[words] = kinds.get(words, 0) + 1
        print(f"{ROUNDS * ZOMBIES} zombies: {kinds}", flush=True)

    def a_round(self):
        # Long enough to be stopped in; the runner of a stopped worker goes on, and its result waits for the worker.
        ids = self.submit(ZOMBIES, scan_id="runner:slow:400")
        zombies = [self.start_worker(*FLAGS, program=FAULTY) for _ in range(ZOMBIES)]
        wait_until(lambda: self.counts()["running"] == ZOMBIES, "all jobs run")
        for zombie in zombies:
            zombie.signal(signal.SIGSTOP)
        others = [self.start_worker(*FLAGS, program=FAULTY) for _ in range(2)]
        jobs = self.jobs

        def reclaimed():
            return all(job["token"] >= 2 for number, job in jobs().items() if number in ids)

        wait_until(reclaimed, "leases run out and the jobs are claimed again")
        for number in ids:
            self.assert_late_writes_are_refused(number)
        for zombie in zombies:
            zombie.signal(signal.SIGCONT)
        for zombie in zombies:
            wait_until(lambda: REFUSED.search(zombie.log()), "a zombie is refused: " + zombie.log())
        self.wait_for_all()
        for worker in zombies + others:
            self.assertEqual(worker.end(), 0, worker.log())
        for number in ids:
            job = self.assert_whole(number)
            self.assertGreaterEqual(job["token"], 2)
            self.assertEqual(job["results"], f"{number}.{job['token']}")
            self.assertEqual(job["errors"] + job["crashes"], 0)
            self.assert_late_writes_are_refused(number)
            self.assertEqual(self.job(number), job)
        return [re.sub(r"attempt 1 ", "", REFUSED.search(zombie.log())[0]) for zombie in zombies]

    def assert_late_writes_are_refused(self, number):
        """Each kind of write, as the zombie would make it."""
        answers = self.driver("write-late", "--id", number, "--token", 1)
        self.assertEqual([answer.split()[1] for answer in answers], ["stale"] * 5, answers)


if __name__ == "__main__":
    unittest.main()
