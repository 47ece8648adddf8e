"""API keys made, listed and revoked from the command line."""
import hashlib
import json
import os
import re
import sqlite3
import stat
import unittest

from programs import ProgramTest, gradevault

SECRET = re.compile(r"gv_(key_[0-9a-z]{12})_[A-Za-z0-9_-]{43}")


class Keys(ProgramTest):
    def setUp(self):
        super().setUp()
        self.data = self.scratch / "data"

    def keys(self, *arguments, **options):
        return gradevault("keys", *arguments, "--data", self.data, **options)

    def create(self, *arguments):
        run = self.keys("create", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def listed(self):
        run = self.keys("list", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_a_secret_is_printed_once_and_only_its_hash_is_kept(self):
        run = self.create("--name", "the shop")
        secret = run.stdout.strip()
        self.assertRegex(secret, f"^{SECRET.pattern}$")
        self.assertNotIn(secret, run.stderr)
        self.assertIn("the shop", run.stderr)
        for listing in (self.keys("list").stdout, self.keys("list", "--json").stdout):
            self.assertIn(SECRET.match(secret)[1], listing)
            self.assertNotIn(secret, listing)
        random = secret[-43:].encode()
        for path in self.data.rglob("*"):
            if path.is_file():
                self.assertNotIn(random, path.read_bytes(), path)
        with sqlite3.connect(self.data / "gradevault.sqlite3") as store:
            stored = store.execute("SELECT hash FROM api_key").fetchall()
        self.assertEqual(stored, [(hashlib.sha256(secret.encode()).hexdigest(),)])

    def test_json_says_all_of_a_new_key(self):
        made = json.loads(self.create("--name", "a", "--scopes", "admin,analyses:read", "--json").stdout)
        self.assertEqual(SECRET.match(made["secret"])[1], made["id"])
        self.assertEqual(made["scopes"], ["analyses:read", "admin"])
        self.assertEqual(made["name"], "a")
        self.assertIsNone(made["revoked"])
        self.assertRegex(made["created"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        del made["secret"]
        self.assertEqual(self.listed(), [made])

    def test_keys_read_and_write_analyses_unless_told_otherwise(self):
        self.create("--name", "a")
        self.assertEqual(self.listed()[0]["scopes"], ["analyses:read", "analyses:write"])

    def test_two_keys_of_one_name_are_two_keys(self):
        first, second = (self.create("--name", "a").stdout for _ in range(2))
        self.assertNotEqual(first, second)
        self.assertEqual(len(self.listed()), 2)

    def test_a_revoked_key_stays_to_be_seen(self):
        key = SECRET.match(self.create("--name", "a").stdout)[1]
        run = self.keys("revoke", key)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("is revoked", run.stdout)
        revoked = self.listed()[0]["revoked"]
        self.assertIsNotNone(revoked)
        again = self.keys("revoke", key)
        self.assertEqual(again.returncode, 0)
        self.assertIn("was revoked at " + revoked, again.stdout)
        self.assertEqual(self.listed()[0]["revoked"], revoked)
        self.assertIn("revoked", self.keys("list").stdout)

    def test_the_data_folder_is_its_owners_alone(self):
        self.create("--name", "a")
        self.assertEqual(stat.S_IMODE(self.data.stat().st_mode), 0o700)
        self.assertEqual(stat.S_IMODE((self.data / "gradevault.sqlite3").stat().st_mode), 0o600)

    def test_the_data_folder_may_be_named_by_the_environment(self):
        run = gradevault("keys", "create", "--name", "a", env={**os.environ, "GRADEVAULT_DATA": str(self.data)})
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(len(self.listed()), 1)

    def test_wrong_usage_is_one_line_and_exit_2(self):
        self.create("--name", "a")
        for arguments in (["create"], ["create", "--name", ""], ["create", "--name", "a\nb"],
                          ["create", "--name", "a" * 101], ["create", "--name", "a", "--scopes", "delete"],
                          ["revoke"], ["revoke", "key_000000000000"], ["revoke", "' OR 1=1 --"]):
            with self.subTest(arguments=arguments):
                self.assert_one_clear_line(self.keys(*arguments), 2)
        self.assert_one_clear_line(gradevault("keys"), 2)
        self.assertEqual(len(self.listed()), 1)

    def test_looking_for_keys_makes_no_folder(self):
        for arguments in (["list"], ["revoke", "key_000000000000"]):
            self.assert_one_clear_line(self.keys(*arguments), 3, "--data")
        self.assertFalse(self.data.exists())

    def test_a_file_in_the_folders_place_is_a_clear_error(self):
        self.data.write_text("x")
        self.assert_one_clear_line(self.keys("create", "--name", "a"), 4, "--data")

    def test_a_store_of_a_newer_version_is_left_alone(self):
        self.create("--name", "a")
        with sqlite3.connect(self.data / "gradevault.sqlite3") as store:
            store.execute("PRAGMA user_version = 99")
        self.assert_one_clear_line(self.keys("create", "--name", "b"), 4, "newer gradevault")


if __name__ == "__main__":
    unittest.main()
