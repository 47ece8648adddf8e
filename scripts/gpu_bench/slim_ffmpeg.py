"""FFmpeg's libraries with nothing but what reading captures takes, for the carried folder.

The distribution's own libavcodec pulls in 110 libraries of 150 MB: encoders, filters, X11. Built from the very source of the
installed version, these have the same sonames and symbol versions, so a program that was linked with the distribution's runs
with them unchanged.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess

from gpu_bench.failure import Failure

NAMES = ("avcodec", "avformat", "avutil", "swscale", "swresample")
DECODERS = "h264,hevc,vp8,vp9,mjpeg"
DEMUXERS = "mov,matroska,avi"
PARSERS = "h264,hevc,vp8,vp9,av1,mjpeg"


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return pathlib.Path(base) / "gradevault"


def installed_source_version():
    found = subprocess.run(["dpkg-query", "-W", "-f=${source:Version}", "libavcodec-dev"], capture_output=True, text=True)
    if found.returncode != 0:
        raise Failure("pack needs libavcodec-dev of a Debian or Ubuntu: scripts/install-dependencies")
    return found.stdout


def source_entries():
    """The user's own package sources (apt's settings), as lines for source packages."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"],
        capture_output=True, text=True, check=True).stdout
    words = [line.split() for line in listed.splitlines()]
    lines = [" ".join(["deb-src", *entry[1:]]) for entry in words if entry[:1] in (["Debian"], ["Ubuntu"])]
    if not lines:
        raise Failure("apt knows no package source of Debian or Ubuntu, so FFmpeg's source cannot be had")
    return sorted(set(lines))


def fetch_source(work, version):
    sources, lists = work / "sources.list", work / "lists"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    sources.write_text("\n".join(source_entries()) + "\n")
    own = [f"-oDir::Etc::sourcelist={sources}", "-oDir::Etc::sourceparts=-", f"-oDir::State::lists={lists}",
           "-oAPT::Get::List-Cleanup=0", "-oAPT::Sandbox::User=root"]
    for command in (["update", "-q"], ["source", "-q", "--only-source", f"ffmpeg={version}"]):
        log(work, ["apt-get", *own, *command])
    found = [path for path in work.glob("ffmpeg-*") if path.is_dir()]
    if len(found) != 1:
        raise Failure(f"one source folder of FFmpeg was to be in {work}, not {len(found)}")
    return found[0]


def log(work, command, **options):
    with open(work / "log.txt", "ab") as out:
        done = subprocess.run(command, cwd=options.pop("cwd", work), stdout=out, stderr=out, **options)
    if done.returncode != 0:
        raise Failure(f"'{' '.join(map(str, command[:3]))} …' failed; its output is in {work / 'log.txt'}")


def configure_flags(prefix):
    flags = [f"--prefix={prefix}", "--disable-everything", "--disable-autodetect", "--disable-programs", "--disable-doc",
             "--disable-static", "--enable-shared", "--disable-network", "--disable-avdevice", "--disable-avfilter",
             "--disable-swresample", "--disable-debug",
             f"--enable-decoder={DECODERS}", f"--enable-demuxer={DEMUXERS}", f"--enable-parser={PARSERS}"]
    if subprocess.run(["pkg-config", "--exists", "dav1d"]).returncode == 0:
        flags += ["--enable-libdav1d", "--enable-decoder=libdav1d"]
    if subprocess.run(["pkg-config", "--exists", "ffnvcodec"]).returncode == 0:
        flags += ["--enable-ffnvcodec", "--enable-cuda", "--enable-cuvid", "--enable-nvdec",
                  "--enable-hwaccel=h264_nvdec,hevc_nvdec,vp8_nvdec,vp9_nvdec,mjpeg_nvdec"]
    if shutil.which("ccache"):
        flags.append("--cc=ccache cc")
    return flags


def slim_ffmpeg(jobs):
    """A folder with the slim libraries, built on first use in the user's cache."""
    if not shutil.which("nasm"):
        raise Failure("pack builds FFmpeg's decoders, which are slow without nasm: apt-get install nasm")
    version = installed_source_version()
    flags = configure_flags("")
    key = hashlib.sha256("\n".join(flags).encode()).hexdigest()[:8]
    work = cache_folder() / ("ffmpeg-" + re.sub(r"[^0-9A-Za-z.+~-]", "_", version) + "-" + key)
    libraries = work / "installed" / "lib"
    if (work / "complete").exists():
        return libraries
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    print(f"pack: building FFmpeg {version} with its decoders only in {work} (once, minutes)", flush=True)
    source = fetch_source(work, version)
    log(work, ["./configure", *configure_flags(work / "installed")], cwd=source)
    log(work, ["nice", "make", f"-j{jobs}", "install"], cwd=source)
    (work / "complete").touch()
    shutil.rmtree(source)
    return libraries
