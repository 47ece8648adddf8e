"""µs a pair: the flow alone, the whole scan with frames on the device, the whole scan with copies; by batch."""

from gpu_bench.clock_watch import ClockWatch
from gpu_bench.stages import sizes

BATCHES = "1,4,16,32"


def phase(session):
    found = {"unit": "microseconds a pair", "rows": []}
    with ClockWatch() as clocks:
        for size, capture in sizes(session):
            told = session.measured("pairs", "--size", size, "--capture", capture, "--batch", "1,4" if session.quick else BATCHES,
                                    "--frames", 32, "--threads", session.threads(), limit=90)
            found["rows"] += told.get("rows", [{"size": size, **told}])
    found["clocks"] = clocks.found
    return found
