"""Whole analyses: cold and warm, by stage, and decoding by itself."""

import json
import statistics

CAPTURES = ("640x480.mp4", "720p.mp4", "1080p.mp4")
WARM_RUNS = 2


def run(folder, report):
    """One analysis from its report. `outside` is what no stage counts: the context and the scanner's memory, mostly."""
    timings = dict(report["timings"])
    total = timings.pop("total")
    return {"seconds": round(total, 4), "framesPerSecond": round(report["frames"]["count"] / total, 1), "frames": report["frames"]["count"],
            "outside": round(total - sum(timings.values()), 4), "stages": {name: round(value, 4) for name, value in timings.items()},
            "fallbacks": report["engine"].get("fallbacks", []), "resultDigest": report["resultDigest"], "folder": folder.name}


def analyses(session, capture, engine, runs, limit):
    """`runs` analyses of one capture in one process; the first is cold."""
    out = session.work / "videos" / f"{capture.stem}-{engine}"
    done = session.command([session.program("gradevault"), "analyze", *[capture] * runs, "--engine", engine, "--out", out, "--threads",
                            session.threads()], limit)
    if done.problem:
        return {"capture": capture.name, "engine": engine, "failed": done.problem}
    folders = [out] if runs == 1 else [out / (capture.stem if i == 0 else f"{capture.stem}-{i + 1}") for i in range(runs)]
    told = [run(folder, json.loads((folder / "report.json").read_text())) for folder in folders]
    row = {"capture": capture.name, "engine": engine, "processSeconds": round(done.seconds, 3), "cold": told[0], "warm": told[1:]}
    if told[1:]:
        row["warmSeconds"] = round(statistics.median(each["seconds"] for each in told[1:]), 4)
        row["warmFramesPerSecond"] = round(told[0]["frames"] / row["warmSeconds"], 1)
    return row


def phase(session):
    found = {"threads": session.threads(), "decoding": [], "analyses": []}
    for name in CAPTURES[:1] if session.quick else CAPTURES:
        capture = session.captures / name
        found["decoding"].append(session.measured("decoding", "--capture", capture, "--repetitions", 1))
        if session.has_device():
            found["analyses"].append(analyses(session, capture, "cuda", 1 + WARM_RUNS, 60))
        found["analyses"].append(analyses(session, capture, "cpu", 1, 60))
        if session.runs_on_device("opencv-cuda"):
            found["analyses"].append(analyses(session, capture, "opencv-cuda", 2, 90))
    return found
