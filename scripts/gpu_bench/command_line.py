"""gpu-bench pack FOLDER | gpu-bench [run]: what can be asked for."""

import argparse
import pathlib
import sys

from gpu_bench import pack, run
from gpu_bench.failure import Failure
from gpu_bench.phases import PHASES, USUAL

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def words(text):
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name not in PHASES]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"there are {', '.join(PHASES)}; not '{', '.join(unknown) or text}'")
    return names


def parser():
    top = argparse.ArgumentParser(prog="gpu-bench", description="Tests and measures the cuda engine on a machine with a GPU.")
    commands = top.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="on the build machine: everything that a bare machine needs, in one folder")
    packing.add_argument("folder", type=pathlib.Path)
    packing.add_argument("--jobs", type=int, default=2, help="parallel compilations")
    packing.add_argument("--cmake", action="append", default=[], metavar="-DNAME=VALUE", help="for CMake; repeatable")
    running = commands.add_parser("run", help="on the machine with the GPU (the default)")
    running.add_argument("--folder", type=pathlib.Path, help="what pack made; without it the program is built here")
    running.add_argument("--out", type=pathlib.Path, default=pathlib.Path("gpu-bench.json"), help="the JSON to write")
    running.add_argument("--work", type=pathlib.Path, help="where the folder is unpacked and results go; default: a new one in /tmp")
    running.add_argument("--only", type=words, default=list(USUAL), metavar="PHASE,…", help=", ".join(PHASES))
    running.add_argument("--sanitize", action="store_true", help="also the phase sanitize: compute-sanitizer on small tests")
    running.add_argument("--budget", type=float, default=540, metavar="S", help="no step starts later, none runs longer; default 540")
    running.add_argument("--repetitions", type=int, default=7, help="samples of each time")
    running.add_argument("--quick", action="store_true", help="small counts: whether everything runs, not how fast")
    running.add_argument("--harness", action="store_true",
                         help="the benchmarks on fibres of the CPU: their times mean nothing, but the script can be tried without a GPU")
    return top


def main(arguments):
    if not arguments or arguments[0].startswith("-") and arguments[0] not in ("-h", "--help"):
        arguments = ["run", *arguments]
    chosen = parser().parse_args(arguments)
    try:
        if chosen.command == "pack":
            return pack.pack(REPOSITORY, chosen)
        return run.run(REPOSITORY, chosen)
    except Failure as failure:
        print(f"gpu-bench: {failure}", file=sys.stderr)
        return 4
