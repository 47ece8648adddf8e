"""What bad input gets: one clear line, the right exit code, nothing half-written, never a crash or a hang."""
import os
import random
import subprocess
import unittest

from programs import PROGRAM, ProgramTest, ffmpeg, gradevault, report_of, validate

SMALL = ("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30:duration=1", "-pix_fmt", "yuv420p")


class Unreadable(ProgramTest):
    def analyze(self, name, *arguments):
        out = self.scratch / "out"
        out.mkdir(exist_ok=True)
        run = gradevault("analyze", self.scratch / name, "--out", out / "results", *arguments, timeout=120)
        return run, out

    def refuse(self, name, *words):
        run, out = self.analyze(name)
        self.assert_one_clear_line(run, 3, name, *words)
        self.assert_nothing_left(out)

    def test_an_empty_file(self):
        (self.scratch / "empty.mp4").touch()
        self.refuse("empty.mp4", "empty")

    def test_text_named_mp4(self):
        (self.scratch / "text.mp4").write_text("Dear diary, today I filmed nothing.\n" * 100)
        self.refuse("text.mp4")

    def test_random_bytes(self):
        (self.scratch / "noise.mp4").write_bytes(random.Random(1).randbytes(50_000))
        self.refuse("noise.mp4")

    def test_a_truncated_mp4(self):
        ffmpeg(*SMALL, self.scratch / "whole.mp4")
        whole = (self.scratch / "whole.mp4").read_bytes()
        (self.scratch / "half.mp4").write_bytes(whole[: len(whole) // 2])
        self.refuse("half.mp4")

    def test_audio_only(self):
        ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", self.scratch / "audio.mp4")
        self.refuse("audio.mp4", "video")

    def test_a_missing_file(self):
        self.refuse("missing.mp4")

    def test_a_folder(self):
        (self.scratch / "folder.mp4").mkdir()
        self.refuse("folder.mp4", "folder")

    def test_a_fifo_does_not_hang(self):
        os.mkfifo(self.scratch / "fifo.mp4")
        self.refuse("fifo.mp4")

    def test_no_frames_at_all(self):
        ffmpeg(*SMALL, "-frames:v", "0", self.scratch / "none.mp4")
        self.refuse("none.mp4")

    def test_65535_pixel_sides(self):
        ffmpeg(*SMALL, "-c:v", "mjpeg", "-strict", "unofficial", self.scratch / "small.avi")
        data = bytearray((self.scratch / "small.avi").read_bytes())
        at = 0
        while (at := data.find(b"\xff\xc0\x00\x11\x08", at)) >= 0:  # the frame header of each JPEG: height, width
            data[at + 5:at + 9] = b"\xff\xff\xff\xff"
            at += 9
        (self.scratch / "huge.avi").write_bytes(data)
        self.refuse("huge.avi")

    def test_another_codec_says_which_ones_are_read(self):
        ffmpeg(*SMALL, "-c:v", "mpeg4", self.scratch / "old.mp4")
        self.refuse("old.mp4", "mpeg4", "H.264")

    def test_a_playlist_opens_nothing_else(self):
        ffmpeg(*SMALL, self.scratch / "whole.mp4")
        (self.scratch / "list.mp4").write_text(f"#EXTM3U\n#EXTINF:1,\n{self.scratch}/whole.mp4\n#EXT-X-ENDLIST\n")
        self.refuse("list.mp4")
        (self.scratch / "concat.mp4").write_text(f"ffconcat version 1.0\nfile '{self.scratch}/whole.mp4'\n")
        self.refuse("concat.mp4")

    def test_over_a_limit_names_the_limit(self):
        ffmpeg(*SMALL, self.scratch / "long.mp4")
        for flag, value in (("--max-frames", 10), ("--max-pixels", 1000), ("--max-side", 100),
                            ("--max-duration", 0.5), ("--max-bytes", 100)):
            with self.subTest(flag=flag):
                run, out = self.analyze("long.mp4", flag, value, "--profile", "quick")
                self.assert_one_clear_line(run, 3, "long.mp4")
                self.assert_nothing_left(out)

    def test_no_permission(self):
        ffmpeg(*SMALL, self.scratch / "secret.mp4")
        (self.scratch / "secret.mp4").chmod(0)
        command = [PROGRAM, "analyze", str(self.scratch / "secret.mp4"), "--out", str(self.scratch / "results")]
        if os.geteuid() == 0:
            self.scratch.chmod(0o777)
            command = ["setpriv", "--reuid=65534", "--clear-groups", *command]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode in (126, 127) or "setpriv" in run.stderr:
            self.skipTest("the program cannot be run as another user here")
        self.assert_one_clear_line(run, 3, "secret.mp4", "ermission")


class Readable(ProgramTest):
    def analyze(self, name, *arguments):
        run = gradevault("analyze", self.scratch / name, "--out", self.scratch / "results", *arguments, timeout=300)
        self.assertEqual(run.returncode, 0, run.stderr)
        valid, words = validate(self.scratch / "results" / "report.json")
        self.assertTrue(valid, words)
        return report_of(self.scratch / "results")

    def test_a_one_pixel_video(self):
        (self.scratch / "dots.yuv").write_bytes(bytes(range(60, 75)))
        ffmpeg("-f", "rawvideo", "-pix_fmt", "yuv444p", "-s", "1x1", "-r", "10", "-i", self.scratch / "dots.yuv",
               "-c:v", "libvpx-vp9", self.scratch / "dot.webm")  # x264 makes nothing so small
        report = self.analyze("dot.webm")
        self.assertEqual((report["source"]["width"], report["source"]["height"]), (1, 1))
        self.assertEqual(report["verdict"], "retake")

    def test_one_frame(self):
        ffmpeg(*SMALL, "-frames:v", "1", self.scratch / "one.mp4")
        report = self.analyze("one.mp4")
        self.assertEqual(report["frames"]["count"], 1)
        self.assertEqual(report["frames"]["motion"], [None])
        self.assertEqual(len(report["goldenFrames"]), 1)

    def test_corrupted_packets_in_the_middle_are_analysed_as_far_as_it_goes(self):
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30:duration=3", "-pix_fmt", "yuv420p", "-g", "15",
               self.scratch / "whole.mp4")
        data = bytearray((self.scratch / "whole.mp4").read_bytes())
        start = data.find(b"mdat")
        middle = start + (data.find(b"moov") - start) // 2
        generator = random.Random(3)
        for offset in range(middle, middle + 3000, 7):
            data[offset] = generator.randrange(256)
        (self.scratch / "hurt.mp4").write_bytes(data)
        report = self.analyze("hurt.mp4", "--profile", "quick")
        frames = report["frames"]
        self.assertGreater(len(frames["lost"]) + frames["brokenPackets"], 0)
        self.assertGreater(frames["count"], 45)
        for lost in frames["lost"]:
            self.assertIsNone(frames["sharpness"][lost])
            if lost + 1 < frames["count"]:
                self.assertIsNone(frames["motion"][lost + 1])

    def test_black_white_and_noise_get_a_verdict(self):
        size = "s=320x240:r=10:d=1"
        for name, source in (("black", f"color=black:{size}"), ("white", f"color=white:{size}"),
                             ("noise", f"nullsrc={size},geq=random(1)*255:128:128")):
            with self.subTest(name=name):
                ffmpeg("-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", self.scratch / f"{name}.mp4")
                self.assertEqual(self.analyze(f"{name}.mp4")["verdict"], "retake")


class Unwritable(ProgramTest):
    def setUp(self):
        super().setUp()
        ffmpeg(*SMALL, self.scratch / "good.mp4")

    def test_a_file_where_the_folder_should_go(self):
        (self.scratch / "taken").write_text("mine")
        run = gradevault("analyze", self.scratch / "good.mp4", "--out", self.scratch / "taken")
        self.assert_one_clear_line(run, 4, "taken")
        self.assertEqual((self.scratch / "taken").read_text(), "mine")

    def test_a_folder_with_other_things_in_it(self):
        (self.scratch / "photos").mkdir()
        (self.scratch / "photos" / "cat.jpg").write_text("mine")
        run = gradevault("analyze", self.scratch / "good.mp4", "--out", self.scratch / "photos")
        self.assert_one_clear_line(run, 4, "photos", "--out")
        self.assertEqual([path.name for path in (self.scratch / "photos").iterdir()], ["cat.jpg"])

    def test_a_full_disk(self):
        disk = self.scratch / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no small disk can be mounted here (needs root)")
        self.addCleanup(subprocess.run, ["umount", str(disk)], check=True)
        run = gradevault("analyze", self.scratch / "good.mp4", "--out", disk / "results")
        self.assert_one_clear_line(run, 4, "results", "space")
        self.assert_nothing_left(disk)


class Many(ProgramTest):
    def test_one_bad_file_does_not_stop_the_others(self):
        for name in ("a", "b"):
            (self.scratch / name).mkdir()
            ffmpeg(*SMALL, self.scratch / name / "clip.mp4")
        (self.scratch / "bad.mp4").touch()
        run = gradevault("analyze", self.scratch / "a/clip.mp4", self.scratch / "bad.mp4", self.scratch / "b/clip.mp4",
                         "--out", self.scratch / "out", "--profile", "quick", "--json")
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertEqual(sorted(path.name for path in (self.scratch / "out").iterdir()), ["clip", "clip-2"])
        self.assertEqual(len(run.stdout.splitlines()), 2)


if __name__ == "__main__":
    unittest.main()
