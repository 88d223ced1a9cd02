"""Lines that tell by their looks alone what they are: numbers of documents, dates, notes."""

import re

_YEAR = r"(?:[\d０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})"
_COUNT = r"[\d０-９一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(r".{1,20}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(第\s*)?\d+\s*号|第\s*\d+\s*号")
_DATE = re.compile(
    rf"[（(]?{_YEAR}\s*年\s*{_COUNT}\s*月(\s*{_COUNT}\s*日)?[）)]?(\s*\d\d?:\d\d.*)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(\s+\d\d?:\d\d(:\d\d)?)?"
)
_NOTE = re.compile(
    r"[（(].{0,30}(公开|删减|删节|略|印发|抄送).{0,10}[）)]|(信息)?公开(方式|属性|选项|类别)\s*[:：].*"
    r"|抄\s*送\s*[:：].*|.{0,30}年.{1,8}日\s*印发。?|主动公开.{0,10}"
    r"|[（(]?(联系人|联系电话|联系方式)\s*[:：].*"
)
_ATTACHMENTS = re.compile(r"附\s*(件|表|录|图)?\s*[\d一二三四五六七八九十]{0,2}\s*[:：].*")
_ANNEX = re.compile(r"附\s*(件|表|录)?\s*[\d０-９一二三四五六七八九十]{0,3}")
_LETTERHEAD = re.compile(
    r".{2,30}(文件|人民政府|办公厅|办公室|委员会|厅|局)|.{0,30}(国务院|主席|政府|委员会|部|局|署|厅|院)?令|第\s*\S{1,5}\s*号"
)
_SUBTITLE = re.compile(r"[（(].{1,60}[）)]|[—―–-]{2}.{4,60}")
_BODY = re.compile("[局委办厅府院部会司心组军社行署处室校]")
_SPEECH = re.compile("[、，。；：:,;“”《》]")
_SIGNATURE = 60  # characters
_LABELLED = re.compile(r"[^，。；]{1,10}[:：].*")
_POINT = re.compile(r"[一二三四五六七八九十]{1,2}[是要]|[—―–]{2}|[^，。；：:（）]{2,10}[：:]")


def names_body(text: str) -> bool:
    """Whether a line may be a signature: the names of bodies and nothing else."""
    return len(text) <= _SIGNATURE and bool(_BODY.search(text)) and not _SPEECH.search(text)


def is_document_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text))


def is_note(text: str) -> bool:
    """Who may see it, who gets a copy, who can be called."""
    return bool(_NOTE.fullmatch(text))


def names_attachments(text: str) -> bool:
    """附件：1.…, the list below a letter; the annex itself is headed 附件1."""
    return bool(_ATTACHMENTS.fullmatch(text))


def is_annex_mark(text: str) -> bool:
    return bool(_ANNEX.fullmatch(text))


def is_letterhead(text: str) -> bool:
    return bool(_LETTERHEAD.fullmatch(text))


def is_subtitle(text: str) -> bool:
    """（试行）, ——2026年1月26日在…会议上."""
    return bool(_SUBTITLE.fullmatch(text))


def is_labelled(text: str) -> bool:
    """来源：…, 索引号：…."""
    return bool(_LABELLED.fullmatch(text))


def begins_point(text: str) -> bool:
    """一是…, ——…, 责任领域：…: a line that begins a paragraph after a full stop."""
    return bool(_POINT.match(text))


def stands_alone(text: str) -> bool:
    """Whether a line belongs to no sentence, whatever stands around it."""
    return is_document_number(text) or is_date(text) or is_note(text) or is_annex_mark(text)


def is_closing(text: str) -> bool:
    """Whether a line can only stand below a document's last words."""
    return is_note(text) or names_attachments(text) or is_date(text)
