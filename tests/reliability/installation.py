"""A data folder with workers on it, as the suites here kill, stop and starve them."""
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.environ["GRADEVAULT_PROGRAM"]
BIN = Path(PROGRAM).parent
DRIVER = BIN / "gradevault-jobs"
FAULTY = BIN / "gradevault-faulty"
SCALE = os.environ.get("GRADEVAULT_TEST_SCALE", "default")
FINAL = {"done", "failed", "cancelled", "quarantined"}
PATIENCE = 300  # s; only to end a test that would never end


def of_scale(quick, default, full):
    return {"quick": quick, "default": default, "full": full}[SCALE]


def wait_until(condition, what, seconds=PATIENCE):
    """The first true value of `condition`; AssertionError with `what` when there is none."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain: {what}")


def start_time(process):
    """Of a process number, so that its next owner is not taken for it; None when nobody has it, or a zombie."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def descendants(process):
    """Processes below this one, each with its start time."""
    children = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found, unseen = [], [process]
    while unseen:
        below = children.get(unseen.pop(), [])
        found += below
        unseen += below
    return [(child, start_time(child)) for child in found]


def still_there(processes):
    return [child for child, start in processes if start is not None and start_time(child) == start]


class Worker:
    """A worker process of its own session, so that nothing but what a test does reaches it."""

    def __init__(self, installation, program, flags):
        self.data = installation.data
        self.log_path = Path(tempfile.mkstemp(dir=installation.scratch, suffix=".log")[1])
        with open(self.log_path, "w") as log:
            self.process = subprocess.Popen([program, "worker", "--data", str(installation.data), *map(str, flags)],
                                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
                                            start_new_session=True)

    @property
    def pid(self):
        return self.process.pid

    def log(self):
        return self.log_path.read_text()

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        """kill -9, as the kernel does it when memory runs out; gives what was below it."""
        below = descendants(self.pid)
        self.process.kill()
        self.process.wait()
        return below

    def end(self, seconds=PATIENCE):
        """Asks it to drain; its exit status. One that is only being loaded would die of the signal, so it is given time
        to come up."""
        wait_until(lambda: self.process.poll() is not None or self.state(self.data), "the worker is up", seconds)
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def stop(self):
        """SIGSTOP, but not in the middle of a write: then it would hold the store's lock, and all the others could not
        work either. (Those that the server starts are killed then; these are on their own.)"""
        while True:
            self.signal(signal.SIGSTOP)
            wait_until(lambda: Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T", "it stops")
            store = sqlite3.connect(self.data / "gradevault.sqlite3", timeout=3, isolation_level=None)
            try:
                store.execute("BEGIN IMMEDIATE")
                store.execute("ROLLBACK")
                return
            except sqlite3.OperationalError:
                self.signal(signal.SIGCONT)
                time.sleep(0.05)
            finally:
                store.close()

    def state(self, data):
        """What it says of itself, or nothing."""
        for lock in (data / "workers").glob("*.lock"):
            try:
                sign = json.loads(lock.read_text())
            except (OSError, ValueError):
                continue
            if sign["process"] == self.pid:
                return sign["state"]
        return None


class Installation(unittest.TestCase):
    """A suite whose tests each have a data folder, short captures and workers."""

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="gradevault-reliability-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.data = self.scratch / "data"
        self.workers = []
        self.addCleanup(self.kill_all)
        self.capture = self.film("short", frames=15)

    def film(self, name, frames, size="320x240"):
        path = self.scratch / f"{name}.mp4"
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=15",
                        "-frames:v", str(frames), "-c:v", "libx264", "-pix_fmt", "yuv420p", str(path)], check=True)
        return path

    def driver(self, command, *arguments):
        run = subprocess.run([str(DRIVER), command, "--data", str(self.data), *map(str, arguments)],
                             capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.splitlines()

    def submit(self, count=1, capture=None, profile="quick", scan_id="", **flags):
        """Ids of new jobs."""
        words = ["--capture", capture or self.capture, "--count", count, "--scan-id", scan_id,
                 "--options", json.dumps({"profile": profile})]
        for name, value in flags.items():
            words += [f"--{name.replace('_', '-')}", value]
        return self.driver("submit", *words)

    def job(self, number):
        return json.loads(self.driver("show", "--id", number)[0])

    def jobs(self):
        return {job["id"]: job for job in map(json.loads, self.driver("list"))}

    def counts(self):
        return json.loads(self.driver("counts")[0])

    def devices(self):
        return {device["id"]: device for device in map(json.loads, self.driver("devices"))}

    def start_worker(self, *flags, program=PROGRAM):
        if not self.data.exists():
            self.driver("list")  # makes the store: a worker joins one, and makes none
        worker = Worker(self, program, ["--poll-time", "0.05", *flags])
        self.workers.append(worker)
        return worker

    def kill_all(self):
        for worker in self.workers:
            if worker.process.poll() is None:
                worker.process.kill()
                worker.process.wait()

    def wait_for_state(self, number, *states, seconds=PATIENCE):
        wait_until(lambda: self.jobs()[number]["state"] in states, f"job {number} in {states}", seconds)
        return self.job(number)

    def wait_for_all(self, seconds=PATIENCE):
        """Until nothing waits or runs."""
        wait_until(lambda: (lambda c: c["queued"] + c["running"] == 0)(self.counts()), "all jobs final", seconds)
        return self.jobs()

    def logs(self):
        return "\n".join(worker.log() for worker in self.workers)

    def assert_whole(self, number):
        """A job that is done has one result folder, with what the store says, and was told done once."""
        job = self.job(number)
        self.assertEqual(job["state"], "done", f"{job}\n{self.logs()}")
        folders = [path.name for path in (self.data / "results").iterdir() if number in path.name]
        self.assertEqual(folders, [job["results"]])
        folder = self.data / "results" / job["results"]
        self.assertEqual(sorted(path.name for path in folder.iterdir()), sorted(a["name"] for a in job["artifacts"]))
        for artifact in job["artifacts"]:
            content = (folder / artifact["name"]).read_bytes()
            self.assertEqual(len(content), artifact["bytes"])
            self.assertEqual(hashlib.sha256(content).hexdigest(), artifact["sha256"])
        self.assertEqual(json.loads((folder / "report.json").read_text()), job["report"])
        self.assertGreater(job["report"]["cost"]["amount"], 0)
        types = [event["type"] for event in job["events"]]
        self.assertEqual([kind for kind in types if kind in FINAL], ["done"])
        self.assertEqual(types[-1], "done")
        return job
