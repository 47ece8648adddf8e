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


def spellings(port):
    """URLs that some reader somewhere takes for this machine, a private network or a cloud's metadata."""
    hosts = [
        # Four parts, fewer parts, one number; decimal, octal, hexadecimal, mixed.
        "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "127.000.000.001", "0177.0.0.1", "0177.0.0.01",
        "00000177.0.0.1", "0x7f.0.0.1", "0x7F.0.0.1", "0x7f.1", "0x7f.0x0.0x1", "0x7f.0.0x1", "0177.1", "127.0x1",
        "2130706433", "2130706434", "017700000001", "0017700000001", "0x7f000001", "0x7F000001", "0x000000007f000001",
        "127.65530", "127.0.65530", "127.16777214", "0", "0.0.0.0", "0.0", "0x0", "00", "0.0.0.1", "0.1", "000.000.000.000",
        # Beyond 32 bits and beyond a byte.
        "4294967296", "6425673729", "0x17f000001", "383.0.0.1", "127.0.0.257", "256.256.256.256", "-2130706433",
        # A trailing dot, more dots.
        "127.0.0.1.", "127.1.", "2130706433.", "0x7f000001.", "127.0.0.1..", "127..0.0.1", ".127.0.0.1", "localhost.", "localhost..",
        # Names of this machine.
        "localhost", "LOCALHOST", "LocalHost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "a.localhost",
        "foo.bar.localhost", "localhost6", "LOCALHOST.", socket.gethostname(), "metadata", "metadata.google.internal",
        "instance-data", "kubernetes.default.svc", "host.docker.internal",
        # IPv6, every way of writing it, and what holds an IPv4 address.
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0001]", "[0::1]", "[::0:1]", "[::]", "[0::0]",
        "[::ffff:127.0.0.1]", "[::FFFF:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:7f00:0001]", "[0:0:0:0:0:ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:1::1]",
        "[2001:0:7f00:1::]", "[2001:0:0:0:0:0:80ff:fffe]", "[::ffff:0.0.0.0]", "[::ffff:0]", "[fe80::1]", "[fec0::1]", "[fc00::1]",
        "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[2606:4700::5efe:127.0.0.1]",
        # Zones and broken brackets.
        "[::1%25lo]", "[::1%lo]", "[fe80::1%25lo]", "[::1%251]", "[::1]]", "[[::1]]", "[::1", "::1", "[127.0.0.1]", "[localhost]",
        "[::ffff:127.1]", "[::ffff:0x7f.0.0.1]", "[::ffff:0177.0.0.1]", "[v1.::1]", "[]",
        # Percent-encoding.
        "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "%6cocalhost", "loc%61lhost", "127.0.0.1%00", "127.0.0.1%00.example.com",
        "example.com%00@127.0.0.1", "127.0.0.1%20", "127.0.0.1%0d%0a", "%5b::1%5d", "127.0.0.1%2f", "%2531%2532%2537.0.0.1",
        # Other digits, other dots, letters that fold into ours.
        "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "⑯⑨。②⑤④。⑯⑨｡②⑤④", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ",
        "locаlhost", "localhoſt", "١٢٧.٠.٠.١", "127.0.0.1\u200b", "\u202e1.0.0.721", "0ｘ7f.1", "xn--127-1",
        # User names and other separators.
        "example.com@127.0.0.1", "example.com:80@127.0.0.1", "a:b@127.0.0.1", "@127.0.0.1", ":@127.0.0.1", "a@b@127.0.0.1",
        "127.0.0.1\\@example.com", "example.com\\@127.0.0.1", "127.0.0.1\\.example.com", "127.0.0.1#@example.com",
        "127.0.0.1?@example.com", "127.0.0.1;@example.com", "127.0.0.1,example.com", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1\t",
        "\t127.0.0.1", "12\t7.0.0.1", "127.0.0.1\r\nHost: a", "*", "127.0.0.*", "{127.0.0.1,127.0.0.2}", "127.0.0.[1-3]", "$(hostname)",
        # Private networks and clouds' metadata.
        "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.43518", "0xa9fea9fe",
        "2852039166", "0251.0376.0251.0376", "0xa9.0xfe.0xa9.0xfe", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]", "169.254.170.2", "192.0.0.192", "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1",
    ]
    urls = [f"http://{host}:{port}/" for host in hosts]
    urls += [f"https://{host}:{port}/" for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.0.0.1.")]
    # Schemes, slashes and nothing at all.
    urls += [form.format(port) for form in (
        "http:127.0.0.1:{}/", "http:/127.0.0.1:{}/", "http:///127.0.0.1:{}/", "http:////127.0.0.1:{}/", "http:\\\\127.0.0.1:{}/",
        "//127.0.0.1:{}/", "\\\\127.0.0.1:{}/", "127.0.0.1:{}", "localhost:{}/", "HTTP://127.0.0.1:{}/", "hTtP://127.0.0.1:{}/",
        " http://127.0.0.1:{}/", "\thttp://127.0.0.1:{}/", "\nhttp://127.0.0.1:{}/", "ht\ntp://127.0.0.1:{}/", "http://127.0.0.1:0{}/",
        "http://127.0.0.1:{}\\/", "http://127.0.0.1:{}?", "http://127.0.0.1:{}#", "http://127.0.0.1:+{}/", "http://127.0.0.1::{}/",
        "ftp://127.0.0.1:{}/", "ftps://127.0.0.1:{}/", "gopher://127.0.0.1:{}/_x", "dict://127.0.0.1:{}/x", "telnet://127.0.0.1:{}",
        "tftp://127.0.0.1:{}/x", "ldap://127.0.0.1:{}/", "smb://127.0.0.1:{}/x", "imap://127.0.0.1:{}/", "smtp://127.0.0.1:{}/",
        "rtsp://127.0.0.1:{}/", "mqtt://127.0.0.1:{}/x", "ws://127.0.0.1:{}/", "wss://127.0.0.1:{}/", "scp://127.0.0.1:{}/x",
        "file://127.0.0.1:{}/etc/passwd", "file:///proc/self/environ?{}", "http+unix://127.0.0.1:{}/", "url:http://127.0.0.1:{}/",
        "view-source:http://127.0.0.1:{}/", "jar:http://127.0.0.1:{}/!/", "data:text/plain,{}", "socks5://127.0.0.1:{}/")]
    return urls


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
