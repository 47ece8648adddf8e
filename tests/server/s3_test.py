"""Artifacts in a bucket: npm's s3rver keeps them, and a gate before it checks every signature as AWS documents it."""
import datetime
import hashlib
import hmac
import http.client
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote

from delivery_suite import DeliveryTest

KEY, SECRET, REGION, BUCKET = "S3RVER", "S3RVER", "eu-central-1", "results"


def expected_signature(method, target, headers, body_hash, signed):
    """Signature Version 4, written from its documentation and of nothing that is tested here."""
    path, _, query = target.partition("?")
    pairs = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in parse_qsl(query, keep_blank_values=True))
    lines = "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in signed)
    canonical = "\n".join([method, path, "&".join("=".join(pair) for pair in pairs), lines, ";".join(signed), body_hash])
    time = headers["x-amz-date"]
    scope = f"{time[:8]}/{REGION}/s3/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", time, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + SECRET).encode()
    for step in (time[:8], REGION, "s3", "aws4_request"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    return scope, hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class Gate(BaseHTTPRequestHandler):
    """Checks, then hands on to s3rver. The first `failures` requests hear 503 instead."""

    def handle_any(self):
        gate = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        gate.requests.append((self.command, self.path, headers))
        if gate.failures > 0:
            gate.failures -= 1
            self.answer(503, {}, b"")
            return
        try:
            scheme, _, fields = headers["authorization"].partition(" ")
            fields = dict(field.strip().split("=", 1) for field in fields.split(","))
            signed = fields["SignedHeaders"].split(";")
            scope, signature = expected_signature(self.command, self.path, headers, hashlib.sha256(body).hexdigest(), signed)
            age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(
                headers["x-amz-date"] + "+0000", "%Y%m%dT%H%M%SZ%z")
            good = (scheme == "AWS4-HMAC-SHA256" and {"host", "x-amz-date", "x-amz-content-sha256"} <= set(signed)
                    and fields["Credential"] == f"{KEY}/{scope}" and hmac.compare_digest(fields["Signature"], signature)
                    and abs(age.total_seconds()) < 900)
        except (KeyError, ValueError):
            good = False
        if not good:
            gate.refused += 1
            self.answer(403, {}, b"<Error/>")
            return
        back = http.client.HTTPConnection("127.0.0.1", gate.behind, timeout=60)
        # Pages of seven keys, where S3 has a thousand.
        path = self.path + "&max-keys=7" if "list-type=2" in self.path else self.path
        back.request(self.command, path, body, {"Content-Type": headers.get("content-type", ""), "Host": headers["host"]})
        answer = back.getresponse()
        self.answer(answer.status, dict(answer.getheaders()), answer.read())
        back.close()

    def answer(self, status, headers, body):
        self.send_response(status)
        if "Content-Type" in headers:
            self.send_header("Content-Type", headers["Content-Type"])
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_DELETE = do_POST = handle_any

    def log_message(self, *_):
        pass


class S3(DeliveryTest):
    def setUp(self):
        super().setUp()
        # s3rver makes the tokens of its listings with DES.
        _, behind = self.node("--openssl-legacy-provider", "s3_server.mjs", self.scratch / "buckets", BUCKET)
        self.gate = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
        self.gate.behind, self.gate.requests, self.gate.failures, self.gate.refused = behind, [], 0, 0
        threading.Thread(target=self.gate.serve_forever, daemon=True).start()
        self.addCleanup(self.gate.server_close)
        self.addCleanup(self.gate.shutdown)
        self.settings = {"endpoint": f"http://127.0.0.1:{self.gate.server_address[1]}", "region": REGION, "bucket": BUCKET,
                         "keyId": KEY, "secret": SECRET, "prefix": "some place/"}

    def do(self, *commands, **changes):
        said, output = self.probe("s3", {**self.settings, **changes}, *commands)
        self.assertNotIn("Signature=", output)
        return said

    def fetched(self, prefix, name):
        return {"do": "fetch", "prefix": prefix, "name": name, "file": str(self.scratch / "fetched")}

    def test_a_folder_goes_and_comes_back(self):
        folder = self.results()
        self.assertEqual(self.do({"do": "put", "folder": str(folder), "prefix": "an_1/7/"})[0]["error"], "")
        puts = [path for command, path, _ in self.gate.requests if command == "PUT"]
        self.assertEqual(puts[-1], f"/{BUCKET}/some%20place/an_1/7/report.json")
        self.assertIn(f"/{BUCKET}/some%20place/an_1/7/a%20b%2Bc.txt", puts)
        self.assertEqual({headers["content-type"] for _, path, headers in self.gate.requests if path.endswith(".png")}, {"image/png"})
        for name in ("golden_01.png", "report.json", "a b+c.txt"):
            self.assertEqual(self.do(self.fetched("an_1/7/", name))[0]["error"], "")
            self.assertEqual((self.scratch / "fetched").read_bytes(), (folder / name).read_bytes())
        self.assertEqual(self.gate.refused, 0)

    def test_what_is_not_there_is_unreadable(self):
        said = self.do(self.fetched("an_1/7/", "nothing.png"))[0]
        self.assertEqual((said["error"], said["message"]), ("unreadable_input", "S3: get: it is not there"))
        self.assertFalse(list(self.scratch.glob("fetched*")))

    def test_removing_a_prefix_leaves_the_others(self):
        folder = str(self.results())
        many = self.results(**{f"region_{i:02}.png": b"x" for i in range(40)})
        said = self.do({"do": "put", "folder": str(many), "prefix": "an_1/1/"}, {"do": "put", "folder": folder, "prefix": "an_1/11/"},
                       {"do": "remove", "prefix": "an_1/1/"}, self.fetched("an_1/1/", "report.json"),
                       self.fetched("an_1/1/", "region_39.png"), self.fetched("an_1/11/", "report.json"),
                       {"do": "remove", "prefix": ""}, {"do": "remove", "prefix": "../"}, self.fetched("an_1/11/", "report.json"))
        self.assertEqual([one["error"] for one in said],
                         ["", "", "", "unreadable_input", "unreadable_input", "", "invalid_argument", "invalid_argument", ""])
        self.assertEqual(self.gate.refused, 0)
        self.assertGreater(sum("continuation-token=" in path for _, path, _ in self.gate.requests), 4)

    def test_a_storage_that_is_busy_is_asked_again(self):
        self.gate.failures = 2
        self.assertEqual(self.do({"do": "put", "folder": str(self.results()), "prefix": "an_1/7/"})[0]["error"], "")
        self.gate.failures = 1000
        said = self.do({"do": "put", "folder": str(self.results()), "prefix": "an_1/8/"})[0]
        self.assertEqual((said["error"], said["message"]), ("write_failed", "S3: put failed: status 503"))

    def test_a_wrong_key_is_said_without_the_key(self):
        said = self.do({"do": "put", "folder": str(self.results()), "prefix": "an_1/7/"}, secret="another secret")[0]
        self.assertEqual((said["error"], said["message"]), ("write_failed", "S3: put failed: status 403"))
        self.assertEqual(self.gate.refused, 1)


if __name__ == "__main__":
    unittest.main()
