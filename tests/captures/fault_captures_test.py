"""Each fault of a capture is named by the check that is there for it."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from programs import SCALE, ProgramTest, film, gradevault, report_of

# fault → (checks of which one must not be ok, whether the capture must be filmed again)
EXPECTED = {
    "dark": (("exposure",), True),
    "glaring": (("glare", "exposure"), False),
    "shaking": (("motion",), True),
    "blurred": (("sharpness",), True),
    "cropped": (("framing",), True),
    "tilted": (("tilt",), False),
}
CASES = {"default": (("comic", "textured", 51), ("card", "plain", 52)),
         "full": tuple((kind, table, 60 + n) for n, (kind, table) in enumerate(
             (kind, table) for kind in ("comic", "card", "toy") for table in ("plain", "textured")))}


class FaultCaptures(ProgramTest):
    def capture(self, fault, kind, table, seed):
        name = f"{fault}_{kind}_{table}_{seed}"
        video, _ = film(self.scratch / name, "--seed", seed, "--item", kind, "--table", table, "--seconds", 4,
                        "--fault", fault)
        out = self.scratch / f"{name}-results"
        run = gradevault("analyze", video, "--out", out, "--item-type", kind, "--profile", "quick", "--threads", 1)
        self.assertEqual(run.returncode, 0, run.stderr)
        video.unlink()
        return name, fault, report_of(out)

    def test_every_fault_is_named(self):
        cases = [(fault, *case) for fault in EXPECTED for case in CASES.get(SCALE, CASES["default"])]
        with ThreadPoolExecutor(2) as pool:
            for name, fault, report in pool.map(lambda case: self.capture(*case), cases):
                checks = {check["id"]: check["status"] for check in report["checks"]}
                named = sorted(check for check, status in checks.items() if status in ("warn", "fail"))
                print(f"{name}: {report['verdict']}, {', '.join(named)}", flush=True)
                with self.subTest(capture=name):
                    expected, retake = EXPECTED[fault]
                    self.assertTrue(set(expected) & set(named), checks)
                    if retake:
                        self.assertEqual(report["verdict"], "retake")
                    else:
                        self.assertNotEqual(report["verdict"], "good")


if __name__ == "__main__":
    unittest.main()
