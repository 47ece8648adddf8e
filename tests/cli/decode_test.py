"""--decode nvdec: the same results as from the CPU's decoder, and a report that says who decoded."""
import os
import unittest

from programs import ProgramTest, ffmpeg, gradevault, report_of


class Decode(ProgramTest):
    def analyze(self, out, *flags, env=None):
        run = gradevault("analyze", self.video, "--out", self.scratch / out, *flags, env=env)
        self.assertEqual(run.returncode, 0, run.stderr)
        return report_of(self.scratch / out)

    def test_nvdec_gives_the_cpus_result_or_leaves_it_to_the_cpu_and_says_so(self):
        self.video = self.scratch / "capture.mp4"
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30:duration=1", "-pix_fmt", "yuv420p", self.video)
        plain = self.analyze("cpu")
        self.assertNotIn("nvdec", [fallback["from"] for fallback in plain["engine"]["fallbacks"]])
        self.assertNotIn("NVDEC", plain["engine"]["detail"])
        variable = {**os.environ, "GRADEVAULT_DECODE": "nvdec"}
        for report in (self.analyze("flag", "--decode", "nvdec"), self.analyze("variable", env=variable)):
            self.assertEqual(report["resultDigest"], plain["resultDigest"])
            self.assertEqual(report["source"], plain["source"])
            fallbacks = [fallback for fallback in report["engine"]["fallbacks"] if fallback["from"] == "nvdec"]
            if "decoded by NVDEC" in report["engine"]["detail"]:
                self.assertEqual(fallbacks, [])
                continue
            self.assertEqual(len(fallbacks), 1)
            self.assertEqual(fallbacks[0]["to"], "cpu")
            self.assertNotIn("frame", fallbacks[0])
            self.assertGreater(len(fallbacks[0]["reason"]), 20)


if __name__ == "__main__":
    unittest.main()
