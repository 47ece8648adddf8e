"""Many listeners to server-sent events: they hear everything, in order, and the API answers beside them."""
import http.client
import threading
import time
from http.client import IncompleteRead

from serving import SCALE, ServerTest, film, main

LISTENERS = {"quick": 10, "default": 40, "full": 200}[SCALE]


def events(server, path, last=0, until=lambda numbers, kind: False):
    """Numbers and types of the events of one stream, to its end or until `until` says so."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=120)
    heard = []
    try:
        connection.request("GET", path, headers={"Last-Event-ID": str(last)} if last else {})
        response = connection.getresponse()
        if response.status != 200:
            return heard, response.status
        number = None
        for line in response:
            line = line.decode().rstrip("\n")
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("event: "):
                heard.append((number, line[7:]))
                if until([n for n, _ in heard], line[7:]):
                    break
        return heard, 200
    except (IncompleteRead, ConnectionError):
        return heard, 0
    finally:
        connection.close()


class SseTest(ServerTest):
    def test_listeners_hear_all_and_the_api_answers_meanwhile(self):
        server = self.serve(workers=1)
        server.wait_ready()
        video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 2)
        answer = server.post_form("/v1/analyses", {}, ("a.mp4", video.read_bytes())).json
        results = [None] * LISTENERS

        def listen(number):
            results[number] = events(server, answer["links"]["events"])
        threads = [threading.Thread(target=listen, args=(number,)) for number in range(LISTENERS)]
        for thread in threads:
            thread.start()
        times = []
        while any(thread.is_alive() for thread in threads) or len(times) < 100:
            begin = time.monotonic()
            self.assertEqual(server.ask("GET", f"/v1/analyses/{answer['id']}").status, 200)
            times.append(time.monotonic() - begin)
            time.sleep(0.01)
        for thread in threads:
            thread.join()
        for heard, status in results:
            numbers = [number for number, _ in heard]
            self.assertEqual(status, 200)
            self.assertEqual(numbers, sorted(set(numbers)))
            self.assertEqual((numbers[0], heard[-1][1]), (1, "done"), heard[-3:])
        times.sort()
        print(f"{LISTENERS} listeners; API p50 {times[len(times) // 2] * 1000:.0f} ms, "
              f"p99 {times[len(times) * 99 // 100] * 1000:.0f} ms of {len(times)} requests")

    def test_after_a_cut_it_goes_on_without_a_gap(self):
        server = self.serve(workers=1)
        server.wait_ready()
        video, _ = film(self.scratch / "film", "--seed", 3, "--item", "card", "--size", "320x180", "--seconds", 2)
        answer = server.post_form("/v1/analyses", {}, ("a.mp4", video.read_bytes())).json
        path = answer["links"]["events"]
        whole = []
        while True:
            last = whole[-1][0] if whole else 0
            heard, status = events(server, path, last, until=lambda numbers, kind: len(numbers) == 3)
            whole += heard
            if status == 204 or (heard and heard[-1][1] == "done"):
                break
        numbers = [number for number, _ in whole]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual((numbers[0], whole[-1][1]), (1, "done"))
        # While the analysis goes on nothing is left out; at its end all but the last progress is forgotten.
        done = [number for number, kind in whole if kind != "progress"]
        self.assertEqual(len(done), len(set(done)))
        self.assertEqual(events(server, path, numbers[-1])[1], 204)

    def test_listeners_beyond_the_limit_are_told_and_starve_nobody(self):
        server = self.serve("--max-listeners", 3, workers=1)
        waiting = server.ask("POST", "/v1/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
        self.assertEqual(waiting.status, 201)
        server.wait_ready()
        body = {"videoUrl": "https://captures.example.org/a.mp4", "tier": "batch"}
        for _ in range(20):
            path = server.ask("POST", "/v1/analyses", body).json["links"]["events"]
            opened = []
            for _ in range(4):
                connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
                connection.request("GET", path)
                opened.append((connection, connection.getresponse().status))
            statuses = [status for _, status in opened]
            for connection, _ in opened:
                connection.close()
            if statuses == [200, 200, 200, 503]:
                break
            time.sleep(0.2)  # the analysis had ended already
        self.assertEqual(statuses, [200, 200, 200, 503])
        self.assertEqual(server.ask("GET", "/v1/engines").status, 200)


if __name__ == "__main__":
    main(verbosity=2)
