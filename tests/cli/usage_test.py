"""Flags, help and what wrong usage gets."""
import json
import re
import unittest

from programs import SOURCE, ProgramTest, gradevault


def kebab(name):
    return "--" + re.sub("([A-Z])", r"-\1", name).lower()


class Usage(ProgramTest):
    def test_help_and_version_are_on_stdout(self):
        for arguments in (["--help"], ["--version"], ["analyze", "--help"]):
            run = gradevault(*arguments)
            self.assertEqual(run.returncode, 0)
            self.assertIn("gradevault" if arguments != ["analyze", "--help"] else "--engine", run.stdout)
            self.assertEqual(run.stderr, "")

    def test_every_option_of_the_schema_has_a_flag(self):
        options = json.loads((SOURCE / "core/schema/options.schema.json").read_text())["properties"]
        text = gradevault("analyze", "--help").stdout
        self.assertGreater(len(options), 30)
        for name in options:
            self.assertRegex(text, re.escape(kebab(name)) + r"\b")

    def test_wrong_usage_is_one_line_and_exit_2(self):
        for arguments in ([], ["anlayze"], ["analyze"], ["analyze", "x.mp4", "--max-motion", "fast"],
                          ["analyze", "x.mp4", "--max-motion", "-1"], ["analyze", "x.mp4", "--profile", "slow"],
                          ["analyze", "x.mp4", "--threads", "0"], ["analyze", "x.mp4", "--no-such-flag"],
                          ["analyze", "x.mp4", "--engine", "warp"], ["analyze", "x.mp4", "--isa", "MMX"],
                          ["analyze", "x.mp4", "--engine", "opencv", "--isa", "scalar"], ["compare", "one"],
                          ["analyze", "x.mp4", "--device-process", "maybe"], ["analyze", "x.mp4", "--device-deadline", "0"],
                          ["analyze", "x.mp4", "--decode", "gpu"],
                          ["analyze", "x.mp4", "--decode", "nvdec", "--device-process", "on"],
                          ["bench", "x.mp4", "--decode", "nvdec", "--device-process", "on"],
                          ["analyze", "x.mp4", "--decode", "nvdec", "--device", "0,1"],
                          ["device-process"],  # which only the program itself starts
                          ["analyze", "x.mp4", "--flow-window", "16"]):
            with self.subTest(arguments=arguments):
                self.assert_one_clear_line(gradevault(*arguments, cwd=self.scratch), 2)

    def test_what_people_need_not_know_is_not_in_the_help(self):
        self.assertNotIn("device-process", gradevault("--help").stdout)
        self.assertIn("--device-process", gradevault("analyze", "--help").stdout)

    def test_doctor_names_what_it_found(self):
        run = gradevault("doctor")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        for word in ("libavcodec", "OpenCV", "instructions", "CUDA", "codec h264", "codec av1", "engine reference", "engine cpu",
                     "engine opencv"):
            self.assertIn(word, run.stdout)

    def test_the_second_opinion_on_a_gpu_comes_after_every_engine_that_always_works(self):
        lines = [line for line in gradevault("doctor").stdout.splitlines() if line.startswith("engine ")]
        names = [line.split()[1] for line in lines]
        self.assertGreater(names.index("opencv-cuda"), names.index("cpu"))  # so auto never takes it
        if "absent: this OpenCV has no CUDA modules" not in lines[names.index("opencv-cuda")]:
            self.skipTest("this OpenCV has CUDA modules")
        run = gradevault("bench", "x.mp4", "--engine", "opencv-cuda", cwd=self.scratch)
        self.assert_one_clear_line(run, 4, "absent: this OpenCV has no CUDA modules")

    def test_environment_sets_what_flags_set(self):
        run = gradevault("analyze", "missing.mp4", env={"GRADEVAULT_ENGINE": "warp"}, cwd=self.scratch)
        self.assert_one_clear_line(run, 2, "warp")


if __name__ == "__main__":
    unittest.main()
