"""Broken and mutated captures sent to a server: every job ends, no worker and no server dies of one, and a good one still works."""
import collections
import random

from server_kill_test import workers_below
from serving import DATA, SCALE, SOURCE, ServerTest, film, main

MUTANTS = {"quick": 12, "default": 24, "full": 400}[SCALE]
ENDS = {"done", "failed", "quarantined"}


def mutated(capture, chance):
    """A few of what storage, networks and attackers do to a file."""
    content = bytearray(capture)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        length = min(chance.choice([1, 2, 4, 8, 64, 512]), len(content) - at)
        how = chance.randrange(6)
        if how == 0:
            content[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            content[at:at + length] = chance.randbytes(length)
        elif how == 2:
            content[at:at + length] = bytes(length)
        elif how == 3:
            content[at:at + length] = b"\xff" * length
        elif how == 4:
            content[at:at] = content[at:at + length]
        else:
            del content[max(1, at):]
    return bytes(content)


class HostileMedia(ServerTest):
    def send(self, server, captures):
        """How the analyses of these captures (name, bytes) ended."""
        sent = {}
        for name, content in captures:
            answer = server.post_form("/v1/analyses", {"options": '{"profile": "quick"}'}, (name, content))
            self.assertEqual(answer.status, 202, answer)
            sent[answer.json["id"]] = name
        ends = collections.Counter()
        for number, name in sent.items():
            job = server.wait(number, 1200)
            self.assertIn(job["status"], ENDS, name)
            ends[job["status"]] += 1
            if job["status"] != "done":
                self.assertTrue(job["problem"]["code"] and job["problem"]["detail"], name)
                self.assertNotIn(str(self.scratch), job["problem"]["detail"], name)
        return dict(ends)

    def test_whatever_is_sent_the_server_and_its_workers_live(self):
        server = self.serve("--threads", 1, "--job-time", 120, "--max-frames", 2000, "--max-pixels", 3840 * 2160,
                            "--key-rate-limit", 0, workers=2)
        server.wait_ready()
        before = sorted(workers_below(server.process.pid))
        self.assertEqual(len(before), 2)

        if (DATA / "decoder").is_dir():
            files = sorted(path for path in (DATA / "decoder").iterdir() if path.stat().st_size < (8 << 20))
            print(f"{len(files)} files of others:", self.send(server, [(path.name, path.read_bytes()) for path in files]), flush=True)
        else:
            print(f"files of others: none at {DATA / 'decoder'}; left out", flush=True)

        seeds = sorted((SOURCE / "tests" / "fuzz" / "corpus" / "demux").iterdir())
        chance = random.Random(7)
        mutants = [(seed.name, mutated(seed.read_bytes(), chance)) for seed in (seeds * MUTANTS)[:MUTANTS]]
        print(f"{MUTANTS} mutants:", self.send(server, mutants), flush=True)

        self.assertIsNone(server.process.poll(), "the server lives")
        self.assertEqual(server.ask("GET", "/healthz").status, 200)
        self.assertEqual(sorted(workers_below(server.process.pid)), before, "and so do its workers")
        good, _ = film(self.scratch / "film", "--seed", 5, "--size", "320x180", "--seconds", 0.5)
        self.assertEqual(self.send(server, [("good.mp4", good.read_bytes())]), {"done": 1})


if __name__ == "__main__":
    main()
