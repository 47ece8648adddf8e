#!/usr/bin/python3
"""Tests the schemas, and the program's reports against them: validate_test.py SCHEMAS WRITE_REPORTS FOLDER."""
import json
import pathlib
import subprocess
import sys
import unittest

import validate

SCHEMAS, WRITE_REPORTS, FOLDER = (pathlib.Path(argument) for argument in sys.argv[1:4])
SCRIPT = pathlib.Path(__file__).parent / "validate.py"


def run(*arguments):
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


class ValidatorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([str(WRITE_REPORTS), str(FOLDER)], check=True)
        cls.validator = validate.make_validator(validate.load_schemas(SCHEMAS), "report.schema.json")

    def test_schemas_conform_to_the_metaschema(self):
        self.assertEqual(sorted(validate.load_schemas(SCHEMAS)), ["options.schema.json", "report.schema.json"])

    def test_a_schema_that_does_not_conform_is_named(self):
        bad = FOLDER / "bad_schemas"
        bad.mkdir(exist_ok=True)
        (bad / "report.schema.json").write_text('{"$id": "report.schema.json", "type": "strin"}')
        result = run("--schemas", bad)
        self.assertEqual(result.returncode, 2)
        self.assertIn("broken schema", result.stderr)

    def test_written_reports_are_valid(self):
        reports = sorted((FOLDER / "valid").iterdir())
        self.assertEqual([path.name for path in reports], ["escalated.json", "full.json", "future.json", "minimal.json"])
        result = run("--schemas", SCHEMAS, *reports)
        self.assertEqual(result.stdout.splitlines(), [f"{path}: valid" for path in reports], result.stderr)
        self.assertEqual(result.returncode, 0)

    def test_written_options_are_valid(self):
        result = run("--schemas", SCHEMAS, "--schema", "options.schema.json", FOLDER / "options.json")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_broken_reports_are_invalid_where_they_are_broken(self):
        broken = json.loads((FOLDER / "broken.json").read_text())
        self.assertGreater(len(broken), 300)
        for name, expected in broken.items():
            with self.subTest(expected["what"]):
                problem = validate.complaint(self.validator, validate.load(FOLDER / "broken" / name))
                self.assertIsNotNone(problem)
                # A missing member is reported at its parent, a value of one of several shapes at the whole or inside.
                here, there = expected["pointer"] + "/", problem[0] + "/"
                self.assertTrue(here.startswith(there) or there.startswith(here), problem)

    def test_a_broken_precheck_is_invalid(self):
        report = validate.load(FOLDER / "valid" / "escalated.json")
        report["precheck"]["verdict"] = 3
        self.assertEqual(validate.complaint(self.validator, report)[0], "/precheck/verdict")

    def test_one_invalid_file_among_valid_ones_is_named_with_its_pointer(self):
        report = validate.load(FOLDER / "valid" / "full.json")
        report["goldenFrames"][1]["frame"] = -1
        bad = FOLDER / "bad.json"
        bad.write_text(json.dumps(report))
        result = run("--schemas", SCHEMAS, FOLDER / "valid" / "full.json", bad)
        self.assertEqual(result.returncode, 1)
        lines = result.stdout.splitlines()
        self.assertEqual(lines[0], f"{FOLDER}/valid/full.json: valid")
        self.assertTrue(lines[1].startswith(f"{bad}: invalid: /goldenFrames/1/frame: "), lines)

    def test_what_is_no_json_is_unreadable(self):
        bad = FOLDER / "nan.json"
        for text in ("", "{", '{"a": NaN}', "[" * 100000):
            bad.write_text(text)
            result = run("--schemas", SCHEMAS, bad)
            self.assertEqual(result.returncode, 1)
            self.assertTrue(result.stdout.startswith(f"{bad}: unreadable: "), result.stdout)
        self.assertEqual(run("--schemas", SCHEMAS, FOLDER / "missing.json").returncode, 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
