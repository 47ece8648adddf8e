"""The program that delivers, and other people's servers beside it."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROBE = os.environ["GRADEVAULT_DELIVERY_PROBE"]
NODE = os.environ["GRADEVAULT_NODE"]
NODE_FOLDER = Path(__file__).parent / "node"


class DeliveryTest(unittest.TestCase):
    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="gradevault-delivery-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def node(self, *arguments):
        """Starts a server of tests/server/node; gives it and the port that it prints."""
        server = subprocess.Popen([NODE, *map(str, arguments)], cwd=NODE_FOLDER, stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        return server, int(server.stdout.readline())

    def probe(self, kind, settings, *commands):
        """What the probe says to each command, and its whole output as text."""
        lines = "".join(json.dumps(command) + "\n" for command in commands)
        run = subprocess.run([PROBE, kind, json.dumps(settings)], input=lines, capture_output=True, text=True, timeout=300)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()], run.stdout + run.stderr

    def results(self, **files):
        """A folder as an attempt leaves it."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        for name, content in {"report.json": b"{}", "golden_01.png": b"\x89PNG" + os.urandom(200_000), "a b+c.txt": b"text",
                              **files}.items():
            (folder / name).write_bytes(content)
        return folder
