"""A document's edition as a line and as JSON, for commands."""

from bot.wording import Say
from index.clause import Day, Document, Stated
from index.register import Register, Standing


def edition_line(document: Document, register: Register, say: Say) -> str:
    """文号, issuer, date, validity, state: what the document says; "" where it says nothing."""
    edition = document.edition
    facts = (
        ("number", _text(edition.number)),
        ("issuer", _text(edition.issuer)),
        ("date", _iso(edition.date)),
        ("year", _years(document)),
        ("effective", _iso(edition.effective)),
        ("expires", _iso(edition.expires)),
    )
    told = [say(f"edition.{name}", value=value) for name, value in facts if value]
    told += [say("edition.repeals", value=each.title or each.number) for each in edition.repeals]
    return "　".join((*told, *filter(None, [_state(register.standing(document), say)])))


def _state(standing: Standing, say: Say) -> str:
    if standing.by:
        return say("edition.state_repealed_by", by=standing.by.title)
    return say(f"edition.state_{standing.state}")


def edition_json(document: Document, register: Register) -> dict[str, object]:
    """The same as JSON; a field is null where the document does not say it."""
    edition = document.edition
    standing = register.standing(document)
    return {
        "number": _text(edition.number),
        "issuer": _text(edition.issuer),
        "date": _iso(edition.date),
        "year": edition.year,
        "last_year": edition.last_year,
        "effective": _iso(edition.effective),
        "expires": _iso(edition.expires),
        "repeals": [{"title": each.title, "number": each.number} for each in edition.repeals],
        "state": standing.state,
        "repealed_by": standing.by.title if standing.by else None,
    }


def _text(stated: Stated | None) -> str | None:
    return stated.text if stated else None


def _iso(day: Day | None) -> str | None:
    return day.iso if day else None


def _years(document: Document) -> str | None:
    first, last = document.edition.year, document.edition.last_year
    if first is None:
        return None
    return str(first) if last in {None, first} else f"{first}—{last}"
