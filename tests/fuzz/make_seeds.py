#!/usr/bin/env python3
"""make_seeds.py CORPUS: writes the first captures of the corpora demux and bitstream, with ffmpeg's own test picture.

Run by hand when a codec or a container is added; the seeds are kept in the repository, so that no test needs encoders.
"""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

PICTURE = ["-f", "lavfi", "-i", "testsrc=size=48x32:rate=10"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "45", "-g", "2", "-x264-params", "threads=1"]
HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:info=0:qp=45:keyint=2"]
VP9 = ["-c:v", "libvpx-vp9", "-crf", "60", "-b:v", "0", "-g", "2"]
CAPTURES = {
    "h264.mp4": H264,
    "h264-b-frames.mp4": [*H264[:-2], "-x264-params", "threads=1:bframes=2:keyint=9"],
    "h264-fragmented.mp4": [*H264, "-movflags", "frag_keyframe+empty_moov"],
    "h264-turned.mov": [*H264, "-metadata:s:v", "rotate=90"],
    "h264.mkv": H264,
    "h264.avi": H264,
    "h264-10-bit.mp4": ["-pix_fmt", "yuv420p10le", *H264],
    "hevc.mp4": ["-s", "64x64", *HEVC],
    "hevc-10-bit-pq.mp4": ["-s", "64x64", "-pix_fmt", "yuv420p10le", *HEVC[:-1], HEVC[-1] + ":transfer=smpte2084"],
    "vp8.webm": ["-c:v", "libvpx", "-crf", "60", "-g", "2"],
    "vp9.webm": VP9,
    "vp9-10-bit.mkv": ["-pix_fmt", "yuv420p10le", *VP9],
    "av1.mkv": ["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "60", "-g", "2", "-s", "64x64"],
    "av1.mp4": ["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "60", "-g", "2", "-s", "64x64"],
    "mjpeg.avi": ["-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", "31"],
    "mjpeg.mov": ["-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", "31"],
}
CODECS = ["h264", "hevc", "vp8", "vp9", "av1", "mjpeg"]


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout


def bytes_of(dump):
    """ffprobe's hex dump: "00000000: 0142 c00a ...  text" a line."""
    lines = (line for line in dump.splitlines() if line)
    return bytes.fromhex("".join(line.split(": ", 1)[1][:40] for line in lines).replace(" ", ""))


def bitstream_seed(capture):
    """Codec, set-up data with its length, packets with theirs: what targets/bitstream.cpp takes apart."""
    facts = json.loads(run("ffprobe", "-v", "error", "-show_data", "-show_packets", "-show_streams", "-of", "json",
                           str(capture)))
    stream = facts["streams"][0]
    extradata = bytes_of(stream.get("extradata", ""))
    seed = struct.pack(">BH", CODECS.index(stream["codec_name"]), len(extradata)) + extradata
    for packet in facts["packets"]:
        data = bytes_of(packet["data"])
        seed += struct.pack(">H", len(data)) + data
    return seed


def main():
    corpus = pathlib.Path(sys.argv[1])
    for folder in ("demux", "bitstream"):
        (corpus / folder).mkdir(parents=True, exist_ok=True)
    seeds = []
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in CAPTURES.items():
            capture = pathlib.Path(folder, name)
            run("ffmpeg", "-v", "error", *PICTURE, "-frames:v", "4", "-fflags", "+bitexact", "-flags:v", "+bitexact",
                *arguments, str(capture))
            (corpus / "demux" / name).write_bytes(capture.read_bytes())
            seed = bitstream_seed(capture)
            if seed not in seeds:
                (corpus / "bitstream" / name.replace(".", "-")).write_bytes(seed)
            seeds.append(seed)


if __name__ == "__main__":
    main()
