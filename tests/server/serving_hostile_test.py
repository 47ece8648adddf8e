"""The whole server as an attacker and as a customer's own server see it: addresses that it must not visit, pages that must not
use it, webhooks that outlive it, what its log tells."""
import http.server
import json
import socket
import subprocess
import threading
import time

from serving import NODE, ServerTest, film, main
from ssrf_spellings import spellings


class Trap(threading.Thread):
    """A listener on loopback that counts who comes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.caught = 0
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.caught += 1
            connection.close()


class AddressesTest(ServerTest):
    def test_neither_captures_nor_webhooks_reach_this_machine(self):
        trap = Trap()
        self.addCleanup(trap.listener.close)
        server = self.serve("--attempts", "1", workers=2)
        server.wait_ready()
        taken, refused = [], 0
        urls = spellings(trap.port)
        self.assertGreater(len(urls), 120)
        for url in urls:
            for field in ("videoUrl", "callbackUrl"):
                body = {"videoUrl": "http://captures.invalid/a.mp4", field: url}
                answer = server.ask("POST", "/v1/analyses", body)
                if answer.status == 202:
                    taken.append(answer.json["id"])
                    continue
                refused += 1
                self.assertEqual((answer.status, answer.json["code"], answer.json["pointer"]),
                                 (400, "invalid_request", "/" + field), url)
        problems = {}
        for job in taken:
            ended = server.wait(job)
            self.assertEqual(ended["status"], "failed", ended)
            problems.setdefault(ended["problem"]["code"], []).append(ended)
            self.assertNotRegex(ended["problem"]["detail"], r"\d+\.\d+\.\d+\.\d+|/tmp|curl")
        time.sleep(3)  # the first tries of the webhooks
        print(f"SSRF through the server: {len(urls)} addresses, {refused} refused when handed in, "
              f"{ {code: len(jobs) for code, jobs in problems.items()} }; {trap.caught} connections to loopback")
        self.assertEqual(trap.caught, 0)
        self.assertTrue(set(problems) <= {"fetch_refused", "fetch_failed"}, problems.keys())


class PagesTest(ServerTest):
    def test_a_foreign_page_gets_nothing_from_a_server_without_keys(self):
        server = self.serve("--cors-origins", "https://app.example.org")
        body = {"videoUrl": "https://captures.invalid/a.mp4"}
        text = {"Content-Type": "text/plain"}  # what a page may send anywhere without asking
        for headers in ({"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Host": "attacker.example"}):
            for path in ("/v1/analyses", "/trigger_analysis"):
                answer = server.ask("POST", path, json.dumps(body).encode(), {**text, **headers})
                self.assertEqual(answer.status, 403, (headers, path, answer))
            self.assertNotIn("access-control-allow-origin", answer.headers)
        rebound = server.ask("GET", "/v1/analyses", headers={"Host": f"attacker.example:{server.port}"})
        self.assertEqual((rebound.status, rebound.json["code"]), (403, "host_not_allowed"))
        self.assertEqual(server.ask("GET", "/v1/analyses").json["analyses"], [])
        allowed = server.ask("POST", "/v1/analyses", body, {"Origin": "https://app.example.org"})
        self.assertEqual((allowed.status, allowed.headers["access-control-allow-origin"]), (202, "https://app.example.org"))

    def test_an_allowed_page_may_upload_in_pieces(self):
        server = self.serve("--cors-origins", "https://app.example.org")
        wanted = "authorization,content-type,tus-resumable,upload-offset,upload-length,upload-metadata,upload-checksum"
        for path, method in (("/v1/uploads", "POST"), ("/v1/uploads/up_x", "PATCH"), ("/v1/uploads/up_x", "HEAD")):
            answer = server.ask("OPTIONS", path, headers={
                "Origin": "https://app.example.org", "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": wanted})
            self.assertEqual(answer.status, 204, answer)
            self.assertIn(method, answer.headers["access-control-allow-methods"])
            accepted = answer.headers["access-control-allow-headers"].lower().replace(" ", "").split(",")
            self.assertEqual(set(wanted.split(",")) - set(accepted), set())


class WebhooksTest(ServerTest):
    def test_a_server_that_dies_between_end_and_delivery_delivers_after_its_restart(self):
        video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 1)
        # Nobody answers at first: the message is due again after 5 s.
        free = socket.create_server(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        secret = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="
        (self.scratch / "secret").write_text(secret)
        (self.scratch / "secret").chmod(0o600)
        server = self.serve("--allow-addresses", "127.0.0.1", "--webhook-secret-file", self.scratch / "secret")
        server.wait_ready()
        answer = server.post_form("/v1/analyses", {"callbackUrl": f"http://127.0.0.1:{port}/hook"},
                                  ("a.mp4", video.read_bytes()))
        self.assertEqual(answer.status, 202, answer)
        self.assertEqual(server.wait(answer.json["id"])["status"], "done")
        server.kill()
        heard = []

        class Hook(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass
        hook = http.server.ThreadingHTTPServer(("127.0.0.1", port), Hook)
        threading.Thread(target=hook.serve_forever, daemon=True).start()
        self.addCleanup(hook.server_close)
        self.addCleanup(hook.shutdown)
        server.start()
        deadline = time.monotonic() + 150  # a try that the kill broke off comes again when its lease has run out
        while not heard and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertEqual(len(heard), 1)
        headers, body = heard[0]
        check = subprocess.run(["node", "--input-type=module", "-e",
                                "import { Webhook } from 'standardwebhooks';"
                                "const [secret, body, headers] = process.argv.slice(1);"
                                "new Webhook(secret).verify(body, JSON.parse(headers)); console.log('good');",
                                secret, body, json.dumps({name.lower(): value for name, value in headers.items()})],
                               cwd=NODE, capture_output=True, text=True)
        self.assertEqual(check.stdout.strip(), "good", check.stderr)
        self.assertIn(answer.json["id"], body)
        log = "".join(server.log)
        self.assertNotIn(secret[6:], log)
        self.assertNotIn("signature=", log)


if __name__ == "__main__":
    main()
