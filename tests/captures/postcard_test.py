"""A real capture: the postcard on a light table, whose quad is known in every frame."""
import json
import unittest

from polygon import intersection_over_union
from programs import DATA, ProgramTest, gradevault, report_of


class Postcard(ProgramTest):
    def test_the_quads_of_the_golden_frames_are_true_and_it_is_not_sent_back(self):
        video = DATA / "video_item" / "visp_postcard_a.mp4"
        if not video.exists():
            self.skipTest(f"no shared test data at {DATA}; set GRADEVAULT_TEST_DATA")
        rows = json.loads(video.with_name("visp_postcard_a.quads.json").read_text())["rows"]
        truth = {row["frame"]: row["quad"] for row in rows}
        run = gradevault("analyze", video, "--out", self.scratch / "results", "--item-type", "card", "--profile", "quick")
        self.assertEqual(run.returncode, 0, run.stderr)
        report = report_of(self.scratch / "results")
        # A small pale item on a plain table: sharpness must be the item's, not the table's.
        self.assertIn(report["verdict"], ("good", "usable"), report["checks"])
        overlaps = []
        for golden in report["goldenFrames"]:
            self.assertIsNotNone(golden["quad"], golden)
            overlaps.append(intersection_over_union(golden["quad"], truth[golden["frame"]]))
        print(f"{len(overlaps)} golden frames, overlaps {', '.join(f'{overlap:.4f}' for overlap in overlaps)}")
        self.assertGreaterEqual(len(overlaps), 3)
        self.assertGreaterEqual(sum(overlaps) / len(overlaps), 0.97)


if __name__ == "__main__":
    unittest.main()
