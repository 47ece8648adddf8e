"""`analyze --sandbox`: the same results and the same refusals from a decoder process that is shut in."""
import unittest

from programs import DATA, SCALE, ProgramTest, film, gradevault, report_of

# Read whole also without --full: damage, ten bits, an odd size.
FEW = ("ax_bear-vp9-odd-dimensions.webm", "dc_corrupted.mp4", "tc_h265_10bits.mp4")


def complaint(run):
    return [line for line in run.stderr.splitlines() if line.startswith("gradevault: ")]


class Sandbox(ProgramTest):
    def analyze(self, video, mode, *arguments):
        out = self.scratch / f"{video.name}-{mode}"
        return out, gradevault("analyze", video, "--out", out, "--sandbox", mode, "--threads", 2, *arguments)

    def test_a_capture_gives_the_same_digest_with_the_full_profile(self):
        video, _ = film(self.scratch / "film", "--seed", 4, "--item", "card", "--size", "480x640", "--seconds", 2)
        digests = set()
        for mode in ("off", "required", "preferred"):
            out, run = self.analyze(video, mode)
            self.assertEqual(run.returncode, 0, run.stderr)
            digests.add(report_of(out)["resultDigest"])
        self.assertEqual(len(digests), 1)

    def test_every_shared_file_is_read_or_refused_alike(self):
        if not (DATA / "decoder").is_dir():
            self.skipTest(f"no shared test data at {DATA}; set GRADEVAULT_TEST_DATA")
        read = refused = 0
        for file in sorted((DATA / "decoder").iterdir()):
            # Short: what is too long is to be refused alike as well, and the readers themselves are compared elsewhere.
            most = 1000 if SCALE == "full" or file.name in FEW else 12
            with self.subTest(file=file.name):
                out, shut = self.analyze(file, "required", "--profile", "quick", "--max-frames", most)
                here, run = self.analyze(file, "off", "--profile", "quick", "--max-frames", most)
                self.assertEqual(shut.returncode, run.returncode, shut.stderr)
                self.assertEqual(complaint(shut), complaint(run))
                if run.returncode == 0:
                    self.assertEqual(report_of(out)["resultDigest"], report_of(here)["resultDigest"])
                    read += 1
                else:
                    self.assertEqual(run.returncode, 3, run.stderr)
                    refused += 1
        print(f"\n{read} read, {refused} refused alike", flush=True)
        self.assertGreaterEqual(read, len(FEW))
        self.assertGreater(refused, 10)

    def test_a_decoder_that_is_over_its_time_is_one_clear_line_and_leaves_nothing(self):
        video, _ = film(self.scratch / "film", "--seed", 4, "--item", "card", "--size", "320x180", "--seconds", 0.5)
        out = self.scratch / "out"
        run = gradevault("analyze", video, "--out", out, "--sandbox", "required", "--decoder-deadline", 0.001)
        self.assert_one_clear_line(run, 4, "decoder process: gave no answer within 0.001 s while opening", str(video))
        self.assertFalse((out / "report.json").exists())

    def test_the_decoder_is_no_command_for_people(self):
        self.assertNotIn("decoder ", gradevault("--help").stdout)
        self.assert_one_clear_line(gradevault("decoder"), 2, "is no use by hand")

    def test_doctor_says_what_holds_a_decoder(self):
        lines = [line.split(None, 1)[1] for line in gradevault("doctor").stdout.splitlines() if line.startswith("decoder ")]
        self.assertIn("system calls: filtered by seccomp on all threads", lines)
        self.assertTrue(any(line.startswith("files: none can be opened (tried)") for line in lines), lines)


if __name__ == "__main__":
    unittest.main()
