"""A CUDA driver that hangs or dies hangs or kills its own process only: the analysis goes on with the engine cpu."""
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from programs import PROGRAM, ProgramTest, ffmpeg, gradevault, report_of

DRIVER = os.environ["GRADEVAULT_BROKEN_DRIVER"]


def with_driver(kind):
    return {**os.environ, "LD_LIBRARY_PATH": DRIVER, "GRADEVAULT_TEST_DRIVER": kind}


def children_of(process):
    """The ids of a process's children, by the kernel's list of all processes."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == process:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            pass  # it ended meanwhile
    return found


def running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


class BrokenDriver(ProgramTest):
    def setUp(self):
        super().setUp()
        self.video = self.scratch / "capture.mp4"
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30:duration=1", "-pix_fmt", "yuv420p", self.video)

    def analyze(self, kind, *flags):
        run = gradevault("analyze", self.video, "--out", self.scratch / kind, *flags, env=with_driver(kind))
        self.assertEqual(run.returncode, 0, run.stderr)
        return report_of(self.scratch / kind)

    def test_the_report_names_what_happened_and_the_digest_is_the_same(self):
        plain = gradevault("analyze", self.video, "--out", self.scratch / "cpu", "--engine", "cpu")
        self.assertEqual(plain.returncode, 0, plain.stderr)
        for kind, words in (("hang", "hung while starting: no answer within 2 s"), ("abort", "was ended by signal 6 (Aborted)")):
            with self.subTest(kind=kind):
                report = self.analyze(kind, "--device-deadline", "0.5")
                self.assertEqual(report["resultDigest"], report_of(self.scratch / "cpu")["resultDigest"])
                self.assertEqual(report["engine"]["name"], "cpu")
                self.assertEqual(len(report["engine"]["fallbacks"]), 1)
                self.assertEqual(report["engine"]["fallbacks"][0]["from"], "cuda")
                self.assertIn(words, report["engine"]["fallbacks"][0]["reason"])

    def test_asked_for_by_name_it_is_an_error(self):
        run = gradevault("analyze", self.video, "--engine", "cuda", "--device-deadline", "0.5", "--out", self.scratch / "x",
                         env=with_driver("hang"))
        self.assert_one_clear_line(run, 4, "cuda", "hung while starting")

    def test_doctor_says_so_and_ends(self):
        run = gradevault("doctor", "--device-deadline", "0.5", env=with_driver("hang"), timeout=60)
        self.assertEqual(run.returncode, 4, run.stdout)
        self.assertEqual(run.stdout.count("hung while listing its devices"), 2, run.stdout)

    def test_two_interrupts_or_a_kill_end_the_child_too_and_print_nothing(self):
        for send in (signal.SIGINT, signal.SIGKILL):
            with self.subTest(signal=send):
                process = subprocess.Popen([PROGRAM, "analyze", str(self.video), "--out", str(self.scratch / "x")],
                                           env=with_driver("hang"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                           start_new_session=True)
                child = []
                for _ in range(500):
                    child = child or children_of(process.pid)
                    time.sleep(0.01)
                    if child:
                        break
                self.assertEqual(len(child), 1)
                time.sleep(0.5)
                if send == signal.SIGINT:
                    # As a terminal does, to everybody in the group; the first is only noted, while the driver hangs.
                    os.killpg(process.pid, send)
                    time.sleep(0.1)
                    os.killpg(process.pid, send)
                else:
                    process.send_signal(send)
                _, words = process.communicate(timeout=20)
                self.assertEqual(process.returncode, -send)
                self.assertEqual(words, "")
                for _ in range(500):
                    if not running(child[0]):
                        break
                    time.sleep(0.01)
                self.assertFalse(running(child[0]))


if __name__ == "__main__":
    unittest.main()
