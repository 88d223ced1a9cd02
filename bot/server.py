"""Serve the application: take the port, start the workers, say the address, stop in peace."""

import errno
import ipaddress
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import httpx
import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG, STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from bot.settings import Settings
from index.errors import WenceError

_BACKLOG = 2048


class PortError(WenceError):
    """The address can't be listened on."""


class PathOnly(logging.Filter):
    """Cut the query off an access log line: what people ask for is nobody's business."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            client, method, path, *rest = record.args
            record.args = (client, method, str(path).partition("?")[0], *rest)
        return True


# Uvicorn's own, but nothing goes to stdout: that is for results.
LOGGING = {
    **LOGGING_CONFIG,
    "filters": {"path_only": {"()": "bot.server.PathOnly"}},
    "handlers": {
        "default": LOGGING_CONFIG["handlers"]["default"],
        "access": {
            **LOGGING_CONFIG["handlers"]["access"],
            "stream": "ext://sys.stderr",
            "filters": ["path_only"],
        },
    },
}


def serve(settings: Settings, host: str, port: int, workers: int = 1) -> None:
    """Serve until SIGTERM or SIGINT; the address is one line on stdout once it answers.

    Raises:
        PortError: the port is taken or not ours to take.
        WenceError: the assistant can't be opened, for want of an index for example.
    """
    # The port first, and then all that takes its time to load: who calls meanwhile waits instead of
    # being refused.
    with _listen(host, port) as listener, _announced(_address(host, listener)):
        if workers == 1:
            _run_alone(_config(partial(_app, settings), 1), listener)
        else:
            from index.generation import Generation

            # Told once, not by every worker after it has started.
            Generation.open(settings.place)
            _run_together(_config(partial(_worker, settings), workers), listener)


def _listen(host: str, port: int) -> socket.socket:
    # Before the index is opened: a taken port is told at once.
    if not 0 <= port <= 65535:
        raise PortError(
            f"没有端口 {port}；请用 1024 到 65535 之间的端口：wence serve --port 8000。"
        )
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server((str(address[0]), port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise PortError(_reason(error, host, port)) from None


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"端口 {port} 已被占用；请停掉占用它的程序，或换一个：wence serve --port {other}。"
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {port}；请换一个 1024 以上的端口：wence serve --port 8000。"
    return f"不能在 {host} 的端口 {port} 上监听（{error}）；请改用 --host 127.0.0.1 --port 8000。"


def _address(host: str, listener: socket.socket) -> str:
    """Where a browser on this machine reaches the listener."""
    bound: str = listener.getsockname()[0]
    six = listener.family == socket.AF_INET6
    if ipaddress.ip_address(bound).is_unspecified:
        host = "::1" if six else "127.0.0.1"
    port: int = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _announced(address: str) -> Iterator[None]:
    """Write the address to stdout as soon as it answers."""
    stopped = threading.Event()
    thread = threading.Thread(target=_announce, args=(address, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _announce(address: str, stopped: threading.Event) -> None:
    with httpx.Client(trust_env=False, timeout=1) as client:
        while not stopped.wait(0.05):
            with suppress(httpx.HTTPError):
                if client.get(f"{address}/readyz").is_success:
                    sys.stdout.write(f"{address}\n")
                    sys.stdout.flush()
                    return


def _config(factory: Callable[[], FastAPI], workers: int) -> uvicorn.Config:
    return uvicorn.Config(
        factory,
        factory=True,
        workers=workers,
        log_config=LOGGING,
        server_header=False,
        timeout_graceful_shutdown=10,
        timeout_worker_healthcheck=10,
        backlog=_BACKLOG,
    )


def _run_alone(config: uvicorn.Config, listener: socket.socket) -> None:
    # Uvicorn repeats the signal that stopped it, once all is closed; then all is done.
    signal.signal(signal.SIGTERM, lambda *_: None)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _run_together(config: uvicorn.Config, listener: socket.socket) -> None:
    supervisor = Multiprocess(config, sockets=[listener])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise SystemExit(1)


def _app(settings: Settings) -> FastAPI:
    # Imported when the port is ours already: after a crash, who calls meanwhile waits, and what
    # they send is read and kept even where they have gone by then.
    from bot.app import create_app

    return create_app(settings)


def _worker(settings: Settings) -> FastAPI:
    try:
        return _app(settings)
    except WenceError as error:
        sys.stderr.write(f"{error}\n")
        # The one exit code at which the other workers are stopped too, not restarted for ever.
        raise SystemExit(STARTUP_FAILURE) from None
