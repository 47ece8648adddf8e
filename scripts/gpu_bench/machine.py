"""What this machine is."""

import datetime
import os
import pathlib
import platform
import shutil
import subprocess

QUERY = ("name", "driver_version", "compute_cap", "memory.total", "clocks.sm", "clocks.max.sm", "clocks.mem", "clocks.max.mem",
         "power.limit", "pcie.link.gen.current", "pcie.link.width.current", "mig.mode.current")


def facts():
    return {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "gpus": gpus(), "processor": processor(),
            "cores": len(os.sched_getaffinity(0)), "memoryGigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
            "system": pretty_name(), "kernel": platform.release(), "glibc": platform.libc_ver()[1]}


def gpus():
    """One entry a GPU as nvidia-smi shows it, or why it shows nothing."""
    if not shutil.which("nvidia-smi"):
        return "nvidia-smi is not here"
    asked = subprocess.run(["nvidia-smi", "--query-gpu=" + ",".join(QUERY), "--format=csv,noheader"], capture_output=True, text=True, timeout=60)
    if asked.returncode != 0:
        return "nvidia-smi: " + (asked.stdout or asked.stderr).strip()
    return [dict(zip(QUERY, (value.strip() for value in line.split(",")))) for line in asked.stdout.splitlines()]


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def pretty_name():
    for line in pathlib.Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.split("=", 1)[1].strip('"')
    return platform.system()
