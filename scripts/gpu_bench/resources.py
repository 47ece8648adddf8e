"""Registers and spills of each kernel, as ptxas tells them: no GPU is needed, only nvcc."""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

FILE = "resources.json"


def nvcc():
    return shutil.which("nvcc") or next((str(path) for path in (pathlib.Path("/usr/local/cuda/bin/nvcc"),) if path.exists()), None)


def exact_flags(repository):
    text = (repository / "cmake" / "Cuda.cmake").read_text()
    return re.search(r"GRADEVAULT_CUDA_EXACT_FLAGS ([^)]*)\)", text)[1].split()


def compiled(tool, repository, source, architecture):
    done = subprocess.run([tool, "-std=c++17", "-O3", *exact_flags(repository), f"-arch={architecture}", "-cubin", "-Xptxas", "-v",
                           f"-I{repository / 'core/engines/cuda'}", "-o", "/dev/null", str(source)], capture_output=True, text=True)
    return done.stderr if done.returncode == 0 else ""


def kernels(text):
    """From ptxas's lines, which come as name, frame and spills, then registers."""
    rows = []
    name, spills = None, None
    for line in text.splitlines():
        if found := re.search(r"Compiling entry function '(\S+)'", line):
            name = found[1]
        elif found := re.search(r"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads", line):
            spills = [int(number) for number in found.groups()]
        elif name and (found := re.search(r"Used (\d+) registers", line)):
            rows.append({"kernel": name, "registers": int(found[1]), "stackBytes": spills[0], "spillStoreBytes": spills[1],
                         "spillLoadBytes": spills[2]})
            name = None
    return rows


def readable(rows):
    tool = shutil.which("c++filt")
    if tool:
        names = subprocess.run([tool], input="\n".join(row["kernel"] for row in rows), capture_output=True, text=True).stdout.splitlines()
        for row, name in zip(rows, names):
            inner = re.search(r"<gradevault::cuda::(.*?)>\(", name)
            row["kernel"] = (inner[1] if inner else name).replace("gradevault::cuda::", "").strip()
    return sorted(rows, key=lambda row: row["kernel"])


def table(repository, architecture, jobs):
    tool = nvcc()
    if tool is None:
        return {"skipped": "nvcc is not here"}
    sources = sorted((repository / "core/engines/cuda/device").glob("*.cu"))
    with ThreadPoolExecutor(jobs) as pool:
        texts = list(pool.map(lambda source: compiled(tool, repository, source, architecture), sources))
    if not all(texts):
        return {"failed": f"nvcc could not compile every kernel for {architecture}"}
    return {"architecture": architecture, "kernels": readable(kernels("\n".join(texts)))}


def remembered(repository, architecture, jobs, cache):
    """The table, made anew only when a kernel's source has changed."""
    digest = hashlib.sha256(architecture.encode())
    for path in sorted((repository / "core/engines/cuda").rglob("*.cu*")):
        digest.update(path.read_bytes())
    stored = cache / f"resources-{architecture}-{digest.hexdigest()[:16]}.json"
    if not stored.exists():
        print(f"pack: registers and spills for {architecture}", flush=True)
        told = table(repository, architecture, jobs)
        if "kernels" not in told:
            return told
        stored.write_text(json.dumps(told))
    return json.loads(stored.read_text())


def phase(session):
    """What pack stored for this card's architecture, else compiled now."""
    if not session.has_device():
        return {"skipped": "no CUDA device"}
    architecture = session.architecture()
    stored = session.carried and session.carried / FILE
    if stored and stored.exists():
        for told in json.loads(stored.read_text()):
            if told.get("architecture") == architecture:
                return told
    return table(session.repository, architecture, session.threads())
