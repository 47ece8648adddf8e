"""The API as clients use it: every route of docs/openapi.json, keys, repetition, pages, artifacts, the prototype's calls."""
import concurrent.futures
import functools
import http.server
import json
import shutil
import tempfile
import threading
from pathlib import Path

from serving import ProgramTest, Server, film, gradevault, main, node


class Captures(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class ApiTest(ProgramTest):
    """One server with one worker for all; one capture, analysed once."""

    @classmethod
    def setUpClass(cls):
        cls.place = Path(tempfile.mkdtemp(prefix="gradevault-api-"))
        cls.video, _ = film(cls.place / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 1)
        cls.captures = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Captures, directory=str(cls.video.parent)))
        threading.Thread(target=cls.captures.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.captures.server_address[1]}/{cls.video.name}"
        cls.server = Server(cls.place / "data", "--allow-addresses", "127.0.0.1")
        cls.server.wait_ready()
        answer = cls.server.post_form("/v1/analyses", {"scanId": "first", "itemType": "card"},
                                      ("../my capture.mp4", cls.video.read_bytes()))
        assert answer.status == 202, answer
        cls.accepted = answer.json
        cls.done = cls.server.wait(cls.accepted["id"])

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.captures.shutdown()
        cls.captures.server_close()
        shutil.rmtree(cls.place, ignore_errors=True)

    def fits(self, *entries):
        """Each (schema pointer, value) fits the server's own document, an independent validator says."""
        file = self.scratch / "entries.json"
        file.write_text(json.dumps([{"schema": schema, "value": value, "name": str(number)}
                                    for number, (schema, value) in enumerate(entries)]))
        self.assertEqual(node("validate.mjs", self.server.address, file), [])

    def schema_of(self, path, method, status, media="application/json"):
        escape = lambda text: text.replace("~", "~0").replace("/", "~1")  # noqa: E731
        answer = self.server.ask("GET", "/openapi.json").json["paths"][path][method]["responses"][str(status)]
        if "$ref" in answer:
            return answer["$ref"][1:] + "/content/" + escape(media) + "/schema"
        return f"/paths/{escape(path)}/{method}/responses/{status}/content/{escape(media)}/schema"

    def test_an_analysis_runs_and_its_answers_fit_the_description(self):
        self.assertEqual(self.done["status"], "done", self.done)
        self.assertEqual(self.done["fileName"], "my capture.mp4")
        self.assertEqual(self.done["report"]["scanId"], "first")
        self.assertEqual(self.done["report"]["itemType"], "card")
        listed = self.server.ask("GET", "/v1/analyses?limit=5").json
        engines = self.server.ask("GET", "/v1/engines").json
        self.assertTrue([worker for worker in engines["workers"] if worker["alive"]], engines)
        self.fits((self.schema_of("/v1/analyses", "post", 202), self.accepted),
                  (self.schema_of("/v1/analyses/{id}", "get", 200), self.done),
                  (self.schema_of("/v1/analyses", "get", 200), listed),
                  (self.schema_of("/v1/engines", "get", 200), engines),
                  (self.schema_of("/healthz", "get", 200), self.server.ask("GET", "/healthz").json),
                  (self.schema_of("/readyz", "get", 200), self.server.ask("GET", "/readyz").json))

    def test_the_descriptions_examples_fit_their_schemas(self):
        document = self.server.ask("GET", "/openapi.json").json
        entries = []

        def visit(value, pointer):
            if isinstance(value, dict):
                if "schema" in value and "examples" in value:
                    entries.append((pointer + "/schema", value["examples"]["example"]["value"]))
                for name, member in value.items():
                    visit(member, pointer + "/" + name.replace("~", "~0").replace("/", "~1"))
            elif isinstance(value, list):
                for number, member in enumerate(value):
                    visit(member, f"{pointer}/{number}")
        visit(document, "")
        self.assertGreater(len(entries), 30)
        self.fits(*entries)

    def test_every_operation_answers_as_it_is_described(self):
        """Each with ids that are there and bodies that are its examples; and with ids that are not."""
        document = self.server.ask("GET", "/openapi.json").json
        entries = []
        for path, item in document["paths"].items():
            for method, operation in item.items():
                if method == "parameters":
                    continue
                for analysis, upload in ((self.accepted["id"], self.begin()), ("an_nothing", "up_nothing")):
                    if method == "delete" and analysis == self.accepted["id"] and "uploads" not in path:
                        continue  # the others need it
                    name = "report.schema.json" if "schemas" in path else self.done["artifacts"][0]["name"]
                    where = path.replace("{id}", upload if "uploads" in path else analysis).replace("{name}", name)
                    headers = {p["name"]: str(p["example"]) for p in operation.get("parameters", []) if "example" in p}
                    if "uploads" in path and method != "options":
                        headers["Tus-Resumable"] = "1.0.0"
                    body = None
                    content = operation.get("requestBody", {}).get("content", {})
                    if "application/json" in content:
                        body = dict(content["application/json"]["examples"]["example"]["value"])
                        body["videoUrl"] = self.url
                        body.pop("callbackUrl", None)
                    elif "application/offset+octet-stream" in content and method == "patch":
                        headers.update({"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"})
                        body = b"12345"
                    if path.endswith("/events") and analysis == self.accepted["id"]:
                        headers["Last-Event-ID"] = "0"
                    answer = self.server.ask(method.upper(), where, body, headers)
                    self.assertIn(str(answer.status), operation["responses"], (method, where, answer))
                    media = answer.headers.get("content-type", "").split(";")[0]
                    if method != "head" and media.endswith("json") and "schema" not in media:
                        entries.append((self.schema_of(path, method, answer.status, media), answer.json))
                    if answer.status >= 400 and not path.startswith("/trigger") and method != "head":
                        self.assertEqual(media, "application/problem+json", (method, where, answer))
                        self.assertEqual(answer.json["status"], answer.status)
        self.fits(*entries)

    def begin(self):
        answer = self.server.ask("POST", "/v1/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
        return answer.headers["location"].rsplit("/", 1)[1]

    def test_a_hundred_at_once_with_one_key_make_one_job(self):
        body = {"videoUrl": "http://127.0.0.1:9/none.mp4", "scanId": "hundred"}
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(lambda _: self.server.ask("POST", "/v1/analyses", body, {"Idempotency-Key": "hundred"}),
                                    range(100)))
        # A class that is full says so with Retry-After; whoever comes again gets the same job.
        answers = [a if a.status != 503 else self.server.ask("POST", "/v1/analyses", body, {"Idempotency-Key": "hundred"})
                   for a in answers]
        self.assertEqual({a.status for a in answers}, {202}, answers[0])
        self.assertEqual(len({a.json["id"] for a in answers}), 1)
        self.assertEqual(len(self.server.ask("GET", "/v1/analyses?scanId=hundred").json["analyses"]), 1)
        other = self.server.ask("POST", "/v1/analyses", {**body, "scanId": "other"}, {"Idempotency-Key": "hundred"})
        self.assertEqual((other.status, other.json["code"]), (422, "idempotency_conflict"))

    def test_artifacts_come_with_type_etag_and_ranges(self):
        artifact = next(a for a in self.done["artifacts"] if a["mediaType"] == "image/png")
        whole = self.server.ask("GET", artifact["url"])
        self.assertEqual((whole.status, len(whole.body)), (200, artifact["bytes"]))
        self.assertEqual(whole.headers["content-type"], "image/png")
        self.assertIn(artifact["sha256"], whole.headers["etag"])
        part = self.server.ask("GET", artifact["url"], headers={"Range": "bytes=10-19"})
        self.assertEqual((part.status, part.body), (206, whole.body[10:20]))
        self.assertEqual(self.server.ask("GET", artifact["url"], headers={"Range": "bytes=999999999-"}).status, 416)
        same = self.server.ask("GET", artifact["url"], headers={"If-None-Match": whole.headers["etag"]})
        self.assertEqual((same.status, same.body), (304, b""))
        head = self.server.ask("HEAD", artifact["url"])
        self.assertEqual((head.status, head.headers["content-length"]), (200, str(artifact["bytes"])))
        changed = artifact["url"].replace("signature=", "signature=A")
        self.assertEqual(self.server.ask("GET", changed).json["code"], "link_refused")

    def test_the_prototypes_call_waits_and_answers_in_its_shape(self):
        answer = self.server.ask("POST", "/trigger_analysis",
                                 {"videoUrl": self.url, "scanId": "old", "itemType": "card", "userId": "more"}, timeout=300)
        self.assertEqual(answer.status, 200, answer)
        self.assertTrue(answer.json["success"])
        self.assertEqual(len(answer.json["goldenFrames"]), len(answer.json["frameTimestamps"]))
        path = answer.json["goldenFrames"][0].split(str(self.server.port), 1)[1]
        self.assertEqual(self.server.ask("GET", path).headers["content-type"], "image/png")
        self.fits((self.schema_of("/trigger_analysis", "post", 200), answer.json))
        wrong = self.server.ask("POST", "/trigger_analysis_gpu", {"videoUrl": self.url + ".none", "scanId": "old"}, timeout=300)
        self.assertFalse(wrong.json["success"], wrong)
        self.assertIn("error", wrong.json)

    def test_an_analysis_is_cancelled_and_removed(self):
        one = self.server.ask("POST", "/v1/analyses", {"videoUrl": "http://127.0.0.1:9/none.mp4"}).json["id"]
        self.assertIn(self.server.ask("DELETE", f"/v1/analyses/{one}").status, (200, 202, 204))
        self.server_forgets(one)

    def server_forgets(self, one):
        if self.server.ask("GET", f"/v1/analyses/{one}").status == 404:
            return
        self.server.wait(one)
        self.assertEqual(self.server.ask("DELETE", f"/v1/analyses/{one}").status, 204)
        self.assertEqual(self.server.ask("GET", f"/v1/analyses/{one}").status, 404)

    def test_problems_tell_no_paths_and_no_exceptions(self):
        for method, path, body, headers in [
                ("GET", "/v1/analyses/..%2f..%2fetc%2fpasswd", None, {}),
                ("GET", f"/v1/analyses/{self.accepted['id']}/artifacts/..%2f..%2fgradevault.sqlite3", None, {}),
                ("POST", "/v1/analyses", b"{", {"Content-Type": "application/json"}),
                ("POST", "/v1/analyses", b"{}", {"Content-Type": "text/plain"}),
                ("POST", "/v1/analyses", b"x", {"Content-Type": "multipart/form-data"}),
                ("PUT", "/v1/analyses", b"", {}),
                ("GET", "/v2/analyses", None, {})]:
            answer = self.server.ask(method, path, body, headers)
            self.assertGreaterEqual(answer.status, 400, (method, path))
            self.assertLess(answer.status, 500, answer)
            self.assertEqual(answer.headers["content-type"], "application/problem+json", answer)
            self.fits(("/components/schemas/Problem", answer.json))
            for word in (str(self.place), "exception", "std::", "nlohmann", "sqlite"):
                self.assertNotIn(word, answer.body.decode().replace("..%2f..%2fgradevault.sqlite3", ""))

    def test_metrics_are_on_an_address_of_their_own(self):
        self.assertEqual(self.server.ask("GET", "/metrics").status, 404)
        port = next(line.rsplit("port=", 1)[1].strip() for line in self.server.log if " metrics " in line)
        text = Server.ask(type("At", (), {"host": "127.0.0.1", "port": int(port)})(), "GET", "/metrics").body.decode()
        for name in ("gradevault_jobs{state=\"done\"}", "gradevault_http_requests_total", "gradevault_workers_alive",
                     "gradevault_webhooks_waiting", "gradevault_data_bytes", "gradevault_job_seconds"):
            self.assertIn(name, text)


