"""Probes: the process is alive; a generation of the index is being served."""

from fastapi import APIRouter
from pydantic import BaseModel

from bot.channels.web.serving import Serving

router = APIRouter(tags=["运行状态"])


class Alive(BaseModel):
    status: str = "ok"


class Ready(BaseModel):
    status: str = "ready"
    generation: str
    documents: int
    notices: tuple[str, ...] = ()


@router.get("/healthz", summary="进程在运行")
async def healthz() -> Alive:
    return Alive()


@router.get("/readyz", summary="可以回答；否则 503")
def readyz(assistant: Serving) -> Ready:
    return Ready(
        generation=assistant.generation,
        documents=len(assistant.documents),
        notices=assistant.notices,
    )
