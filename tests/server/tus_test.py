"""Resumable uploads: the protocol, cuts, memory, a server that is killed meanwhile."""
import hashlib
import random
import socket
import time

from serving import SCALE, ServerTest, main, node

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}
CUTS = {"quick": 3, "default": 8, "full": 100}[SCALE]
LARGE = {"quick": 64, "default": 128, "full": 1024}[SCALE] << 20


class TusTest(ServerTest):
    def begin(self, server, length):
        answer = server.ask("POST", "/v1/uploads", headers={**TUS, "Upload-Length": str(length)})
        self.assertEqual(answer.status, 201, answer)
        return answer.headers["location"]

    def offset(self, server, url):
        answer = server.ask("HEAD", url, headers=TUS)
        self.assertEqual(answer.status, 200, answer)
        return int(answer.headers["upload-offset"])

    def digest(self, server, url):
        """Of what the server has on its disk."""
        return hashlib.sha256((server.folder / "uploads" / url.rsplit("/", 1)[1]).read_bytes()).hexdigest()

    def test_the_protocol_from_discovery_to_termination(self):
        server = self.serve(workers=1)
        discovery = server.ask("OPTIONS", "/v1/uploads")
        self.assertEqual(discovery.status, 204, discovery)
        self.assertEqual(discovery.headers["tus-version"], "1.0.0")
        self.assertIn("termination", discovery.headers["tus-extension"])
        self.assertEqual(server.ask("POST", "/v1/uploads", headers={"Upload-Length": "5"}).status, 412)
        url = self.begin(server, 10)
        self.assertEqual(server.ask("PATCH", url, b"01234", {**PIECE, "Upload-Offset": "0"}).status, 204)
        self.assertEqual(self.offset(server, url), 5)
        wrong = server.ask("PATCH", url, b"56789", {**PIECE, "Upload-Offset": "4"})
        self.assertEqual((wrong.status, wrong.json["code"]), (409, "offset_mismatch"))
        self.assertEqual(wrong.headers["tus-resumable"], "1.0.0")
        self.assertEqual(server.ask("PATCH", url, b"56789ab", {**PIECE, "Upload-Offset": "5"}).status, 413)
        self.assertEqual(server.ask("PATCH", url, b"56789", {**TUS, "Upload-Offset": "5"}).status, 415)
        self.assertEqual(server.ask("PATCH", url, b"56789", {**PIECE, "Upload-Offset": "5"}).status, 204)
        self.assertEqual(server.ask("DELETE", url, headers=TUS).status, 204)
        self.assertEqual(server.ask("HEAD", url, headers=TUS).status, 404)
        both = server.ask("POST", "/v1/uploads", b"abc", {**PIECE, "Upload-Length": "6"})
        self.assertEqual((both.status, both.headers["upload-offset"]), (201, "3"))

    def test_cut_at_random_the_whole_arrives(self):
        server = self.serve(workers=1)
        content = random.Random(4).randbytes(max(8 << 20, CUTS << 18))
        file = self.scratch / "content"
        file.write_bytes(content)
        result = node("resume.mjs", server.address, file, CUTS)
        self.assertEqual(result["cuts"], CUTS)
        self.assertEqual(self.digest(server, result["url"]), hashlib.sha256(content).hexdigest())
        print(f"{result['cuts']} cuts, {result['resumes']} resumes, SHA-256 right")

    def test_a_large_upload_does_not_go_through_memory(self):
        server = self.serve(workers=1)
        piece = random.Random(5).randbytes(1 << 20)
        url = self.begin(server, LARGE)
        before = server.resident()
        most = before
        with socket.create_connection((server.host, server.port), timeout=300) as connection:
            head = "".join(f"{name}: {value}\r\n" for name, value in {**PIECE, "Upload-Offset": "0"}.items())
            connection.sendall(f"PATCH {url} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LARGE}\r\n{head}\r\n".encode())
            for _ in range(LARGE // len(piece)):
                connection.sendall(piece)
                most = max(most, server.resident())
            self.assertIn(b" 204 ", connection.recv(4096).split(b"\r\n")[0])
        added = (most - before) / (1 << 20)
        print(f"{LARGE >> 20} MiB uploaded; the server's memory grew by {added:.1f} MiB")
        self.assertLess(added, 64)
        self.assertEqual(self.offset(server, url), LARGE)

    def test_a_server_killed_meanwhile_goes_on_from_what_is_on_its_disk(self):
        server = self.serve(workers=1)
        content = random.Random(6).randbytes(4 << 20)
        url = self.begin(server, len(content))
        with socket.create_connection((server.host, server.port), timeout=60) as connection:
            head = "".join(f"{name}: {value}\r\n" for name, value in {**PIECE, "Upload-Offset": "0"}.items())
            connection.sendall(f"PATCH {url} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(content)}\r\n{head}\r\n"
                               .encode() + content[:1 << 20])
            deadline = time.monotonic() + 30
            file = server.folder / "uploads" / url.rsplit("/", 1)[1]
            while file.stat().st_size < 1 << 20 and time.monotonic() < deadline:
                time.sleep(0.05)
            server.kill()
        server.start()
        offset = self.offset(server, url)
        self.assertEqual(offset, 1 << 20)
        self.assertEqual(server.ask("PATCH", url, content[offset:], {**PIECE, "Upload-Offset": str(offset)}).status, 204)
        self.assertEqual(self.digest(server, url), hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main(verbosity=2)