class ReachTest(ProgramTest):
    def test_an_address_that_others_reach_needs_a_key(self):
        run = gradevault("serve", "--data", self.scratch / "data", "--bind", "0.0.0.0", "--port", "0", timeout=60)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("gradevault keys create", run.stderr)

    def test_one_server_a_data_folder(self):
        server = Server(self.scratch / "data")
        self.addCleanup(server.stop)
        run = gradevault("serve", "--data", self.scratch / "data", "--port", "0", "--metrics-port", "0", timeout=60)
        self.assertEqual(run.returncode, 4, run.stderr)
        self.assertIn("another server", run.stderr)

    def test_keys_open_what_their_scope_says(self):
        data = self.scratch / "data"

        def key(scopes):
            run = gradevault("keys", "create", "--data", data, "--name", "test", "--scopes", scopes, timeout=60)
            self.assertEqual(run.returncode, 0, run.stderr)
            return {"Authorization": "Bearer " + next(w for w in run.stdout.split() if w.startswith("gv_"))}
        reader, writer, admin = key("analyses:read"), key("analyses:write"), key("admin")
        limited = key("analyses:write,tier:standard")
        server = Server(data)
        self.addCleanup(server.stop)
        body = {"videoUrl": "https://captures.example.org/a.mp4"}
        self.assertEqual(server.ask("POST", "/v1/analyses", body).status, 401)
        self.assertEqual(server.ask("POST", "/v1/analyses", body, reader).status, 403)
        mine = server.ask("POST", "/v1/analyses", body, writer).json["id"]
        self.assertEqual(server.ask("GET", f"/v1/analyses/{mine}", headers=reader).status, 404)
        self.assertEqual(server.ask("GET", f"/v1/analyses/{mine}", headers=admin).status, 200)
        self.assertEqual(server.ask("GET", "/v1/analyses", headers=writer).status, 403)
        self.assertEqual(server.ask("POST", "/v1/analyses", body, limited).status, 202)
        self.assertEqual(server.ask("POST", "/v1/analyses", {**body, "tier": "premium"}, limited).status, 403)
        for path in ("/healthz", "/openapi.json", "/schemas/report.schema.json", "/"):
            self.assertEqual(server.ask("GET", path).status, 200, path)

    def test_every_operation_asks_for_the_scope_that_is_described(self):
        data = self.scratch / "data"
        keys = {}
        for scope in ("analyses:read", "analyses:write", "admin"):
            run = gradevault("keys", "create", "--data", data, "--name", scope, "--scopes", scope, timeout=60)
            keys[scope] = {"Authorization": "Bearer " + next(w for w in run.stdout.split() if w.startswith("gv_"))}
        server = Server(data)
        self.addCleanup(server.stop)
        checked = 0
        for path, item in server.ask("GET", "/openapi.json").json["paths"].items():
            for method, operation in item.items():
                if method == "parameters":
                    continue
                where = path.replace("{id}", "x").replace("{name}", "report.schema.json")
                tus = {"Tus-Resumable": "1.0.0"}
                # A body that is refused: what is asked here is only who may send it.
                body = {"unknown": True} if "requestBody" in operation and "uploads" not in path else None
                ask = lambda key: server.ask(method.upper(), where, body, {**tus, **key}).status  # noqa: E731
                if operation["security"] == []:
                    self.assertNotIn(ask({}), (401, 403), (method, path))
                    continue
                wanted = operation["security"][0]["apiKey"][0]
                self.assertEqual(ask({}), 401, (method, path))
                self.assertEqual(ask({"Authorization": "Bearer gv_key_abcdefghijkl_" + "A" * 43}), 401, (method, path))
                for scope, key in keys.items():
                    allowed = scope in (wanted, "admin")
                    self.assertEqual(ask(key) == 403, not allowed, (method, path, scope))
                    checked += 1
        self.assertGreater(checked, 30)

    def test_it_drains_on_sigterm(self):
        server = Server(self.scratch / "data")
        self.assertEqual(server.stop(), 0)
        self.assertTrue([line for line in server.log if "stopped" in line], server.log)


if __name__ == "__main__":
    main(verbosity=2)
