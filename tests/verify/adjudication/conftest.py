"""An endpoint on this machine that answers as it is told, and a report to ask about."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.verify.build import source
from verify.pipeline import check


class Endpoint:
    """Keeps what it was asked; `reply` makes the answer, a status and a body."""

    def __init__(self):
        self.asked, self.headers = [], []
        self.reply = lambda body: (200, chat({"relation": "contradiction", "probability": 0.9, "reason": "Differs."}))
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, body))
                outer.headers.append(dict(self.headers))
                status, answer = outer.reply(body)
                self.send_response(status)
                if status in {301, 302, 307}:
                    self.send_header("Location", answer.decode())
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def chat(ruling, **more):
    """A body in the protocol's form; `ruling` is the model's answer."""
    content = ruling if isinstance(ruling, str) else json.dumps(ruling)
    usage = {"prompt_tokens": 120, "completion_tokens": 30}
    return json.dumps({"choices": [{"message": {"content": content}}], "usage": usage, **more}).encode()


@contextmanager
def dripping(start):
    """The address of a server that sends `start` and then one letter after another, for half a minute."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.sendall(start)
                    for _ in range(300):
                        connection.sendall(b"x")
                        time.sleep(0.1)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@pytest.fixture
def endpoint():
    server = Endpoint()
    yield server
    server.close()


@pytest.fixture(scope="session")
def report():
    told = [
        source("The fund Lornfund holds 344 billion yuan, officials said on Monday.", "a"),
        source("The fund Lornfund holds 344 billion yen, officials said on Monday.", "b"),
        source("The fund Lornfund paid out 250 thousand dollars to three towns.", "c"),
        source("The fund Lornfund paid out 250 thousand euros to three towns.", "d"),
    ]
    return check(told)
