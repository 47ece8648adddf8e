"""compute-sanitizer over small tests on the device."""

import os
import shutil

TOOLS = ("memcheck", "racecheck", "initcheck", "synccheck")
RUNS = (("test_simt", "*/cuda"), ("test_simt_engine", "*SmallQuickLuma*/cuda:*EdgeMaps*/cuda"))


def sanitizer():
    return shutil.which("compute-sanitizer") or next(
        (path for path in ("/usr/local/cuda/bin/compute-sanitizer",) if os.access(path, os.X_OK)), None)


def phase(session):
    tool = sanitizer()
    if tool is None:
        return {"skipped": "compute-sanitizer is not here"}
    rows = []
    for check in TOOLS:
        for program, tests in RUNS:
            done = session.command([tool, "--tool", check, "--error-exitcode", "9", session.program(program), f"--gtest_filter={tests}"], 90,
                                   (0, 1, 9))
            rows.append({"tool": check, "program": program, "tests": tests, "clean": done.code == 0 and not done.problem,
                         "seconds": round(done.seconds, 1), "problem": done.problem,
                         "output": "" if done.code == 0 else done.output[-3000:], "summary": summary(done.output)})
    return {"rows": rows}


def summary(output):
    lines = [line.strip("= ") for line in output.splitlines() if "ERROR SUMMARY" in line or "RACECHECK SUMMARY" in line]
    return lines[-1] if lines else ""
