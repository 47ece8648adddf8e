"""The result does not depend on threads, nor on the container; and `compare` sees what differs."""
import json
import unittest

from programs import ProgramTest, ffmpeg, film, gradevault


class Compare(ProgramTest):
    def setUp(self):
        super().setUp()
        self.video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "640x360", "--seconds", 2)

    def analyze(self, video, name, *arguments):
        out = self.scratch / name
        run = gradevault("analyze", video, "--out", out, "--item-type", "card", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return out

    def assert_equal(self, left, right):
        run = gradevault("compare", left, right)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("equal", run.stdout)

    def test_equal_for_one_two_and_seven_threads(self):
        for engine in ("opencv", "reference", "cpu"):
            one = self.analyze(self.video, f"{engine}-1", "--threads", 1, "--engine", engine)
            for threads in (2, 7):
                other = self.analyze(self.video, f"{engine}-{threads}", "--threads", threads, "--engine", engine)
                self.assert_equal(one, other)

    def test_equal_for_the_reference_and_every_instruction_set(self):
        reference = self.analyze(self.video, "reference", "--engine", "reference")
        found = [line for line in gradevault("doctor").stdout.splitlines() if line.startswith("--isa")]
        sets = found[0].removeprefix("--isa").strip().split(", ")
        self.assertIn("scalar", sets)
        for isa in sets:
            with self.subTest(isa=isa):
                other = self.analyze(self.video, isa, "--engine", "cpu", "--isa", isa)
                self.assert_equal(reference, other)

    def test_equal_for_the_same_video_in_every_container(self):
        mp4 = self.analyze(self.video, "mp4", "--profile", "quick")
        for container in ("mkv", "mov", "avi"):
            copy = self.scratch / f"copy.{container}"
            ffmpeg("-i", self.video, "-c", "copy", copy)
            self.assert_equal(mp4, self.analyze(copy, container, "--profile", "quick"))

    def test_says_what_differs(self):
        left = self.analyze(self.video, "left", "--profile", "quick")
        right = self.analyze(self.video, "right", "--profile", "quick", "--golden-frames", 2)
        run = gradevault("compare", left, right)
        self.assertEqual(run.returncode, 1, run.stdout)
        self.assertIn("goldenFrames", run.stdout)

    def test_a_tolerance_forgives_small_numbers_only(self):
        left = self.analyze(self.video, "left", "--profile", "quick")
        report = json.loads((left / "report.json").read_text())
        for change, code in ((0.001, 0), (0.1, 1)):
            report["frames"]["sharpness"][5] += change
            (self.scratch / "changed.json").write_text(json.dumps(report))
            run = gradevault("compare", left, self.scratch / "changed.json", "--tolerance", 0.01)
            self.assertEqual(run.returncode, code, run.stdout)
        self.assertIn("/frames/sharpness/5", run.stdout)

    def test_unreadable_results_are_exit_3(self):
        left = self.analyze(self.video, "left", "--profile", "quick")
        self.assert_one_clear_line(gradevault("compare", left, self.scratch / "nothing"), 3, "nothing")
        (self.scratch / "broken.json").write_text('{"schemaVersion": 1}')
        self.assert_one_clear_line(gradevault("compare", left, self.scratch / "broken.json"), 3, "broken.json",
                                   "/schemaVersion")


if __name__ == "__main__":
    unittest.main()
