"""`gradevault plan` as people use it."""
import json
import unittest

from programs import SOURCE, ProgramTest, gradevault

PERFORMANCE = SOURCE / "docs" / "performance"


class PlanTest(ProgramTest):
    def test_the_table_names_every_policy_and_marks_one(self):
        run = gradevault("plan", "--scans-per-day", 500)
        self.assertEqual(run.returncode, 0, run.stderr)
        for word in ("cpu", "gpu", "tier", "load", "schedule", "union", "T4", "A10G", "A100", "estimated", "fixed seed",
                     "500 scans a day of 1200 frames of 1920×1080"):
            self.assertIn(word, run.stdout)
        self.assertEqual(run.stdout.count("<= cheapest that meets the wait"), 1)
        self.assertEqual(run.stdout, gradevault("plan", "--scans-per-day", 500).stdout)

    def test_json_says_the_same_with_its_model_and_its_sources(self):
        run = gradevault("plan", "--scans-per-day", 500, "--wait", 60, "--json", "--policy", "cpu", "--policy", "gpu")
        plan = json.loads(run.stdout)
        self.assertEqual(plan["wait"], 60)
        self.assertIn("Poisson", plan["model"])
        self.assertEqual([option["policy"] for option in plan["options"]], ["cpu", "gpu", "gpu", "gpu"])
        self.assertEqual(sum(option["cheapest"] for option in plan["options"]), 1)
        for option in plan["options"]:
            self.assertAlmostEqual(option["costPerScan"] * 500 * 30, option["costPerMonth"])
            self.assertEqual(option["meetsWait"], option["latency"]["p95"] <= 60)
            self.assertLessEqual(option["latency"]["median"], option["latency"]["p95"])
        self.assertTrue(all(figure["kind"] == "estimated" for figure in plan["figures"].values()))

    def test_measured_figures_come_before_estimates(self):
        run = gradevault("plan", "--scans-per-day", 100, "--json", "--prices", "H200=10",
                         "--figures", PERFORMANCE / "bench-cpu-1080p.json", PERFORMANCE / "gpu-h200.json", "--policy", "gpu")
        self.assertEqual(run.returncode, 0, run.stderr)
        figures = json.loads(run.stdout)["figures"]
        self.assertEqual(figures["H200"]["kind"], "measured")
        self.assertIn("gpu-h200.json", figures["H200"]["source"])
        self.assertEqual(figures["cpu"]["kind"], "measured")
        self.assertEqual(figures["T4"]["kind"], "estimated")

    def test_the_captures_size_scales_the_seconds(self):
        def seconds(*arguments):
            run = gradevault("plan", "--scans-per-day", 10, "--json", "--policy", "cpu", *arguments)
            return json.loads(run.stdout)["figures"]["cpu"]["seconds"]

        self.assertAlmostEqual(seconds("--frames", 600), seconds() / 2)
        self.assertAlmostEqual(seconds("--size", "960x540"), seconds() / 4)

    def test_a_wait_that_nothing_meets_is_said(self):
        run = gradevault("plan", "--scans-per-day", 10, "--wait", 0.5)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("No policy meets the wait", run.stdout)
        self.assertNotIn("<= cheapest", run.stdout)

    def test_wrong_usage_is_one_clear_line(self):
        bad = self.scratch / "bad.json"
        bad.write_text("{}")
        for arguments, code, word in ((["plan"], 2, "scans-per-day"), (["plan", "--scans-per-day", "0"], 2, "scans-per-day"),
                                      (["plan", "--scans-per-day", "9", "--policy", "fast"], 2, "fast"),
                                      (["plan", "--scans-per-day", "9", "--size", "big"], 2, "big"),
                                      (["plan", "--scans-per-day", "9", "--size", "10x10x"], 2, "10x10x"),
                                      (["plan", "--scans-per-day", "9", "--prices", "cpu"], 2, "prices"),
                                      (["plan", "--scans-per-day", "9", "--peak-hours", "noon"], 2, "peak-hours"),
                                      (["plan", "--scans-per-day", "9", "--figures", str(bad)], 3, "bad.json"),
                                      (["plan", "--scans-per-day", "9", "--figures", "none.json"], 3, "none.json")):
            with self.subTest(arguments=arguments):
                self.assert_one_clear_line(gradevault(*arguments, cwd=self.scratch), code, word)


if __name__ == "__main__":
    unittest.main()
