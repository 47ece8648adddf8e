"""One run: where the programs are, how much time is left, and what was found so far."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field


SIZES = {"640x480": "640x480.mp4", "1280x720": "720p.mp4", "1920x1080": "1080p.mp4"}


@dataclass
class Outcome:
    """What a command left. `problem` is one sentence, or empty when it went well."""

    output: str
    problem: str
    seconds: float
    code: int | None


@dataclass
class Session:
    programs: pathlib.Path
    captures: pathlib.Path
    work: pathlib.Path
    repository: pathlib.Path
    carried: pathlib.Path | None
    out: pathlib.Path
    budget: float
    repetitions: int
    quick: bool
    harness: bool
    result: dict = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def left(self):
        return self.budget - (time.monotonic() - self.started)

    def program(self, name):
        return str(self.programs / name)

    def threads(self):
        return len(os.sched_getaffinity(0))

    def ask_doctor(self):
        """What the program itself says of this machine: {"CUDA": …, "engine cuda": …, …}."""
        told = self.command([self.program("gradevault"), "doctor"], 60, (0, 4))
        found = {line[:14].strip(): line[15:].strip() for line in told.output.splitlines() if len(line) > 15}
        engines = {line.split()[1]: line.split(maxsplit=2)[2] for line in told.output.splitlines() if line.startswith("engine ")}
        self.result["doctor"] = {"CUDA": found.get("CUDA", told.problem or "doctor says nothing of CUDA"), "engines": engines}

    def has_device(self):
        return "compute capability" in self.result["doctor"]["CUDA"]

    def runs_on_device(self, engine):
        """Whether the program has the engine and doctor shows it on the first device: "NVIDIA H200, sm_90, …"."""
        name = re.search(r"\d+: (.*?), compute capability", self.result["doctor"]["CUDA"])
        return bool(name) and self.result["doctor"]["engines"].get(engine, "").startswith(name[1])

    def architecture(self):
        """sm_NN of the first device, or None."""
        capability = re.search(r"compute capability (\d+)\.(\d+)", self.result["doctor"]["CUDA"])
        return f"sm_{capability[1]}{capability[2]}" if capability else None

    def sizes(self):
        """What is measured: the size, and as arguments of bench_cuda_stages the size and a capture of it."""
        if self.harness:
            return [("66x40", ["--size", "66x40"])]
        chosen = list(SIZES.items())[:1] if self.quick else list(SIZES.items())
        return [(size, ["--size", size, "--capture", self.captures / capture]) for size, capture in chosen]

    def save(self):
        """Whole or not at all, so that what a killed run leaves can be read."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        beside = self.out.with_name(self.out.name + ".part")
        beside.write_text(json.dumps(self.result, indent=1) + "\n")
        beside.replace(self.out)

    def command(self, words, limit, accepted=(0,)):
        """Runs it in a process group of its own, which is ended when the time is over."""
        words = [str(word) for word in words]
        limit = min(limit, self.left())
        shown = " ".join([pathlib.Path(words[0]).name, *words[1:]])
        if limit < 1:
            return Outcome("", f"not run: the budget of {self.budget:.0f} s is used up", 0, None)
        start = time.monotonic()
        try:
            process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                                       start_new_session=True, cwd=self.work)
        except OSError as error:
            return Outcome("", f"{shown}: {error.strerror}", 0, None)
        try:
            output, complaints = process.communicate(timeout=limit)
            problem = ""
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, complaints = process.communicate()
            problem = f"{shown}: ended after {limit:.0f} s"
        seconds = time.monotonic() - start
        if not problem and process.returncode not in accepted:
            said = (complaints or output).strip()[-600:]
            problem = f"{shown}: exit code {process.returncode}: {said}"
        return Outcome(output, problem, seconds, process.returncode)

    def measured(self, part, *arguments, limit=60):
        """A part of bench_cuda_stages, as its JSON; {"failed"} or {"skipped"} with the reason."""
        words = [self.program("bench_cuda_stages"), part, *arguments]
        if "--repetitions" not in arguments:
            words += ["--repetitions", self.repetitions]
        if self.harness:
            words += ["--on", "harness", "--frames", 4]
        done = self.command(words, limit, (0, 77))
        if done.code == 77:
            return {"skipped": "no CUDA device"}
        if done.problem:
            return {"failed": done.problem}
        return {**json.loads(done.output), "seconds": round(done.seconds, 2)}
