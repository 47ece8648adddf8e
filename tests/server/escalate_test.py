"""The package's escalation client against a real server: under Node, as a page would use it, over networks that fail."""
import hashlib
import json
import os
import socket
import subprocess
import time

from programs import report_of
from serving import NODE, SCALE, ServerTest, film, gradevault, main

BUNDLE = os.environ["GRADEVAULT_ESCALATE"]
CUTS = {"quick": 4, "default": 12, "full": 60}[SCALE]
MIB = 1 << 20


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def padded(video, size):
    """The same capture with an empty box of `size` bytes behind it, which readers of mp4 pass over."""
    file = video.with_name(f"padded-{size}.mp4")
    file.write_bytes(video.read_bytes() + size.to_bytes(4, "big") + b"free" + os.urandom(size - 8))
    return file


class Client:
    """One page: its lines as they come."""

    def __init__(self, test, job):
        file = test.scratch / f"job-{time.monotonic_ns()}.json"
        file.write_text(json.dumps(job))
        self.process = subprocess.Popen(["node", NODE / "escalate.mjs", BUNDLE, file], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.lines = []
        test.addCleanup(self.close)

    def __iter__(self):
        for text in self.process.stdout:
            line = json.loads(text)
            self.lines.append(line)
            yield line

    def until(self, name):
        """The next line that has this, and may be followed by more."""
        return next(line[name] for line in self if name in line)

    def end(self):
        """The last line."""
        for _ in self:
            pass
        self.process.wait(60)
        if not self.lines or not self.lines[-1].keys() & {"result", "error"}:
            raise AssertionError(f"no end: {self.lines[-3:]} {self.process.stderr.read()[-3000:]}")
        return self.lines[-1]

    def all(self, name):
        return [line[name] for line in self.lines if name in line]

    def kill(self):
        """As a reload or a battery that is empty."""
        self.process.kill()
        self.process.wait()

    def close(self):
        if self.process.poll() is None:
            self.kill()
        self.process.stdout.close()
        self.process.stderr.close()


class EscalateTest(ServerTest):
    def setUp(self):
        super().setUp()
        self.video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 1)

    def serve(self, *flags, **options):
        server = super().serve(*flags, **options)
        server.wait_ready()
        return server

    def client(self, server, file=None, **job):
        address = server if isinstance(server, str) else server.address
        return Client(self, {"url": address, "file": str(file or self.video), **job})

    def listed(self, server):
        return server.ask("GET", "/v1/analyses").json["analyses"]

    def precheck(self):
        """What a pre-check of this capture says: the quick analysis, natively."""
        folder = self.scratch / "quick"
        run = gradevault("analyze", self.video, "--out", folder, "--profile", "quick", "--item-type", "card")
        self.assertEqual(run.returncode, 0, run.stderr)
        return {**report_of(folder), "stage": "precheck", "artifacts": []}

    def test_a_precheck_goes_along_and_comes_back_compared(self):
        server = self.serve()
        settings = {"precheck": self.precheck(), "scanId": "scan-17", "shot": "front", "itemType": "card", "tier": "pro", "engine": "cpu",
                    "profile": "precise", "options": {"maxMotion": 29}, "fileName": "my capture.mp4"}
        client = self.client(server, settings=settings)
        result = client.end()["result"]
        report = result["report"]
        self.assertEqual((report["stage"], report["scanId"], report["shot"], report["itemType"]), ("full", "scan-17", "front", "card"))
        self.assertEqual((report["options"]["profile"], report["options"]["maxMotion"]), ("precise", 29))
        self.assertEqual(report["precheck"]["stage"], "precheck")
        measures = {entry["measure"]: entry for entry in report["agreement"]}
        for measure in ("verdict", "frames.count", "frames.sharpness", "checks.sharpness.value"):
            self.assertTrue(measures[measure]["agrees"], measures[measure])
        types = [event["type"] for event in client.all("event")]
        self.assertEqual((types[0], types[-1]), ("queued", "done"))
        self.assertIn("golden_frame", types)
        numbers = [event["id"] for event in client.all("event")]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual(client.all("connection"), [])
        listed = self.listed(server)
        self.assertEqual([(one["fileName"], one["tier"], one["engine"]) for one in listed], [("my capture.mp4", "pro", "cpu")])
        known = {artifact["name"]: artifact["sha256"] for artifact in report["artifacts"]}
        self.assertLessEqual({"golden_01.png", "rectified_01.png", "defect_mask.png"}, set(result["artifacts"]))
        for name, url in result["artifacts"].items():
            self.assertTrue(url.startswith(server.address), url)
            answer = server.ask("GET", url[len(server.address):])
            if name in known:
                self.assertEqual(hashlib.sha256(answer.body).hexdigest(), known[name])
        again = self.client(server, follow=result["id"]).end()["result"]
        self.assertEqual(again["report"], report)

    def test_over_a_connection_cut_many_times_it_is_analysed_once(self):
        server = self.serve()
        file = padded(self.video, CUTS * MIB // 2)
        client = self.client(server, file, proxy={"cuts": CUTS})
        last = client.end()
        self.assertIn("result", last, last)
        self.assertEqual(last["cuts"], CUTS)
        self.assertIn("retrying", client.all("connection"))
        self.assertEqual(len(self.listed(server)), 1)
        size = file.stat().st_size
        # Half of what was under way at each cut went astray, no more.
        self.assertLess(last["sent"], 2 * size + 4 * MIB)

    def test_a_server_killed_in_the_middle_of_the_upload_gets_the_rest_when_it_is_back(self):
        server = self.serve()
        file = padded(self.video, 48 * MIB)
        client = self.client(server, file, proxy={"rate": 24 * MIB})
        while client.until("upload") < 16 * MIB:
            pass
        server.kill()
        self.assertEqual(client.until("connection"), "retrying")
        server.start(server.port)
        last = client.end()
        self.assertIn("result", last, last)
        self.assertEqual(client.all("connection")[-1], "online")
        self.assertLess(last["sent"], 66 * MIB)  # and not all of it twice
        self.assertEqual(len(self.listed(server)), 1)

    def test_a_server_killed_while_it_analyses_ends_the_analysis_when_it_is_back(self):
        server = self.serve("--lease", 2, "--heartbeat", 0.5)
        client = self.client(server)
        while client.until("event")["type"] != "running":
            pass
        server.kill()
        server.start(server.port)
        last = client.end()
        self.assertIn("result", last, last)
        self.assertEqual(len(self.listed(server)), 1)

    def test_after_a_reload_it_goes_on(self):
        server = self.serve()
        file = padded(self.video, 48 * MIB)
        port = free_port()
        job = {"storage": str(self.scratch / "storage.json"), "settings": {"scanId": "one"}}
        page = self.client(server, file, proxy={"rate": 24 * MIB, "port": port}, **job)
        while page.until("upload") < 16 * MIB:
            pass
        page.kill()
        self.assertEqual(self.listed(server), [])
        page = self.client(server, file, proxy={"port": port, "silent": "POST /v1/analyses"}, **job)
        self.assertGreaterEqual(page.until("upload"), 16 * MIB)
        deadline = time.monotonic() + 60
        while not self.listed(server) and time.monotonic() < deadline:
            time.sleep(0.05)
        page.kill()  # the server has the request; the page never heard so
        settings = {"scanId": "one", "precheck": {**self.precheck(), "timings": []}}  # and has checked the file again
        page = self.client(server, file, proxy={"port": port}, **{**job, "settings": settings})
        identity = page.until("accepted")
        page.kill()
        page = self.client(server, file, proxy={"port": port}, **job)
        last = page.end()
        self.assertEqual(last["result"]["id"], identity)
        self.assertEqual((page.all("upload"), page.all("accepted")), ([], [identity]))
        self.assertEqual([one["id"] for one in self.listed(server)], [identity])
        # Another wish is another analysis, of the same bytes.
        other = self.client(server, file, proxy={"port": port}, **{**job, "settings": {"scanId": "one", "profile": "quick"}})
        last = other.end()
        self.assertNotEqual(last["result"]["id"], identity)
        self.assertLess(last["sent"], MIB)

    def test_an_upload_that_was_aborted_goes_on_next_time(self):
        server = self.serve()
        file = padded(self.video, 48 * MIB)
        storage = str(self.scratch / "storage.json")
        port = free_port()
        error = self.client(server, file, storage=storage, abortAt=0.3, proxy={"port": port}).end()["error"]
        self.assertEqual((error["code"], error["known"]), ("cancelled", True))
        self.assertEqual(self.listed(server), [])
        # Also when a proxy first says that nobody is there.
        page = self.client(server, file, storage=storage, proxy={"port": port, "badGateways": 2})
        self.assertIn("result", page.end())
        self.assertGreaterEqual(page.all("upload")[0], 16 * MIB)
        self.assertEqual(page.all("connection"), ["retrying", "retrying", "online"])
        # An upload that the server has cleared away is begun again.
        for upload in (server.folder / "uploads").iterdir():
            upload.unlink()
        page = self.client(server, file, storage=storage, proxy={"port": port})
        self.assertIn("result", page.end())
        self.assertEqual(page.all("upload")[0], 0)

    def test_two_pages_with_the_same_file_make_one_analysis(self):
        server = self.serve()
        file = padded(self.video, 24 * MIB)
        job = {"storage": str(self.scratch / "storage.json"), "settings": {"precheck": self.precheck()}}
        first = self.client(server, file, **job)
        while first.until("upload") < 1:
            pass
        second = self.client(server, file, **job)
        results = [page.end()["result"]["id"] for page in (first, second)]
        self.assertEqual(results[0], results[1])
        self.assertEqual(len(self.listed(server)), 1)

    def test_a_page_that_stops_listening_leaves_the_analysis_alone_and_cancelling_ends_it(self):
        server = self.serve()
        page = self.client(server, abortOn="queued")
        self.assertEqual(page.end()["error"]["code"], "cancelled")
        self.assertEqual(server.wait(page.all("accepted")[0])["status"], "done")
        long, _ = film(self.scratch / "long", "--seed", 3, "--item", "card", "--size", "640x360", "--seconds", 4)
        page = self.client(server, long, cancel=True)
        error = page.end()["error"]
        self.assertEqual((error["code"], error["analysis"]), ("analysis_cancelled", page.all("accepted")[0]))

    def test_errors_say_what_and_why(self):
        server = self.serve("--max-upload", "400K")
        text = self.scratch / "text.mp4"
        text.write_text("no video")
        error = self.client(server, text).end()["error"]
        self.assertEqual((error["code"], error["problem"]["code"]), ("analysis_failed", "unreadable_capture"))
        self.assertIn(error["problem"]["detail"], error["message"])
        self.assertIn(error["analysis"], error["message"])
        error = self.client(server, padded(self.video, MIB)).end()["error"]
        self.assertEqual((error["code"], error["problem"]["status"]), ("too_large", 413))
        self.assertIn("409600", error["message"])
        error = self.client(server, settings={"tier": "royal"}).end()["error"]
        self.assertEqual((error["code"], error["problem"]["pointer"]), ("refused", "/tier"))
        self.assertIn("premium", error["message"])
        error = self.client(server, follow="an_00000000000000000000000000").end()["error"]
        self.assertEqual(error["code"], "not_found")
        (self.scratch / "empty").write_bytes(b"")
        self.assertEqual(self.client(server, self.scratch / "empty").end()["error"]["code"], "invalid_argument")
        self.assertEqual(self.client("ftp://example.org").end()["error"]["code"], "invalid_argument")
        port = free_port()
        error = self.client(f"http://127.0.0.1:{port}").end()["error"]
        self.assertEqual(error["code"], "server_unreachable")
        self.assertIn(f"127.0.0.1:{port}", error["message"])

    def test_a_key_where_one_is_asked_for(self):
        server = self.serve()
        run = gradevault("keys", "create", "--data", server.folder, "--name", "page")
        secret = run.stdout.strip()
        time.sleep(1.1)  # the server looks for keys once a second
        error = self.client(server).end()["error"]
        self.assertEqual((error["code"], error["problem"]["status"]), ("key_missing", 401))
        self.assertIn("API key", error["message"])
        error = self.client(server, settings={"key": secret[:-4] + "abcd"}).end()["error"]
        self.assertEqual(error["code"], "key_refused")
        page = self.client(server, settings={"key": secret}, proxy={"dribble": True})
        self.assertIn("golden_01.png", page.end()["result"]["artifacts"])
        numbers = [event["id"] for event in page.all("event")]
        self.assertEqual((numbers[0], numbers), (1, sorted(set(numbers))))  # by events, in whatever pieces they come

    def test_where_events_are_held_back_it_asks(self):
        server = self.serve()
        page = self.client(server, proxy={"silent": "/events"})
        self.assertIn("result", page.end())
        self.assertEqual([(event["id"], event["type"]) for event in page.all("event")][-1], (0, "done"))

    def test_pictures_in_object_storage_come_through_the_server(self):
        folder = self.scratch / "bucket"
        folder.mkdir()
        storage = subprocess.Popen(["node", NODE / "s3_server.mjs", folder, "results"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(storage.stdout.close)
        self.addCleanup(storage.wait)
        self.addCleanup(storage.kill)
        port = int(storage.stdout.readline())
        secret = self.scratch / "secret"
        secret.write_text("S3RVER")
        origin = "https://page.example"
        server = self.serve("--artifacts", "s3", "--s3-endpoint", f"http://127.0.0.1:{port}", "--s3-bucket", "results",
                            "--s3-access-key", "S3RVER", "--s3-secret-file", secret, "--allow-addresses", f"127.0.0.1:{port}",
                            "--cors-origins", origin)
        result = self.client(server).end()["result"]
        known = {artifact["name"]: artifact["sha256"] for artifact in result["report"]["artifacts"]}
        self.assertTrue(list(folder.rglob("*golden_01.png*")))
        for _ in range(2):  # fetched from there, then kept
            picture = server.ask("GET", result["artifacts"]["golden_01.png"][len(server.address):])
            self.assertEqual((picture.status, picture.headers["content-type"]), (200, "image/png"))
            self.assertEqual(hashlib.sha256(picture.body).hexdigest(), known["golden_01.png"])
            # An isolated page (Cross-Origin-Embedder-Policy: require-corp) of an origin that is allowed may show it.
            self.assertEqual(picture.headers["cross-origin-resource-policy"], "cross-origin")

    def test_a_page_of_another_origin_that_is_allowed_can_do_it_all(self):
        origin = "https://page.example"
        server = self.serve("--cors-origins", origin)
        asks = {"Access-Control-Request-Method": "PATCH", "Origin": origin}
        for path, method, headers in [("/v1/uploads", "POST", "authorization,tus-resumable,upload-length,upload-metadata"),
                                      ("/v1/uploads/up_x", "PATCH", "authorization,content-type,tus-resumable,upload-offset"),
                                      ("/v1/uploads/up_x", "HEAD", "authorization,tus-resumable"),
                                      ("/v1/analyses", "POST", "authorization,content-type,idempotency-key"),
                                      ("/v1/analyses/an_x", "DELETE", "authorization")]:
            answer = server.ask("OPTIONS", path, headers={**asks, "Access-Control-Request-Method": method,
                                                          "Access-Control-Request-Headers": headers})
            self.assertEqual((answer.status, answer.headers["access-control-allow-origin"]), (204, origin), path)
            self.assertIn(method, answer.headers["access-control-allow-methods"])
            allowed = {name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")}
            self.assertLessEqual(set(headers.split(",")), allowed)
        video = self.video.read_bytes()
        page = {"Origin": origin}
        tus = {**page, "Tus-Resumable": "1.0.0"}
        made = server.ask("POST", "/v1/uploads", headers={**tus, "Upload-Length": str(len(video))})
        exposed = {name.strip().lower() for name in made.headers["access-control-expose-headers"].split(",")}
        self.assertLessEqual({"location", "upload-offset", "upload-length", "upload-expires", "tus-resumable", "retry-after"}, exposed)
        sent = server.ask("PATCH", made.headers["location"], video,
                          {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"})
        self.assertEqual((sent.status, sent.headers["access-control-allow-origin"]), (204, origin))
        accepted = server.ask("POST", "/v1/analyses", {"uploadId": made.headers["location"].rsplit("/", 1)[1]}, page)
        events = server.ask("GET", accepted.json["links"]["events"], headers=page)
        self.assertEqual((events.headers["access-control-allow-origin"], events.headers["content-type"]), (origin, "text/event-stream"))
        done = server.wait(accepted.json["id"])
        picture = server.ask("GET", done["artifacts"][0]["url"], headers=page)
        self.assertEqual(picture.headers["access-control-allow-origin"], origin)
        self.assertEqual(picture.headers["cross-origin-resource-policy"], "cross-origin")
        refused = server.ask("POST", "/v1/analyses", {}, {"Origin": "https://other.example"})
        self.assertEqual(refused.status, 403)
        self.assertNotIn("access-control-allow-origin", refused.headers)


if __name__ == "__main__":
    main(verbosity=2)
