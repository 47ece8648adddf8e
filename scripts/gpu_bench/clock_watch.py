"""Clocks and power of the first GPU while something runs: a card that throttles explains a slow figure."""

import shutil
import statistics
import subprocess

QUERY = ("clocks.sm", "clocks.mem", "power.draw", "temperature.gpu", "utilization.gpu")


class ClockWatch:
    def __enter__(self):
        self.found = {}
        self.process = None
        if shutil.which("nvidia-smi"):
            self.process = subprocess.Popen(
                ["nvidia-smi", "-i", "0", "--query-gpu=" + ",".join(QUERY), "--format=csv,noheader,nounits", "-lms", "500"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return self

    def __exit__(self, *_):
        if self.process is None:
            return
        self.process.terminate()
        rows = [line.split(",") for line in self.process.communicate()[0].splitlines()]
        for i, name in enumerate(QUERY):
            values = [number(row[i]) for row in rows if len(row) == len(QUERY)]
            values = [value for value in values if value is not None]
            if values:
                self.found[name] = {"least": min(values), "median": statistics.median(values), "most": max(values)}


def number(text):
    try:
        return float(text)
    except ValueError:
        return None
