"""wence serve: the web page, the API and WeChat."""

from typing import Annotated

import typer

from bot.cli.options import Data, settings_of


def serve(
    host: Annotated[str, typer.Option(help="监听的地址；0.0.0.0 对外开放。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听的端口。")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="进程数。")] = 1,
    data: Data = None,
) -> None:
    """启动服务；可以提问之后，在标准输出写出网址。"""
    settings = settings_of(data)
    from bot.server import serve as run

    run(settings, host, port, workers)
