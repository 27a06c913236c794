"""A web server of this machine for tests: what it answers stands in a table, and it counts what it was asked."""
import collections
import http.server
import threading


class Web:
    """`answers` maps a path to bytes, to (status, headers, bytes), or to a function of the request's handler that gives either."""

    def __init__(self, answers=None):
        web = self
        self.answers = answers if answers is not None else {}
        self.asked = collections.Counter()
        self.requests = []
        self.lock = threading.Lock()
        self.open = True

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # pylint: disable=invalid-name
                with web.lock:
                    web.asked[self.path] += 1
                    web.requests.append((self.path, dict(self.headers)))
                answer = web.answers.get(self.path)
                if callable(answer):
                    answer = answer(self)
                if answer is None:
                    answer = (404, {}, b"no such page")
                if answer is True:  # it has been given
                    return
                if isinstance(answer, (bytes, str)):
                    answer = (200, {}, answer)
                status, headers, body = answer
                body = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def handle(self):
                try:
                    super().handle()
                except OSError:  # who asked has had enough
                    pass

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        self.open = False
        self.server.shutdown()
        self.server.server_close()


def redirect(to, status=302):
    return (status, {"Location": to}, b"")
