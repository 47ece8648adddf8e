"""gpu-bench run: unpacks or builds, runs the phases, writes the JSON after each, prints a table last."""

import json
import os
import pathlib
import tempfile
import time
import traceback

from gpu_bench import captures, machine, pack, table
from gpu_bench.phases import PHASES
from gpu_bench.session import Session


def places(repository, chosen, work):
    """(programs, captures, what was unpacked or None)."""
    if chosen.folder:
        carried = work / "carried"
        pack.unpack(chosen.folder, carried)
        return carried / "bin", carried / "captures", carried
    built = pack.build(repository, len(os.sched_getaffinity(0)), [])
    filmed = built / "captures"
    filmed.mkdir(exist_ok=True)
    captures.film(built / "bin" / "gradevault-film", filmed, built)
    return built / "bin", filmed, None


def run(repository, chosen):
    start = time.monotonic()
    work = (chosen.work or pathlib.Path(tempfile.mkdtemp(prefix="gpu-bench-"))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    programs, filmed, carried = places(repository, chosen, work)
    session = Session(programs, filmed, work, repository, carried, chosen.out.resolve(), chosen.budget, chosen.repetitions, chosen.quick,
                      chosen.harness)
    session.started = start
    manifest = carried / "manifest.json" if carried else None
    session.result = {"machine": machine.facts(), "program": json.loads(manifest.read_text()) if manifest else {"builtHere": True},
                      "prepareSeconds": round(time.monotonic() - start, 2), "phaseSeconds": {}}
    session.ask_doctor()
    session.save()
    print(f"gpu-bench: CUDA: {session.result['doctor']['CUDA']}", flush=True)
    wanted = list(chosen.only) + (["sanitize"] if chosen.sanitize and "sanitize" not in chosen.only else [])
    for name in [name for name in PHASES if name in wanted]:
        begun = time.monotonic()
        try:
            session.result[name] = PHASES[name](session)
        except Exception:  # whatever a phase stumbles over, the others and what was found stay
            session.result[name] = {"failed": traceback.format_exc()[-1500:]}
        session.result["phaseSeconds"][name] = round(time.monotonic() - begun, 1)
        session.save()
        print(f"gpu-bench: {name}: {session.result['phaseSeconds'][name]} s", flush=True)
    print(table.text(session.result))
    print(f"gpu-bench: {session.out}")
    return 1 if table.complaints(session.result) else 0
