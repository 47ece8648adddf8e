"""Workers that are stopped past their lease and then go on: every write of theirs is refused."""
import re
import signal
import unittest

from installation import FAULTY, Installation, of_scale, wait_until

ROUNDS = of_scale(1, 1, 10)
ZOMBIES = 5  # at a time
FLAGS = ("--lease", "1.5", "--heartbeat", "0.4", "--threads", "1")


def refused(worker, token):
    """What the log of a worker says of the end of that attempt, or nothing."""
    said = re.search(rf"(commit of attempt {token} refused|failure of attempt {token} refused|attempt {token} given up): stale",
                     worker.log())
    return said and re.sub(rf" ?attempt {token} ?", " ", said[0]).strip()


class Zombie(Installation):
    def test_a_worker_that_wakes_after_its_job_went_to_another_changes_nothing(self):
        kinds, rounds = {}, 0
        while sum(kinds.values()) < ROUNDS * ZOMBIES:
            rounds += 1
            for words in self.a_round(rounds):
                kinds[words] = kinds.get(words, 0) + 1
        print(f"{rounds} rounds, {sum(kinds.values())} zombies: {kinds}", flush=True)

    def a_round(self, number):
        """How each zombie was refused. On a machine that is slow enough, leases run out by themselves; so a zombie is who
        has a job at the moment when all are stopped."""
        # Long enough to be stopped in; the runner of a stopped worker goes on, and its result waits for the worker.
        ids = self.submit(ZOMBIES, scan_id="runner:slow:400")
        names = [f"zombie-{number}-{place}" for place in range(ZOMBIES)]
        zombies = {name: self.start_worker(*FLAGS, "--id", name, program=FAULTY) for name in names}
        wait_until(lambda: self.counts()["running"] == ZOMBIES, "all jobs run")
        for zombie in zombies.values():
            zombie.stop()
        jobs = self.jobs()
        held = {jobs[job]["worker"]: (job, jobs[job]["token"]) for job in ids if jobs[job]["state"] == "running"}
        others = [self.start_worker(*FLAGS, program=FAULTY) for _ in range(2)]

        def reclaimed():
            now = self.jobs()
            return all(now[job]["token"] > token for job, token in held.values())

        wait_until(reclaimed, "leases run out and the jobs are claimed again")
        for job, token in held.values():
            self.assert_late_writes_are_refused(job, token)
        for zombie in zombies.values():
            zombie.signal(signal.SIGCONT)
        for name, (_, token) in held.items():
            wait_until(lambda: refused(zombies[name], token), f"{name} is refused")
        self.wait_for_all()
        for worker in [*zombies.values(), *others]:
            self.assertEqual(worker.end(), 0, worker.log())
        for number in ids:
            job = self.assert_whole(number)
            self.assertEqual(job["results"], f"{number}.{job['token']}")
            self.assertEqual(job["errors"] + job["crashes"], 0)
        for job, token in held.values():
            before = self.job(job)
            self.assertGreater(before["token"], token)
            self.assert_late_writes_are_refused(job, token)
            self.assertEqual(self.job(job), before)
        return [refused(zombies[name], token) for name, (_, token) in held.items()]

    def assert_late_writes_are_refused(self, number, token):
        """Each kind of write, as the zombie would make it."""
        answers = self.driver("write-late", "--id", number, "--token", token)
        self.assertEqual([answer.split()[1] for answer in answers], ["stale"] * 5, answers)


if __name__ == "__main__":
    unittest.main()
