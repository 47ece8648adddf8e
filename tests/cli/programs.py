"""The built programs, as the suites here call them."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["GRADEVAULT_PROGRAM"]
FILM = os.environ["GRADEVAULT_FILM"]
SOURCE = Path(os.environ["GRADEVAULT_SOURCE"])
SCALE = os.environ.get("GRADEVAULT_TEST_SCALE", "default")
DATA = Path(os.environ.get("GRADEVAULT_TEST_DATA", SOURCE.parent / "shared" / "data"))
PYTHON = "/usr/bin/python3"


def gradevault(*arguments, timeout=1800, **options):
    """Runs the program; the result has returncode, stdout and stderr as text."""
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, **options)


def film(folder, *arguments):
    """Films a capture into `folder`; gives the video's path and the truth."""
    subprocess.run([FILM, "--out", str(folder), *map(str, arguments)], check=True, capture_output=True)
    truth = json.loads((Path(folder) / "truth.json").read_text())
    video = next(path for path in Path(folder).iterdir() if path.stem == "capture")
    return video, truth


def ffmpeg(*arguments):
    """Makes awkward files with the ffmpeg program."""
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)], check=True)


def report_of(folder):
    return json.loads((Path(folder) / "report.json").read_text())


def validate(*reports):
    """What the independent schema validator says: (valid, its output)."""
    check = subprocess.run([PYTHON, str(SOURCE / "tests" / "schema" / "validate.py"), "--schemas",
                            str(SOURCE / "core" / "schema"), *map(str, reports)], capture_output=True, text=True)
    return check.returncode == 0, check.stdout + check.stderr


class ProgramTest(unittest.TestCase):
    """A suite with a scratch folder of its own."""

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="gradevault-cli-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def assert_one_clear_line(self, run, code, *words):
        """Exit `code`, nothing on stdout, one line on stderr beside the progress, holding each of `words`."""
        self.assertEqual(run.returncode, code, run.stderr)
        complaints = [line for line in run.stderr.splitlines() if line.startswith("gradevault: ")]
        self.assertEqual(len(complaints), 1, run.stderr)
        self.assertEqual(run.stdout, "")
        for word in words:
            self.assertIn(word, complaints[0])
        others = [line for line in run.stderr.splitlines() if line not in complaints]
        self.assertFalse([line for line in others if "ERROR" in line or "Sanitizer" in line or "@ 0x" in line], run.stderr)

    def assert_nothing_left(self, folder):
        self.assertEqual([path.name for path in Path(folder).iterdir()], [])
