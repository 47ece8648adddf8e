"""Which shared libraries programs need, and whether they would find them elsewhere."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from gpu_bench.failure import Failure

# Part of every glibc system, and tied to its own loader: these come from the machine itself.
SYSTEM = re.compile(r"(ld-linux-x86-64|libc|libm|libdl|libpthread|librt|libresolv|libutil)\.so\.\d+$")


def needed(program, search=""):
    """Path of every library that the program loads, its name as key; those of the system are left out."""
    listed = subprocess.run(["ldd", str(program)], capture_output=True, text=True, env={"LD_LIBRARY_PATH": search, "PATH": "/usr/bin:/bin"})
    found = {}
    for line in listed.stdout.splitlines():
        match = re.match(r"\s*(\S+) => (.*?)( \(0x|$)", line)
        if not match or SYSTEM.search(match[1]):
            continue
        if match[2] == "not found":
            raise Failure(f"{program} needs {match[1]}, which is nowhere")
        found[match[1]] = pathlib.Path(match[2])
    return found


def copy_stripped(source, target):
    shutil.copy(source.resolve(), target)
    target.chmod(0o755)
    subprocess.run(["strip", "--strip-unneeded", str(target)], check=True)


def check_in_bare_root(folder, command):
    """Runs a program of the folder in a root that has nothing else but the C library."""
    chroot, unshare = shutil.which("chroot"), shutil.which("unshare")
    if not chroot or not unshare:
        return "not checked in a bare root: chroot or unshare is not here"
    enter = [chroot] if os.geteuid() == 0 else [unshare, "--user", "--map-root-user", chroot]
    with tempfile.TemporaryDirectory() as place:
        root = pathlib.Path(place)
        for name in ("bin", "lib"):
            shutil.copytree(folder / name, root / "carried" / name)
        listed = subprocess.run(["ldd", str(folder / "bin" / command[0])], capture_output=True, text=True).stdout
        for line in listed.splitlines():
            for path in re.findall(r"(/\S+)", line):
                name = pathlib.Path(path).name
                if SYSTEM.search(name):
                    target = root / path.lstrip("/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(pathlib.Path(path).resolve(), target)
        done = subprocess.run([*enter, str(root), f"/carried/bin/{command[0]}", *command[1:]], capture_output=True, text=True,
                              env={"LD_ORIGIN_PATH": "/carried/bin"})  # what the loader takes for $ORIGIN where /proc is not mounted
        if done.returncode not in (0, 77):
            raise Failure(f"{' '.join(command)} does not run from the folder alone: {(done.stderr or done.stdout).strip()[-400:]}")
    return f"{' '.join(command)} ran in a bare root"
