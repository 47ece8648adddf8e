#!/usr/bin/env python3
"""load.py PROGRAM FILM [--json FILE] [--scale quick|default|full] …: what the server costs over `gradevault analyze`.

Jobs: the same captures through `analyze` and through `serve`, with the same number of analyses at a time and the same
threads, in turn, in rounds. Both are measured by the clock and by the CPU seconds of all their processes; the second is what
a noisy machine leaves alone. Requests: wrk, where it is installed, against an idle server.
"""
import argparse
import json
import os
import platform
import queue
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from server_program import ServerProgram

FINAL = ("done", "failed", "cancelled", "quarantined")
# Captures: name, what gradevault-film makes, how many jobs a round by scale.
CAPTURES = {
    "short": (["--size", "320x240", "--seconds", "1"], {"quick": 6, "default": 12, "full": 60}),
    "720p": (["--size", "720x1280", "--seconds", "5"], {"quick": 0, "default": 0, "full": 8}),
}
ROUNDS = {"quick": 1, "default": 2, "full": 5}
SECONDS = {"quick": 1, "default": 2, "full": 10}


def by_analyze(program, captures, at_a_time, threads, folder):
    """Seconds by the clock and of the CPU for all captures by `analyze`."""
    waiting = queue.SimpleQueue()
    for number, capture in enumerate(captures):
        waiting.put((number, capture))
    failures = []

    def lane():
        while True:
            try:
                number, capture = waiting.get_nowait()
            except queue.Empty:
                return
            out = folder / f"analyze-{number}"
            run = subprocess.run([program, "analyze", str(capture), "--engine", "cpu", "--threads", str(threads), "--out",
                                  str(out)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if run.returncode != 0:
                failures.append(run.stderr)
            shutil.rmtree(out, ignore_errors=True)

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    lanes = [threading.Thread(target=lane) for _ in range(at_a_time)]
    for each in lanes:
        each.start()
    for each in lanes:
        each.join()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if failures:
        raise RuntimeError(failures[0])
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_server(program, captures, at_a_time, threads):
    """The same through a server that is up; uploads and everything that is written count."""
    with ServerProgram(program, "--cpu-workers", at_a_time, "--gpu-workers", 0, "--threads", threads) as server:
        contents = [capture.read_bytes() for capture in captures]
        cpu = server.cpu_seconds()
        start = time.monotonic()
        jobs = {server.submit(content) for content in contents}
        while jobs:
            for job in list(jobs):
                status = server.call("GET", f"/v1/analyses/{job}")["status"]
                if status in FINAL:
                    if status != "done":
                        raise RuntimeError(f"a job ended as {status}")
                    jobs.remove(job)
                else:
                    break  # in order, more or less: one question a look is enough
            time.sleep(0.02)
        return time.monotonic() - start, server.cpu_seconds() - cpu


def measure_jobs(program, film, scale, only, rounds_wanted, folder):
    results = {}
    cores = os.cpu_count() or 1
    for name, (arguments, counts) in CAPTURES.items():
        count = counts[scale]
        if count == 0 or only not in (None, name):
            continue
        captures = []
        for seed in (1, 2):
            subprocess.run([film, "--out", str(folder / f"{name}-{seed}"), "--seed", str(seed), "--video", "capture.mp4",
                            *arguments], check=True, capture_output=True)
            captures.append(folder / f"{name}-{seed}" / "capture.mp4")
        captures = (captures * count)[:count]
        rounds = []
        for number in range(rounds_wanted or ROUNDS[scale]):
            analyze, serve = None, None
            for first in (0, 1):  # who goes first changes, too
                if (first + number) % 2 == 0:
                    analyze = by_analyze(program, captures, cores, 1, folder)
                else:
                    serve = by_server(program, captures, cores, 1)
            rounds.append({"analyzeSeconds": analyze[0], "serveSeconds": serve[0], "analyzeCpu": analyze[1],
                           "serveCpu": serve[1], "overhead": serve[0] / analyze[0] - 1,
                           "overheadCpu": serve[1] / analyze[1] - 1})
            print(f"{name}: {count} jobs, {cores} at a time: analyze {analyze[0]:.2f} s ({analyze[1]:.2f} s CPU), "
                  f"serve {serve[0]:.2f} s ({serve[1]:.2f} s CPU): {rounds[-1]['overhead']:+.1%} by the clock, "
                  f"{rounds[-1]['overheadCpu']:+.1%} CPU", flush=True)
        results[name] = {
            "film": " ".join(arguments), "jobs": count, "atATime": cores, "threads": 1, "rounds": rounds,
            "overhead": statistics.median(each["overhead"] for each in rounds),
            "overheadCpu": statistics.median(each["overheadCpu"] for each in rounds),
            "jobsAMinute": statistics.median(60 * count / each["serveSeconds"] for each in rounds)}
        print(f"{name}: median overhead {results[name]['overhead']:+.1%} by the clock, {results[name]['overheadCpu']:+.1%} "
              f"CPU; {results[name]['jobsAMinute']:.1f} jobs a minute", flush=True)
    return results


def wrk(url, seconds, connections, script=None):
    """Requests a second, latency and errors by wrk."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    if script:
        command[-1:-1] = ["-s", str(script)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    latency = {share: value for share, value in re.findall(r"^ +(50|99)% +([\d.]+[a-z]+)", text, re.M)}
    if errors := re.search(r"Non-2xx.*|Socket errors.*", text):
        raise RuntimeError(f"{url}: {errors.group(0)}")
    return {"requestsASecond": float(re.search(r"Requests/sec: +([\d.]+)", text).group(1)), "median": latency["50"],
            "p99": latency["99"], "connections": connections, "seconds": seconds}


def measure_requests(program, film, scale, folder):
    if not shutil.which("wrk"):
        print("requests a second: skipped, wrk is not installed (Debian: wrk)")
        return None
    subprocess.run([film, "--out", str(folder / "one"), "--size", "320x240", "--seconds", "0.5", "--video", "capture.mp4"],
                   check=True, capture_output=True)
    results = {}
    with ServerProgram(program, "--cpu-workers", 1, "--gpu-workers", 0, "--threads", 1) as server:
        job = server.submit((folder / "one" / "capture.mp4").read_bytes())
        while server.call("GET", f"/v1/analyses/{job}")["status"] not in FINAL:
            time.sleep(0.1)
        post = folder / "post.lua"
        post.write_text('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
                        f'wrk.body = {json.dumps(json.dumps({"videoUrl": "http://capture.invalid/a.mp4", "tier": "batch"}))}\n')
        for name, path, script in (("GET /healthz", "/healthz", None), ("GET /v1/analyses/{id}", f"/v1/analyses/{job}", None),
                                   ("GET /v1/analyses", "/v1/analyses?limit=20", None),
                                   ("POST /v1/analyses (JSON)", "/v1/analyses", post)):
            results[name] = wrk(server.base + path, SECONDS[scale], 16, script)
            print(f"{name}: {results[name]['requestsASecond']:.0f} requests a second, median {results[name]['median']}, "
                  f"p99 {results[name]['p99']}", flush=True)
    return results


def machine():
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return {"cpu": model.group(1) if model else platform.machine(), "threads": os.cpu_count(),
            "kernel": platform.release()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("film")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--scale", choices=ROUNDS, default=os.environ.get("GRADEVAULT_TEST_SCALE", "default"))
    parser.add_argument("--only", choices=("jobs", "requests"))
    parser.add_argument("--captures", choices=CAPTURES)
    parser.add_argument("--rounds", type=int)
    arguments = parser.parse_args()
    result = {"machine": machine(), "scale": arguments.scale, "date": time.strftime("%Y-%m-%d")}
    with tempfile.TemporaryDirectory(prefix="gradevault-load-") as folder:
        if arguments.only != "requests":
            result["jobs"] = measure_jobs(arguments.program, arguments.film, arguments.scale, arguments.captures,
                                          arguments.rounds, Path(folder))
        if arguments.only != "jobs":
            result["requests"] = measure_requests(arguments.program, arguments.film, arguments.scale, Path(folder))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
