"""An application on a real socket, in a thread of this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Live:
    url: str
    port: int
    server: uvicorn.Server


@contextmanager
def serving(app: FastAPI) -> Iterator[Live]:
    """Serve until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield Live(f"http://127.0.0.1:{port}", port, server)
        finally:
            server.should_exit = True
            thread.join()
