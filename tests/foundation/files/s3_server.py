"""An object store for tests: moto's S3 behind a real HTTP server, so that boto3 speaks over a socket as it would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from moto.moto_proxy.proxy3 import MotoRequestHandler
from moto.s3.models import s3_backends

AMAZON = "http://s3.amazonaws.com"


class _Handler(BaseHTTPRequestHandler):
    """Hands each request to moto."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        headers = {**self.headers, "Host": "s3.amazonaws.com"}
        status, said, content = MotoRequestHandler(0).parse_request(self.command, AMAZON, self.path, headers, body)
        content = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        for name, value in said.items():
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, str(value))
        length = int(said.get("content-length", 0)) if self.command == "HEAD" else len(content)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


for verb in ("GET", "PUT", "POST", "DELETE", "HEAD"):
    setattr(_Handler, f"do_{verb}", _Handler.answer)


@contextmanager
def s3_server() -> Iterator[str]:
    """Run the store, empty, and yield its address."""
    s3_backends.reset()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        s3_backends.reset()
