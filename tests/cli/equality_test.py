"""The same results, digit for digit and pixel for pixel, from every instruction set and number of threads; and the golden
frames that OpenCV's flow gives."""
import unittest

from programs import DATA, SCALE, ProgramTest, film, gradevault, report_of

# Without --full: an odd size, damage, ten bits, a single small frame.
FEW = ("ax_bear-vp9-odd-dimensions.webm", "dc_corrupted.mp4", "tc_h265_10bits.mp4", "sm_webm.webm")
# With --full the profile is `precise` up to so many million pixels a video; beyond, the plain code takes many minutes.
MOST_PRECISE_MPX = 20
TOO_FEW_TO_COUNT = 3


def instruction_sets():
    line = next(line for line in gradevault("doctor").stdout.splitlines() if line.startswith("--isa"))
    return line.removeprefix("--isa").strip().split(", ")


class FixtureTest(ProgramTest):
    def setUp(self):
        super().setUp()
        if not (DATA / "MANIFEST.tsv").exists():
            self.skipTest(f"no shared test data at {DATA}; set GRADEVAULT_TEST_DATA")

    def videos(self):
        """(file, its quick report by the engine cpu) of what can be read of the shared test data."""
        for file in sorted([*(DATA / "decoder").iterdir(), *(DATA / "video_item").iterdir()]):
            if file.suffix == ".json" or (SCALE != "full" and not self.is_wanted(file)):
                continue
            out = self.scratch / f"{file.name}-first"
            run = gradevault("analyze", file, "--out", out, "--profile", "quick", "--engine", "cpu")
            if run.returncode == 0:
                yield file, report_of(out)
            else:
                self.assertEqual(run.returncode, 3, run.stderr)

    def analyze(self, video, name, *arguments):
        out = self.scratch / f"{video.name}-{name}"
        run = gradevault("analyze", video, "--out", out, *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return out


class Equality(FixtureTest):
    def is_wanted(self, file):
        return file.name in FEW

    def test_compare_with_tolerance_0_says_equal_for_every_instruction_set_and_1_and_2_threads(self):
        sets = instruction_sets()
        self.assertEqual(sets[-1], "scalar")
        print(f"\ninstruction sets: {', '.join(sets)}; each with 1 and 2 threads against scalar with 1")
        seen = 0
        for video, first in self.videos():
            source, count = first["source"], first["frames"]["count"]
            pixels = source["width"] * source["height"] * count / 1e6
            profile = "precise" if SCALE == "full" and pixels <= MOST_PRECISE_MPX else "quick"
            plain = self.analyze(video, "plain", "--isa", "scalar", "--threads", 1, "--profile", profile)
            compared = 0
            for isa in sets:
                for threads in (1, 2):
                    if (isa, threads) == ("scalar", 1):
                        continue
                    with self.subTest(video=video.name, isa=isa, threads=threads):
                        other = self.analyze(video, f"{isa}-{threads}", "--isa", isa, "--threads", threads, "--profile", profile)
                        self.assertEqual(report_of(other)["engine"]["isa"], isa)
                        run = gradevault("compare", plain, other, "--tolerance", 0)
                        self.assertEqual((run.returncode, run.stdout), (0, "equal within 0\n"), run.stderr)
                        self.assertEqual(report_of(other)["resultDigest"], report_of(plain)["resultDigest"])
                        compared += 1
            seen += 1
            print(f"{video.name}: {source['width']}x{source['height']}, {count} frames, {profile}: {compared} equal, "
                  f"digest {report_of(plain)['resultDigest'].removeprefix('sha256:')[:12]}", flush=True)
        self.assertGreaterEqual(seen, 18 if SCALE == "full" else len(FEW))

    def test_compare_with_tolerance_0_sees_another_flow(self):
        video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 0.5)
        plain = self.analyze(video, "plain", "--isa", "scalar", "--profile", "quick")
        stock = self.analyze(video, "stock", "--engine", "opencv", "--profile", "quick")
        run = gradevault("compare", plain, stock, "--tolerance", 0)
        self.assertEqual(run.returncode, 1, run.stdout)
        self.assertIn("/frames/motion/", run.stdout)


class GoldenFrames(FixtureTest):
    def is_wanted(self, file):
        return file.parent.name == "video_item" or file.name in FEW

    def analyzed(self, video, engine):
        return report_of(self.analyze(video, engine, "--engine", engine, "--profile", "quick"))

    def generated(self):
        """(file, its report by the engine cpu) of captures of every kind."""
        for seed in range(71, 75) if SCALE == "full" else (71,):
            for kind in ("comic", "card", "toy"):
                folder = self.scratch / f"{kind}_{seed}"
                video, _ = film(folder, "--seed", seed, "--item", kind, "--table", "textured", "--seconds", 3)
                video = video.rename(folder.with_suffix(video.suffix))
                yield video, self.analyzed(video, "cpu")

    def test_of_the_engine_cpu_are_those_of_stock_opencv(self):
        chosen = 0
        for video, report in (*self.videos(), *self.generated()):
            with self.subTest(video=video.name):
                self.assertEqual(report["engine"]["name"], "cpu")
                golden, stock = ([golden["frame"] for golden in result["goldenFrames"]]
                                 for result in (report, self.analyzed(video, "opencv")))
                self.assertEqual(golden, stock)
                chosen += len(golden) >= TOO_FEW_TO_COUNT
                print(f"{video.name}: golden frames {golden}", flush=True)
        self.assertGreaterEqual(chosen, 4)


if __name__ == "__main__":
    unittest.main()
