"""The tests that also run on a device, and whole analyses held against the CPU's, bit for bit."""

import json

ON_DEVICE = "*/cuda:CudaDevices*"
TESTS = ("test_simt", "test_simt_engine")


def tests(session, program):
    listing = session.work / f"{program}.json"
    done = session.command([session.program(program), f"--gtest_filter={ON_DEVICE}", f"--gtest_output=json:{listing}"], 120, (0, 1))
    if done.problem or not listing.exists():
        return {"failed": done.problem or "no list of results was written", "output": done.output[-2000:]}
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    failures = []
    for suite in json.loads(listing.read_text())["testsuites"]:
        for test in suite["testsuite"]:
            kind = "failed" if test.get("failures") else "skipped" if test["result"] == "SKIPPED" else "passed"
            counts[kind] += 1
            if kind == "failed":
                failures.append({"test": f"{suite['name']}.{test['name']}", "message": test["failures"][0]["failure"][:600]})
    return {**counts, "failures": failures, "seconds": round(done.seconds, 2)}


def analysis(session, capture, engine, limit):
    """The capture analysed by one engine: digest, engine as the report has it, or the problem."""
    out = session.work / "parity" / f"{capture.stem}-{engine}"
    done = session.command([session.program("gradevault"), "analyze", capture, "--engine", engine, "--out", out,
                            "--threads", session.threads()], limit)
    if done.problem:
        return {"engine": engine, "failed": done.problem}
    report = json.loads((out / "report.json").read_text())
    return {"engine": engine, "resultDigest": report["resultDigest"], "device": report["engine"].get("device"),
            "fallbacks": report["engine"].get("fallbacks", []), "seconds": round(done.seconds, 2), "folder": str(out.relative_to(session.work))}


def compared(session, capture, others):
    """cuda's analysis against each other engine's; without a device the first of the others takes its place."""
    engine, *others = others if not session.has_device() else ("cuda", *others)
    first = analysis(session, capture, engine, 90)
    row = {"capture": capture.name, "first": first, "against": []}
    if "failed" in first:
        return row
    for engine in others:
        other = analysis(session, capture, engine, 90)
        if "failed" not in other:
            done = session.command([session.program("gradevault"), "compare", session.work / first["folder"], session.work / other["folder"],
                                    "--tolerance", "0"], 60, (0, 1))
            other["equal"] = done.code == 0
            other["sameDigest"] = other["resultDigest"] == first["resultDigest"]
            if done.code != 0:
                other["difference"] = (done.output or done.problem)[-1500:]
        row["against"].append(other)
    return row


def phase(session):
    found = {"tests": {program: tests(session, program) for program in TESTS}, "captures": []}
    small = session.captures / "640x480.mp4"
    large = session.captures / "1080p.mp4"
    found["captures"].append(compared(session, small, ("cpu", "reference")))
    if session.has_device() and not session.quick:
        found["captures"].append(compared(session, large, ("cpu",)))
    return found
