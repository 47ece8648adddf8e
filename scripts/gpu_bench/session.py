"""One run: where the programs are, how much time is left, and what was found so far."""

import json
import os
import pathlib
import signal
import subprocess
import time
from dataclasses import dataclass, field


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
    result: dict = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def left(self):
        return self.budget - (time.monotonic() - self.started)

    def program(self, name):
        return str(self.programs / name)

    def threads(self):
        return len(os.sched_getaffinity(0))

    def has_device(self):
        return not isinstance(self.result["machine"]["gpus"], str)

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
        done = self.command([self.program("bench_cuda_stages"), part, "--repetitions", self.repetitions, *arguments], limit, (0, 77))
        if done.code == 77:
            return {"skipped": "no CUDA device"}
        if done.problem:
            return {"failed": done.problem}
        return {**json.loads(done.output), "seconds": round(done.seconds, 2)}
