"""Every capture of the shared test data: a schema-valid report, or exit 3."""
import csv
import re
import unittest

from programs import DATA, SCALE, ProgramTest, gradevault, report_of, validate

# Files that FFmpeg decodes and we refuse, with the word that the refusal must hold (docs/media.md says why).
REFUSED = {
    "ax_motionphoto.jpg": "", "ocv_big_buck_bunny.mov": "mpeg4", "ocv_big_buck_bunny.mp4": "mpeg4",
    "ocv_big_buck_bunny.mpg": "", "ocv_big_buck_bunny.wmv": "",
}
# Where our number of pictures is not the manifest's (which applies edit lists); docs/media.md explains each.
OTHER_COUNTS = {"mb_annex-b.mp4": 6}


class SharedData(ProgramTest):
    def setUp(self):
        super().setUp()
        if not (DATA / "MANIFEST.tsv").exists():
            self.skipTest(f"no shared test data at {DATA}; set GRADEVAULT_TEST_DATA")

    def manifest(self):
        with open(DATA / "MANIFEST.tsv", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row["file"].startswith(("decoder/", "video_item/")) and not row["file"].endswith(".json"):
                    decoded = re.search(r"decoded=(\d+)", row["description"])
                    yield row["file"], int(decoded.group(1)) if decoded else None

    def test_every_file_is_analysed_or_refused(self):
        seen = 0
        for file, decoded in self.manifest():
            name = file.split("/")[-1]
            with self.subTest(file=file):
                # The defects of the long ones add minutes and nothing to see here.
                profile = "precise" if SCALE == "full" or file.startswith("decoder/dc_") else "quick"
                out = self.scratch / name
                run = gradevault("analyze", DATA / file, "--out", out, "--profile", profile)
                seen += 1
                if decoded == 0 or name in REFUSED:
                    self.assert_one_clear_line(run, 3, name, REFUSED.get(name, ""))
                    self.assertFalse(out.exists())
                    continue
                self.assertEqual(run.returncode, 0, run.stderr)
                valid, words = validate(out / "report.json")
                self.assertTrue(valid, words)
                if decoded is not None:
                    self.assertEqual(report_of(out)["frames"]["count"], OTHER_COUNTS.get(name, decoded))
        self.assertGreater(seen, 30)


if __name__ == "__main__":
    unittest.main()
