"""Workers that are killed (kill -9) while they work: nothing is lost, nothing is there twice."""
import random
import time
import unittest

from installation import Installation, PATIENCE, of_scale, still_there, wait_until

JOBS = of_scale(10, 20, 300)
WORKERS = 3
FLAGS = ("--lease", "2", "--heartbeat", "0.5", "--threads", "1", "--losses", "1000")


class Kill(Installation):
    def test_every_job_is_done_once_though_a_random_worker_is_killed_again_and_again(self):
        chance = random.Random(4)
        ids = self.submit(JOBS)
        alive = [self.start_worker(*FLAGS) for _ in range(WORKERS)]
        kills, orphans = 0, []
        until = time.monotonic() + PATIENCE * max(1, JOBS // 30)
        while self.counts()["done"] < JOBS:
            self.assertLess(time.monotonic(), until, "the jobs do not end")
            time.sleep(chance.uniform(0.5, 3))
            victim = chance.randrange(WORKERS)
            orphans += alive[victim].kill()
            kills += 1
            alive[victim] = self.start_worker(*FLAGS)
        wait_until(lambda: not still_there(orphans), f"runners and decoders of {kills} dead workers end", 30)
        for worker in alive:
            self.assertEqual(worker.end(), 0, worker.log())

        jobs = self.jobs()
        self.assertEqual(set(jobs), set(ids))
        digests = {self.assert_whole(number)["report"]["resultDigest"] for number in ids}
        self.assertEqual(len(digests), 1, "the same capture")
        self.assertEqual({(job["errors"], job["crashes"]) for job in jobs.values()}, {(0, 0)})
        self.assertEqual(len(list((self.data / "results").iterdir())), JOBS)
        attempts = sum(job["token"] for job in jobs.values())
        losses = sum(job["losses"] for job in jobs.values())
        self.assertEqual(attempts, JOBS + losses)
        print(f"{JOBS} jobs, {kills} kills: {attempts} attempts, {losses} lost ones, all done once", flush=True)


if __name__ == "__main__":
    unittest.main()
