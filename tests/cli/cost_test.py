"""What the report says an analysis cost."""
import unittest

from programs import ProgramTest, film, gradevault, report_of, validate


class CostTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.video, _ = film(self.scratch / "film", "--seed", 3, "--size", "320x240", "--seconds", 0.3)

    def analyse(self, folder, *arguments, **options):
        run = gradevault("analyze", self.video, "--out", self.scratch / folder, "--engine", "cpu", *arguments, **options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return report_of(self.scratch / folder)

    def test_a_report_has_its_cost_and_its_seconds_by_device(self):
        report = self.analyse("results")
        cost, total = report["cost"], report["timings"]["total"]
        self.assertAlmostEqual(cost["amount"], total / 3600 * 0.05)
        self.assertEqual(cost["currency"], "USD")
        self.assertAlmostEqual(sum(cost["seconds"].values()), total)
        valid, output = validate(self.scratch / "results" / "report.json")
        self.assertTrue(valid, output)

    def test_prices_come_from_the_flag_before_the_environment_and_change_no_result(self):
        free = self.analyse("free", "--prices", "cpu=0", env={"GRADEVAULT_PRICES": "cpu=9"})
        dear = self.analyse("dear", env={"GRADEVAULT_PRICES": "cpu=3600,currency=EUR"})
        self.assertEqual(free["cost"]["amount"], 0)
        self.assertAlmostEqual(dear["cost"]["amount"], dear["timings"]["total"])
        self.assertEqual(dear["cost"]["currency"], "EUR")
        self.assertEqual(free["resultDigest"], dear["resultDigest"])

    def test_wrong_prices_are_one_clear_line(self):
        run = gradevault("analyze", self.video, "--prices", "cpu", cwd=self.scratch)
        self.assert_one_clear_line(run, 2, "prices", "'cpu'")


if __name__ == "__main__":
    unittest.main()
