"""`/api/documents`: the documents as they are stored, their outline, and the files themselves."""

from typing import Annotated, Self
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Response
from pydantic import BaseModel

from bot.channels.web.serving import Saying, Serving
from index.clause import Clause, Document, Mark, Section

router = APIRouter(prefix="/api/documents", tags=["文件"])


class Listed(BaseModel):
    id: str
    title: str
    source: str


class Removed(BaseModel):
    """Dressing that was cut out of the file's text at the offset `at` of the stored text."""

    at: int
    text: str


class Stored(Listed):
    text: str
    removed: list[Removed]

    @classmethod
    def of(cls, document: Document) -> Self:
        removed = [Removed(at=cut.at, text=cut.text) for cut in document.removed]
        return cls(
            id=document.id,
            title=document.title,
            source=document.source,
            text=document.text,
            removed=removed,
        )


class Heading(BaseModel):
    """A section; `start` and `end` span its title without the mark, `level` counts from 1."""

    label: str
    mark: str
    title: str
    level: int
    start: int
    end: int

    @classmethod
    def of(cls, section: Section) -> Self:
        return cls(
            label=section.label,
            mark=_last(section.marks),
            title=section.title,
            level=len(section.path) + 1,
            start=section.start,
            end=section.end,
        )


class Item(BaseModel):
    """A clause; `start` and `end` span its text without the mark, `section` indexes `sections`."""

    label: str
    mark: str
    headline: str
    level: int
    start: int
    end: int
    section: int | None
    page: int | None

    @classmethod
    def of(cls, clause: Clause) -> Self:
        return cls(
            label=clause.label,
            mark=_last(clause.marks),
            headline=clause.headline,
            level=len(clause.path) + 1,
            start=clause.start,
            end=clause.end,
            section=clause.section,
            page=clause.page,
        )


class Outline(Listed):
    sections: list[Heading]
    clauses: list[Item]

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls(
            id=document.id,
            title=document.title,
            source=document.source,
            sections=[Heading.of(section) for section in document.sections],
            clauses=[Item.of(clause) for clause in document.clauses],
        )


def _found(document_id: str, assistant: Serving, say: Saying) -> Document:
    document = assistant.document(document_id)
    if document is None:
        raise HTTPException(404, say("http_document_unknown"))
    return document


Found = Annotated[Document, Depends(_found)]


@router.get("", summary="全部文件")
def documents(assistant: Serving) -> list[Listed]:
    return [Listed(id=d.id, title=d.title, source=d.source) for d in assistant.documents]


@router.get("/{document_id}", summary="一份文件的存储文本，以及清理时去掉的内容")
def document(found: Found) -> Stored:
    return Stored.of(found)


@router.get("/{document_id}/outline", summary="一份文件的章节与条目，位置按存储文本计")
def outline(found: Found) -> Outline:
    return Outline.of(found)


@router.get(
    "/{document_id}/original",
    summary="原始文件",
    description="一律作为附件下载，不在浏览器里打开。",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def original(found: Found, assistant: Serving) -> Response:
    content, name = assistant.original(found.id)
    # Never the file's own type: nothing that an office stores may run on this origin.
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


def _last(marks: tuple[Mark, ...]) -> str:
    return marks[-1].text if marks else ""
