"""Motion is the true mean motion, on pure translations of a picture with texture everywhere. (Where there is none, as on a plain
table, or only along one direction, as on wood grain, Farneback's flow is smaller than the truth: docs/accuracy.md.)"""
import math
import unittest

from programs import ProgramTest, ffmpeg, gradevault, report_of

SHIFTS = ((1, 0), (0, 2), (3, 2), (5, 4), (8, 1))


class Motion(ProgramTest):
    def test_is_within_a_tenth_of_a_pixel_of_the_truth(self):
        picture = self.scratch / "texture.png"
        ffmpeg("-f", "lavfi", "-i", "nullsrc=s=1000x800,geq=lum='random(1)*255':cb=128:cr=128,gblur=sigma=3,"
               "eq=contrast=4", "-frames:v", "1", picture)
        for dx, dy in SHIFTS:
            # 640 px wide: the quick luma is the luma itself. The window wanders, so the picture moves the other way.
            video = self.scratch / "moving.mp4"
            ffmpeg("-loop", "1", "-framerate", "30", "-i", picture, "-frames:v", "12", "-vf", f"crop=640:480:n*{dx}:n*{dy}",
                   "-pix_fmt", "yuv420p", "-qp", "0", video)
            for engine in ("opencv", "reference"):
                with self.subTest(engine=engine, shift=(dx, dy)):
                    out = self.scratch / "results"
                    run = gradevault("analyze", video, "--out", out, "--profile", "quick", "--engine", engine)
                    self.assertEqual(run.returncode, 0, run.stderr)
                    measured = report_of(out)["frames"]["motion"]
                    self.assertIsNone(measured[0])
                    worst = max(abs(value - math.hypot(dx, dy)) for value in measured[1:])
                    print(f"{engine}, ({dx}, {dy}) px a frame: off by {worst:.3f} px at most")
                    self.assertLessEqual(worst, 0.1)


if __name__ == "__main__":
    unittest.main()
