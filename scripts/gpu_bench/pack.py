"""gpu-bench pack: builds, and puts program, tests, benchmarks, their libraries and captures into one archive."""

import json
import os
import pathlib
import shutil
import subprocess
import tarfile

from gpu_bench import captures, libraries, resources
from gpu_bench.failure import Failure
from gpu_bench.slim_ffmpeg import slim_ffmpeg

PROGRAMS = ("gradevault", "bench_cuda_stages", "bench_stages", "test_simt", "test_simt_engine")
ARCHIVE = "gpu-bench.tar.xz"
MOST_UNPACKED = 60e6  # bytes of the program gradevault and all libraries
MOST_PACKED = 50e6
DESCRIBED = ("sm_75", "sm_90")  # a T4's and an H200's registers and spills travel with the folder


def build(repository, jobs, extra):
    """Programs that look for their libraries beside them, whatever LD_LIBRARY_PATH or the libraries say: DT_RPATH, not RUNPATH."""
    folder = repository / "build" / "gpu-bench"
    steps = [["cmake", "-S", str(repository), "-B", str(folder), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DGRADEVAULT_CUDA=ON",
              "-DCMAKE_BUILD_RPATH=$ORIGIN/../lib", "-DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags", *extra],
             ["nice", "-n", "12", "cmake", "--build", str(folder), f"-j{jobs}", "--target", *PROGRAMS, "gradevault-film"]]
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "log.txt", "wb") as log:
        for step in steps:
            if subprocess.run(step, stdout=log, stderr=log).returncode != 0:
                raise Failure(f"the build failed; its output is in {folder / 'log.txt'}")
    return folder


def gather(programs, search, folder):
    """Programs to bin, libraries to lib, stripped."""
    for name in ("bin", "lib"):
        (folder / name).mkdir(parents=True)
    found = {}
    for program in PROGRAMS:
        found.update(libraries.needed(programs / program, search))
        libraries.copy_stripped(programs / program, folder / "bin" / program)
    for name, path in sorted(found.items()):
        libraries.copy_stripped(path, folder / "lib" / name)


def git(repository, *words):
    return subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True).stdout.strip()


def weight(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


def compress(content, archive):
    """A dictionary of 64 MiB, so that a looped capture is stored once."""
    environment = {**os.environ, "XZ_OPT": ""}
    with open(archive, "wb") as out:
        tar = subprocess.Popen(["tar", "-C", str(content), "--sort=name", "--owner=0", "--group=0", "-c", "."], stdout=subprocess.PIPE)
        xz = subprocess.run(["nice", "xz", "-6", "--lzma2=preset=6,dict=64MiB", "-c"], stdin=tar.stdout, stdout=out, env=environment)
        if xz.returncode != 0 or tar.wait() != 0:
            raise Failure(f"{archive} could not be written")


def pack(repository, chosen):
    target = chosen.folder
    if target.exists() and not (target / "manifest.json").exists() and any(target.iterdir()):
        raise Failure(f"{target} has other things in it; name a new folder, or one that pack made")
    slim = slim_ffmpeg(chosen.jobs)
    built = build(repository, chosen.jobs, chosen.cmake)
    content = built / "carried"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    gather(built / "bin", str(slim), content)
    heaviness = weight(content / "lib") + (content / "bin" / PROGRAMS[0]).stat().st_size
    if heaviness > MOST_UNPACKED:
        raise Failure(f"program and libraries weigh {heaviness / 1e6:.1f} MB, more than {MOST_UNPACKED / 1e6:.0f}")
    checks = [libraries.check_in_bare_root(content, command)
              for command in (["gradevault", "doctor"], ["test_simt", "--gtest_list_tests"], ["test_simt_engine", "--gtest_list_tests"],
                              ["bench_cuda_stages", "copies"], ["bench_stages", "--benchmark_list_tests"])]
    (content / "captures").mkdir()
    facts = captures.film(built / "bin" / "gradevault-film", content / "captures", built)
    described = [resources.remembered(repository, architecture, chosen.jobs, built) for architecture in DESCRIBED]
    (content / resources.FILE).write_text(json.dumps(described) + "\n")
    manifest = {"commit": git(repository, "rev-parse", "HEAD"), "dirty": bool(git(repository, "status", "--porcelain")),
                "programs": list(PROGRAMS), "programAndLibrariesBytes": heaviness, "captures": facts, "checks": checks}
    (content / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    compress(content, target / ARCHIVE)
    shutil.copytree(repository / "scripts" / "gpu_bench", target / "scripts" / "gpu_bench", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(repository / "scripts" / "gpu-bench", target / "scripts" / "gpu-bench")
    manifest["packedBytes"] = weight(target)
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    for line in checks:
        print(f"pack: {line}")
    print(f"pack: {target}: {manifest['packedBytes'] / 1e6:.1f} MB packed; program and libraries {heaviness / 1e6:.1f} MB unpacked")
    if manifest["packedBytes"] > MOST_PACKED:
        raise Failure(f"{target} weighs more than {MOST_PACKED / 1e6:.0f} MB")
    return 0


def unpack(folder, work):
    with tarfile.open(folder / ARCHIVE) as archive:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(work, **safely)
