"""Supabase's REST APIs as their documentation has them, by a local stand-in that checks the form of every request. The real
service was never asked."""
import json
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from delivery_suite import DeliveryTest

KEY = "service-role-key"


class StandIn(BaseHTTPRequestHandler):
    """Storage: /storage/v1/object/…; PostgREST: /rest/v1/analyses."""

    def handle_any(self):
        store = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        store.requests.append((self.command, self.path))
        if self.headers.get("Authorization") != f"Bearer {KEY}" or self.headers.get("apikey") != KEY:
            self.answer(401, {"message": "no key"})
        elif store.failures > 0:
            store.failures -= 1
            self.answer(503, {})
        elif self.path.startswith("/storage/v1/object/"):
            self.storage(store.objects, self.path.removeprefix("/storage/v1/object/"), body)
        elif self.command == "POST" and self.path == "/rest/v1/analyses?on_conflict=id":
            self.upsert(store.rows, body)
        else:
            self.answer(404, {"message": "no such route"})

    def storage(self, objects, path, body):
        if self.command == "POST" and path == "list/results":
            self.list(objects, json.loads(body))
        elif self.command == "POST" and path.startswith("results/"):
            name = unquote(path.removeprefix("results/"))
            if name in objects and self.headers.get("x-upsert") != "true":
                self.answer(400, {"error": "Duplicate"})
                return
            objects[name] = (body, self.headers["Content-Type"])
            self.answer(200, {"Key": f"results/{name}"})
        elif self.command == "DELETE" and path == "results":
            for name in json.loads(body)["prefixes"]:
                objects.pop(name, None)
            self.answer(200, [])
        elif self.command == "GET" and path.startswith("authenticated/results/"):
            name = unquote(path.removeprefix("authenticated/results/"))
            if name in objects:
                self.answer(200, None, objects[name][0])
            else:
                self.answer(400, {"statusCode": "404", "error": "not_found"})
        else:
            self.answer(404, {})

    def list(self, objects, asked):
        """One level of a folder; a folder in it has no id."""
        folder = asked["prefix"].rstrip("/") + "/"
        entries = {}
        for name in sorted(objects):
            if name.startswith(folder):
                rest = name.removeprefix(folder)
                entries[rest.split("/")[0]] = None if "/" in rest else "id of " + rest
        found = [{"name": name, "id": number} for name, number in entries.items()]
        self.answer(200, found[asked["offset"]:][:min(asked["limit"], 1000)])

    def upsert(self, rows, body):
        if self.headers.get("Prefer") != "resolution=merge-duplicates,return=minimal":
            self.answer(409, {"code": "23505"})
            return
        for row in json.loads(body):
            assert set(row) == {"id", "status", "stage", "percent", "updated_at"}, row
            rows.append(row)
        self.answer(201, None, b"")

    def answer(self, status, value, body=None):
        body = json.dumps(value).encode() if body is None else body
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def log_message(self, *_):
        pass


class Supabase(DeliveryTest):
    def setUp(self):
        super().setUp()
        self.store = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
        self.store.objects, self.store.rows, self.store.requests, self.store.failures = {}, [], [], 0
        threading.Thread(target=self.store.serve_forever, daemon=True).start()
        self.addCleanup(self.store.server_close)
        self.addCleanup(self.store.shutdown)
        self.url = f"http://127.0.0.1:{self.store.server_address[1]}"

    def do(self, *commands, key=KEY):
        said, output = self.probe("supabase", {"url": self.url, "key": key, "bucket": "results", "prefix": "cv/"}, *commands)
        self.assertNotIn(key, output)
        return said

    def told(self, *commands, key=KEY, interval=100):
        said, output = self.probe("progress", {"url": self.url, "key": key, "table": "analyses", "interval": interval}, *commands)
        self.assertNotIn(key, output)
        return said

    def test_a_folder_goes_comes_back_and_goes_away(self):
        folder = self.results()
        (folder / "deeper").mkdir()
        (folder / "deeper" / "x.png").write_bytes(b"x")
        put = {"do": "put", "folder": str(folder), "prefix": "an_1/7/"}
        fetched = {"do": "fetch", "prefix": "an_1/7/", "name": "golden_01.png", "file": str(self.scratch / "fetched")}
        self.store.failures = 1
        self.assertEqual([one["error"] for one in self.do(put, put, fetched)], ["", "", ""])
        self.assertEqual((self.scratch / "fetched").read_bytes(), (folder / "golden_01.png").read_bytes())
        self.assertEqual(set(self.store.objects), {"cv/an_1/7/" + name for name in
                                                   ("report.json", "golden_01.png", "a b+c.txt", "deeper/x.png")})
        self.assertEqual(self.store.objects["cv/an_1/7/golden_01.png"][1], "image/png")
        self.store.objects["cv/an_1/77/report.json"] = (b"", "")
        self.assertEqual([one["error"] for one in self.do({"do": "remove", "prefix": "an_1/7/"}, fetched)], ["", "unreadable_input"])
        self.assertEqual(set(self.store.objects), {"cv/an_1/77/report.json"})

    def test_a_wrong_key_is_said_without_the_key(self):
        said = self.do({"do": "put", "folder": str(self.results()), "prefix": "an_1/7/"}, key="wrong key")[0]
        self.assertEqual(said["message"], "Supabase: put failed: status 401")

    def test_progress_is_merged_and_throttled(self):
        commands = []
        for percent in range(100):
            commands += [{"job": f"an_{job}", "status": "running", "stage": "scan", "percent": percent} for job in range(10)]
            commands.append({"sleep": 10})
        commands += [{"job": f"an_{job}", "status": "done", "stage": "", "percent": 100} for job in range(10)]
        start = time.monotonic()
        self.assertEqual(self.told(*commands, interval=200), [])
        took = time.monotonic() - start
        latest = {row["id"]: row for row in self.store.rows}
        self.assertEqual(len(latest), 10)
        self.assertEqual({(row["status"], row["percent"]) for row in latest.values()}, {("done", 100)})
        self.assertRegex(latest["an_0"]["updated_at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        # 1,010 calls; a request, then the interval, and one more at the end.
        self.assertLessEqual(len(self.store.requests), took / 0.2 + 2)
        order = [row["percent"] for row in self.store.rows if row["id"] == "an_3"]
        self.assertEqual(order, sorted(order))

    def test_progress_that_fails_is_said_and_made_good(self):
        self.store.failures = 1
        row = {"job": "an_1", "status": "done", "stage": "", "percent": 100}
        said = self.told(row, {"sleep": 500}, interval=50)
        self.assertEqual([one["message"] for one in said], ["progress rows to Supabase failed: status 503"])
        self.assertEqual([row["id"] for row in self.store.rows], ["an_1"])
        said = self.told(row, key="wrong key")
        self.assertEqual({one["message"] for one in said}, {"progress rows to Supabase failed: status 401"})


if __name__ == "__main__":
    unittest.main()
