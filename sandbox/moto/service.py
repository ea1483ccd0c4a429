"""moto behind a server that loses no answer, and whose memory can be saved and loaded.

    service.py --port PORT [--load FILE] [--emulator URL]

moto's own server closes the connection after each answer. Now and then the AWS provider does not take an answer that
arrives together with the end of its connection, and its SDK sends the call again: a role that was created is created once
more, and is refused. That server also handles calls in parallel, though moto's stores are not made for that (`dictionary
changed size during iteration`). Here connections stay open, and each call has moto for itself. See
docs/decisions/0014-calls-of-the-sandbox.md.

Beside AWS's calls it answers `GET /_moto/health`, `POST /_moto/save` with `{"file": PATH}` (see snapshot.py),
`POST /_moto/facts` with a question (see facts.py), and `POST /_moto/skip` with `{"milliseconds": N}` (see queues.py).
"""

import argparse
import io
import json
import signal
import sys
import threading
import traceback

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import run_wsgi_app

import facts
import patches
import queues
import snapshot
import state_machines

LOOPBACK = "127.0.0.1"
CONTROL_PREFIX = "/_moto/"


class KeepAliveHandler(WSGIRequestHandler):
    """Werkzeug's handler, but it reads a request whole, answers with a length, and leaves the connection open."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece: in two, the second one waits for the client to acknowledge the first
    disable_nagle_algorithm = True

    def run_wsgi(self):
        if self.headers.get("Expect", "").lower().strip() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        environ = {**self.make_environ(), "wsgi.input": io.BytesIO(body)}
        status, headers, answer = self.server.app.answer(environ)
        self.send_response(int(status.split(" ", 1)[0]), status.split(" ", 1)[-1])
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)
        self.wfile.flush()


class Application:
    """moto's WSGI application, one call at a time, and the calls that control it."""

    def __init__(self):
        self._moto = DomainDispatcherApplication(create_backend_app)
        self.turn = threading.Lock()

    def answer(self, environ):
        """Status, headers and body of the answer to a request."""
        with self.turn:
            try:
                if environ["PATH_INFO"].startswith(CONTROL_PREFIX):
                    return self._control(environ)
                return self._call(environ)
            except Exception:
                text = traceback.format_exc()
                sys.stderr.write(text)
                return _plain("500 INTERNAL SERVER ERROR", text)

    def _call(self, environ):
        body, status, headers = run_wsgi_app(self._moto, environ, buffered=True)
        answer = b"".join(body)
        # The length of the body that HEAD leaves out is in the headers: S3's clients read an object's size there.
        if environ["REQUEST_METHOD"] != "HEAD" or "Content-Length" not in headers:
            headers.set("Content-Length", str(len(answer)))
        return status, headers.to_wsgi_list(), answer

    def _control(self, environ):
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO'].removeprefix(CONTROL_PREFIX)}"
        if asked == "GET health":
            return _plain("200 OK", "ok")
        if asked == "POST save":
            snapshot.save(json.load(environ["wsgi.input"])["file"])
            return _plain("200 OK", "saved")
        if asked == "POST facts":
            found = facts.answer(json.load(environ["wsgi.input"]))
            return _plain("200 OK", json.dumps(found), "application/json")
        if asked == "POST skip":
            queues.put_forward(json.load(environ["wsgi.input"])["milliseconds"])
            return _plain("200 OK", "skipped")
        return _plain("404 NOT FOUND", f"no control endpoint {asked}")


def _plain(status, text, content_type="text/plain"):
    body = text.encode()
    return status, [("Content-Type", content_type), ("Content-Length", str(len(body)))], body


def main():
    parser = argparse.ArgumentParser(description="moto for the sandbox")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--emulator", metavar="URL", help="where state machines call services; without it they do not run")
    parser.add_argument("--load", metavar="FILE", help="what an earlier service has saved")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    patches.apply()
    application = Application()
    if arguments.emulator:
        state_machines.apply(arguments.emulator, application.turn)
    if arguments.load:
        snapshot.load(arguments.load)
    server = make_server(LOOPBACK, arguments.port, application, threaded=True, request_handler=KeepAliveHandler)
    server.daemon_threads = True  # connections stay open; none of them holds up the end
    server.serve_forever()


if __name__ == "__main__":
    main()
