"""Good captures: golden frames are truly sharp and still, the item is found, the verdict is not `retake`."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from polygon import intersection_over_union
from programs import SCALE, ProgramTest, film, gradevault, report_of

KINDS, TABLES = ("comic", "card", "toy"), ("plain", "textured")
SEEDS = {"quick": (31,), "default": (31, 32, 33, 34), "full": tuple(range(31, 47))}[SCALE]


class GoodCaptures(ProgramTest):
    def capture(self, kind, table, seed):
        """One film and its analysis, in two threads' worth of time: (name, truth, report)."""
        name = f"{kind}_{table}_{seed}"
        video, truth = film(self.scratch / name, "--seed", seed, "--item", kind, "--table", table, "--seconds", 4)
        out = self.scratch / f"{name}-results"
        run = gradevault("analyze", video, "--out", out, "--item-type", kind, "--profile", "quick", "--threads", 1)
        self.assertEqual(run.returncode, 0, run.stderr)
        video.unlink()
        return name, truth, report_of(out)

    def test_every_golden_frame_is_sharp_still_and_its_item_is_found(self):
        cases = [(kind, table, seed) for kind in KINDS for table in TABLES for seed in SEEDS]
        if SCALE == "quick":
            cases = cases[::3]
        worst, golden_frames = 1.0, 0
        with ThreadPoolExecutor(2) as pool:
            for name, truth, report in pool.map(lambda case: self.capture(*case), cases):
                overlaps = []
                for golden in report["goldenFrames"]:
                    frame = truth["frames"][golden["frame"]]
                    with self.subTest(capture=name, frame=golden["frame"]):
                        self.assertTrue(frame["still"], "not still")
                        self.assertTrue(frame["sharp"], "not sharp")
                        self.assertIsNotNone(golden["quad"], golden.get("quadReason"))
                        overlaps.append(intersection_over_union(golden["quad"], frame["quad"]))
                        self.assertGreaterEqual(overlaps[-1], 0.95)
                with self.subTest(capture=name):
                    self.assertGreaterEqual(len(report["goldenFrames"]), 3)
                    self.assertIn(report["verdict"], ("good", "usable"), report["checks"])
                golden_frames += len(overlaps)
                worst = min([worst, *overlaps])
                print(f"{name}: {report['verdict']}, {len(overlaps)} quads, least overlap {min(overlaps, default=0):.4f}",
                      flush=True)
        print(f"{len(cases)} captures, {golden_frames} golden frames, least overlap {worst:.4f}")


if __name__ == "__main__":
    unittest.main()
