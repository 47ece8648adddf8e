"""Ctrl-C ends the work cleanly and leaves nothing half-written."""
import signal
import subprocess
import time
import unittest

from programs import PROGRAM, ProgramTest, ffmpeg


class Interrupt(ProgramTest):
    def long_video(self):
        """20 s of film: several seconds of work on any machine, so that a signal within the first finds it at work."""
        video = self.scratch / "long.mp4"
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=20", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
               video)
        return video

    def test_leaves_nothing_at_any_moment(self):
        video = self.long_video()
        out = self.scratch / "out"
        for pause in (0.05, 0.3, 1.0):
            for send in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(pause=pause, signal=send):
                    out.mkdir(exist_ok=True)
                    process = subprocess.Popen([PROGRAM, "analyze", str(video), "--out", str(out / "results")],
                                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                    time.sleep(pause)
                    process.send_signal(send)
                    _, words = process.communicate(timeout=60)
                    # Before the handler is installed the signal ends the program itself, which is as clean.
                    self.assertIn(process.returncode, (130, -send), words)
                    self.assert_nothing_left(out)

    def test_an_earlier_result_survives(self):
        video = self.long_video()
        results = self.scratch / "results"
        results.mkdir()
        (results / "report.json").write_text("{}")
        process = subprocess.Popen([PROGRAM, "analyze", str(video), "--out", str(results)], stderr=subprocess.PIPE)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertEqual((results / "report.json").read_text(), "{}")


if __name__ == "__main__":
    unittest.main()
