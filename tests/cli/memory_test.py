"""Memory stays bounded whatever the length."""
import os
import subprocess
import unittest

from programs import PROGRAM, SCALE, ProgramTest, ffmpeg

LIMIT = 600 * 1024  # KiB


def peak_memory(*arguments):
    """(exit code, largest resident set in KiB) of one run of the program."""
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss


class Memory(ProgramTest):
    def video(self, frames):
        path = self.scratch / f"{frames}.mp4"
        # An IDR picture a second, as phones write them: even the shortest is decoded in two ranges at a time.
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-frames:v", frames, "-pix_fmt", "yuv420p",
               "-preset", "ultrafast", "-g", 30, path)
        return path

    def analyze(self, frames, profile):
        code, peak = peak_memory("analyze", self.video(frames), "--out", self.scratch / "results", "--threads", 2,
                                 "--profile", profile)
        print(f"{frames} frames of 1080p, {profile}, 2 threads: {peak / 1024:.0f} MiB")
        self.assertEqual(code, 0)
        return peak

    def test_many_frames_of_1080p_on_two_threads_stay_under_600_mb(self):
        self.assertLess(self.analyze(10_000 if SCALE == "full" else 600, "quick"), LIMIT)

    def test_the_full_size_series_and_the_defects_stay_under_600_mb(self):
        self.assertLess(self.analyze(300 if SCALE == "full" else 40, "precise"), LIMIT)

    def test_ten_times_the_frames_take_no_more_memory(self):
        short, long = self.analyze(120, "quick"), self.analyze(1200, "quick")
        self.assertLess(long, 1.1 * short + 20 * 1024)


if __name__ == "__main__":
    unittest.main()
