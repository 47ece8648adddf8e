"""µs a pair: the flow alone, the whole scan with frames on the device, the whole scan with copies; by batch."""

from gpu_bench.clock_watch import ClockWatch

BATCHES = "1,4,16,32"


def phase(session):
    found = {"unit": "microseconds a pair", "rows": []}
    with ClockWatch() as clocks:
        for size, arguments in session.sizes():
            told = session.measured("pairs", *arguments, "--batch", "1,4" if session.quick else BATCHES, "--threads", session.threads(),
                                    limit=90)
            found["rows"] += told.get("rows", [{"size": size, **told}])
    found["clocks"] = clocks.found
    return found
