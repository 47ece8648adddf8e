"""The captures that whole analyses are measured on: filmed by simulation, looped by copying packets, an IDR every second."""

import json
import subprocess

from gpu_bench.failure import Failure

# (name, size, seconds filmed, times shown)
CAPTURES = (("640x480", "640x480", 5, 2), ("720p", "1280x720", 5, 2), ("1080p", "1920x1080", 4, 10))


def film(film_program, folder, scratch):
    """Makes what is not there yet; facts of each."""
    facts = []
    for name, size, seconds, times in CAPTURES:
        target = folder / f"{name}.mp4"
        if not target.exists():
            print(f"pack: filming {name}", flush=True)
            once = scratch / f"film-{name}-{seconds}"
            if not (once / "truth.json").exists():
                command(["nice", str(film_program), "--seed", "11", "--size", size, "--seconds", str(seconds), "--table", "textured",
                         "--damage", "crease,scratch", "--out", str(once)])
            command(["ffmpeg", "-v", "error", "-y", "-stream_loop", str(times - 1), "-i", str(once / "capture.mp4"), "-c", "copy",
                     str(target)])
        facts.append({"file": target.name, **probed(target)})
    return facts


def probed(path):
    shown = subprocess.run(["ffprobe", "-v", "error", "-count_packets", "-select_streams", "v:0", "-show_entries",
                            "stream=codec_name,width,height,nb_read_packets:format=size,duration", "-of", "json", str(path)],
                           capture_output=True, text=True, check=True).stdout
    told = json.loads(shown)
    stream, whole = told["streams"][0], told["format"]
    return {"codec": stream["codec_name"], "width": stream["width"], "height": stream["height"],
            "frames": int(stream["nb_read_packets"]), "bytes": int(whole["size"]),
            "megabitsASecond": round(8e-6 * int(whole["size"]) / float(whole["duration"]), 2)}


def command(words):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"'{' '.join(words[:3])} …' failed: {done.stderr.strip()[-300:]}")
