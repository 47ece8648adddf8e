"""No spelling of a URL, no redirect and no name reaches a listener that the policy does not name."""
import json
import os
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ssrf_spellings import spellings

PROBE = os.environ["GRADEVAULT_OUTGOING_PROBE"]
NAMES = os.environ["GRADEVAULT_REBINDING_NAMES"]
REFUSED = {"url_invalid", "address_refused"}


class Trap:
    """Listens on every address of this machine, at one port; counts who comes."""

    def __init__(self):
        self.connections = 0
        v4 = socket.create_server(("0.0.0.0", 0))
        self.port = v4.getsockname()[1]
        self.sockets = [v4]
        try:
            self.sockets.append(socket.create_server(("::", self.port), family=socket.AF_INET6))
        except OSError:  # a machine without IPv6
            pass
        for listener in self.sockets:
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            connection.close()

    def close(self):
        for listener in self.sockets:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()


class Redirector(BaseHTTPRequestHandler):
    """/to/STATUS/HEX: sends on to the URL that these bytes are; /answer: 200."""

    protocol_version = "HTTP/1.0"

    def do_GET(self):
        if self.path == "/answer":
            self.send_response(200)
            self.end_headers()
            return
        _, _, status, target = self.path.split("/")
        self.send_response(int(status))
        # Bytes as they are: a redirect may hold anything.
        self._headers_buffer.append(b"Location: " + bytes.fromhex(target) + b"\r\n")
        self.end_headers()

    def log_message(self, *_):
        pass


def leading_to(url, status=302):
    return f"/to/{status}/{url.encode().hex()}"


class Ssrf(unittest.TestCase):
    def setUp(self):
        self.trap = Trap()
        self.addCleanup(self.trap.close)

    def redirector(self, address="127.0.0.1", port=0):
        server = ThreadingHTTPServer((address, port), Redirector)
        server.handle_error = lambda *_: None  # some spellings lead back here, with a path that means nothing
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_address[1]

    def ask(self, urls, allow=(), preload=None, redirects=5):
        """One answer a URL; proxies and a .netrc are offered and must not be taken."""
        environment = dict(os.environ, http_proxy=f"http://127.0.0.1:{self.trap.port}",
                           https_proxy=f"http://127.0.0.1:{self.trap.port}", ALL_PROXY=f"http://127.0.0.1:{self.trap.port}")
        if preload:
            environment["LD_PRELOAD"] = preload
        lines = "".join(json.dumps({"url": url, "redirects": redirects}) + "\n" for url in urls)
        run = subprocess.run([PROBE, *allow], input=lines, capture_output=True, text=True, timeout=900, env=environment)
        self.assertEqual(run.returncode, 0, run.stderr)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual(len(answers), len(urls))
        return answers

    def test_no_spelling_reaches_a_listener(self):
        urls = spellings(self.trap.port)
        self.assertGreaterEqual(len(set(urls)), 120)
        for url, answer in zip(urls, self.ask(urls)):
            with self.subTest(url=url):
                self.assertEqual(answer["status"], 0)
                # A name that this machine does not know is refused by its resolver.
                self.assertIn(answer["code"], REFUSED | {"unreachable"})
        self.assertEqual(self.trap.connections, 0)

    def test_the_trap_works(self):
        """Without which the test above could not fail: named in the list, the same listener is reached."""
        port = self.trap.port
        urls = [f"http://127.0.0.1:{port}/", f"http://2130706433:{port}/", f"http://localhost:{port}/", f"http://0x7f.1:{port}/"]
        for answer in self.ask(urls, allow=[f"127.0.0.0/8:{port}", f"[::1]:{port}"]):
            self.assertEqual((answer["code"], answer["status"]), ("", 200))
        self.assertEqual(self.trap.connections, len(urls))

    def test_no_redirect_reaches_a_listener(self):
        """From a server that may be reached, by one redirect and by a chain, to each spelling."""
        port = self.redirector()
        here = f"http://127.0.0.1:{port}"
        targets = spellings(self.trap.port)
        urls = [here + leading_to(url) for url in targets]
        urls += [here + leading_to(leading_to(url)) for url in targets[:20]]
        urls += [here + leading_to(targets[0], status) for status in (301, 303, 307, 308)]
        for url, answer in zip(urls, self.ask(urls, allow=[f"127.0.0.1:{port}"])):
            with self.subTest(url=bytes.fromhex(url.rsplit("/", 1)[1])):
                self.assertNotEqual((answer["code"], answer["status"]), ("", 200))
        self.assertEqual(self.trap.connections, 0)
        good = self.ask([here + leading_to("/answer"), here + leading_to(here + "/answer")], allow=[f"127.0.0.1:{port}"])
        self.assertEqual([answer["status"] for answer in good], [200, 200])

    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", f"{folder}/key", "-out", f"{folder}/cert"],
                           check=True, capture_output=True)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f"{folder}/cert", f"{folder}/key")
        server = ThreadingHTTPServer(("127.0.0.1", 0), Redirector)
        server.handle_error = lambda *_: None
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        port = server.server_address[1]
        for answer in self.ask([f"https://127.0.0.1:{port}/answer", f"https://localhost:{port}/answer"], allow=[f"127.0.0.1:{port}"]):
            self.assertEqual(answer["code"], "tls_failed")

    def test_redirects_are_counted(self):
        port = self.redirector()
        chain = "/answer"
        for _ in range(4):
            chain = leading_to(chain)
        start = [f"http://127.0.0.1:{port}{chain}"]
        allow = [f"127.0.0.1:{port}"]
        self.assertEqual(self.ask(start, allow, redirects=3)[0]["code"], "too_many_redirects")
        self.assertEqual(self.ask(start, allow, redirects=4)[0]["status"], 200)
        self.assertEqual(self.ask(start, allow, redirects=0)[0]["status"], 302)

    def test_a_name_that_changes_its_mind_gains_nothing(self):
        """127.0.0.2 may be reached and 127.0.0.1 may not, at one port; the names lead first here, then there."""
        port = self.redirector("127.0.0.2")
        trap = socket.create_server(("127.0.0.1", port))
        self.addCleanup(trap.close)
        trap.setblocking(False)
        allow = [f"127.0.0.2:{port}"]
        changing = f"http://127-0-0-2.127-0-0-1.rebind.test:{port}"
        flips = [changing + leading_to(changing + "/answer"), f"http://127-0-0-1.127-0-0-2.rebind.test:{port}/answer"]
        first, second = self.ask(flips, allow, NAMES)
        self.assertEqual(first["code"], "address_refused")
        self.assertEqual(second["code"], "address_refused")
        steady = self.ask([f"http://127-0-0-2.rebind.test:{port}/answer", f"http://127-0-0-1.rebind.test:{port}/answer",
                           f"http://both.127-0-0-1.127-0-0-2.rebind.test:{port}/answer"], allow, NAMES)
        self.assertEqual(steady[0]["status"], 200, "the resolver of this test is not heard: " + str(steady))
        self.assertEqual(steady[1]["code"], "address_refused")
        self.assertEqual(steady[2]["status"], 200)
        with self.assertRaises(BlockingIOError):
            trap.accept()


if __name__ == "__main__":
    unittest.main()
