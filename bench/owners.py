"""How well owners are read: precision and recall of units, leads, roles; speed; misses.

    python -m bench.owners [--misses N] [--shared FOLDER]

What is expected comes from the data's own fields (`owner_raw`, `lead`, the table's columns), cut
up here by plain splitting, not by the code that is measured. A unit found where the data says
that none is stated counts as wrong. `owners_read.json` holds what the passages whose labels are
wrong say when they are read (a rule in other words, a damaged bracket, a bare list after the full
stop, a body charged in a sentence): figures are given as labelled and as read.
"""

import argparse
import json
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.clause import Clause, Document, Mark, Owner
from index.owners import find_owners

Roles = dict[str, str]


@dataclass
class Figures:
    """Counts over one data set; `misses` are lines to read by eye."""

    clauses: int = 0
    expected: int = 0
    found: int = 0
    right: int = 0
    right_roles: int = 0
    leads: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, expected: Roles, owner: Owner) -> None:
        found = {unit.name: str(unit.role) for unit in owner.units}
        self.clauses += 1
        self.expected += len(expected)
        self.found += len(found)
        self.right += len(found.keys() & expected.keys())
        self.right_roles += len(found.items() & expected.items())
        self.leads.update(_leads(expected, found))
        if found != expected:
            self.misses.append(f"{name}: expected {expected}, found {found}")

    def show(self, title: str, misses: int) -> None:
        print(
            f"\n{title}: {self.clauses} clauses, {self.expected} units expected, {self.found} found"
        )
        print(f"  units   precision {self.right / max(self.found, 1):.2%}", end="  ")
        print(f"recall {self.right / max(self.expected, 1):.2%}")
        print(f"  roles   {self.right_roles / max(self.right, 1):.2%} of the right units")
        print(f"  leads   {dict(self.leads)}")
        print(f"  {len(self.misses)} clauses differ")
        for miss in self.misses[:misses]:
            print("   ", miss)


def _leads(expected: Roles, found: Roles) -> Iterator[str]:
    said = {name for name, role in expected.items() if role == "lead"}
    given = {name for name, role in found.items() if role == "lead"}
    yield from ["right"] * len(said & given)
    yield from ["missed"] * len(said - given)
    yield from ["guessed"] * len(given - said)


def documents(passages: list[dict[str, Any]]) -> Iterator[tuple[list[dict[str, Any]], Document]]:
    """The passages of one title as one document, in their order."""
    by_title: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for passage in passages:
        by_title[passage["title"]].append(passage)
    for title, group in by_title.items():
        yield group, document_of(title, [passage["text"] for passage in group])


def document_of(title: str, texts: list[str]) -> Document:
    clauses, start = [], 0
    for number, text in enumerate(texts, 1):
        label, end = f"第{number}段", start + len(text)
        mark = Mark("unnumbered", number, label)
        clauses.append(Clause(label, (mark,), (), "", text, start, end, None, number))
        start = end + 1
    return Document(title, title, title, "\n".join(texts), (), tuple(clauses))


def split_units(raw: str) -> list[str]:
    """The bodies of a plain list; 、 and ， inside brackets do not cut."""
    raw = re.sub(r"等\w*(部门|单位|地区)?(和单位)?$|等$", "", raw)
    pieces, depth, piece = [], 0, ""
    for character in raw:
        depth += (character in "（(〔") - (character in "）)〕")
        if character in "、，,；" and depth == 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    names = [re.sub(r"(按照?职责分工)?负责$|〔$", "", name) for name in [*pieces, piece]]
    return [name for name in names if name not in ("", "无", "/")]


def expected_roles(passage: dict[str, Any]) -> Roles:
    """What a passage of policy_owner states, from its own fields."""
    if "owner_raw" not in passage:
        return {}
    raw = re.sub(r"\s|[。；，]?适用范围：.*|[。]$", "", passage["owner_raw"])
    form = passage["owner_form"]
    if form == "lead":
        first, _, rest = raw.partition("牵头")
        supports = rest.endswith(("参与", "配合"))
        rest = re.sub(r"(按照?职责分工)?(负责|参与|配合)$", "", rest.strip("，"))
        roles = dict.fromkeys(split_units(rest), "support" if supports else "responsible")
        return dict.fromkeys(split_units(first), "lead") | roles
    raw = re.sub(r"(会同有关部门)?(按照?职责分工)?负责$", "", raw)
    roles = dict.fromkeys(split_units(raw), "lead" if form == "label:牵头单位" else "responsible")
    if passage["lead"] is not None:
        roles |= dict.fromkeys(split_units(passage["lead"]), "lead")
    return roles


def expected_of_task(passage: dict[str, Any]) -> Roles:
    leads = re.sub(r"按职责分工负责$", "", passage["owner"])
    supports = dict.fromkeys(split_units(passage["co"]), "support")
    return supports | dict.fromkeys(split_units(leads), "lead")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line]


def expected_as_read(passage: dict[str, Any], read_by_eye: dict[str, Any]) -> Roles:
    """What a passage says when it is read, where its label is wrong."""
    name = passage["id"]
    roles: Roles = read_by_eye["stated"].get(name) or expected_roles(passage)
    if name in read_by_eye["first_leads"]:
        roles = {next(iter(roles)): "lead"} | dict(list(roles.items())[1:])
    return roles


def measure_policy(shared: Path, misses: int) -> None:
    read_by_eye = json.loads(Path(__file__).with_name("owners_read.json").read_text("utf-8"))
    labelled, as_read = Figures(), Figures()
    silent = named = 0
    for group, document in documents(read(shared / "policy_owner/passages.jsonl")):
        for passage, clause in zip(group, find_owners(document).clauses, strict=True):
            labelled.add(passage["id"], expected_roles(passage), clause.owner)
            as_read.add(passage["id"], expected_as_read(passage, read_by_eye), clause.owner)
            if "owner_raw" not in passage:
                silent += 1
                named += clause.owner.status == "named"
    labelled.show("policy_owner, as labelled", misses)
    print(f"  of {silent} passages labelled as stating no owner, {named} are read as naming one")
    as_read.show("policy_owner, as read", misses)


def measure_tasks(shared: Path, misses: int) -> None:
    figures, deadlines = Figures(), 0
    passages = read(shared / "zj_tasks/passages.jsonl")
    document = find_owners(document_of("任务清单", [passage["text"] for passage in passages]))
    for passage, clause in zip(passages, document.clauses, strict=True):
        figures.add(passage["id"], expected_of_task(passage), clause.owner)
        deadline = clause.owner.deadline
        deadlines += deadline is not None and deadline.text == passage["time"]
    figures.show("zj_tasks", misses)
    print(f"  deadlines right {deadlines}/{len(passages)}")


def measure_plan(shared: Path) -> None:
    clauses = read(shared / "plan/clauses.jsonl")
    document = find_owners(document_of("工作要点", [clause["text"] for clause in clauses]))
    print("\nplan: status and phrases of every clause that is not `not_named`")
    for given, clause in zip(clauses, document.clauses, strict=True):
        owner = clause.owner
        if owner.status != "not_named":
            print(f"  {given['id']} {owner.status}", [phrase.text for phrase in owner.phrases])
            print("   ", [unit.name for unit in owner.units])


def measure_speed(shared: Path) -> None:
    passages = read(shared / "policy_owner/passages.jsonl")
    for title, texts in {
        "with owner brackets": [p["text"] for p in passages if "owner_raw" in p],
        "without brackets": [p["text"] for p in passages if not re.search("[（(〔]", p["text"])],
    }.items():
        document = document_of("速度", texts * 10)
        start = time.process_time()
        find_owners(document)
        took = time.process_time() - start
        length = sum(map(len, texts)) / len(texts)
        rate = len(document.clauses) / took
        print(f"\nspeed {title}: {rate:,.0f} clauses/s of {length:.0f} characters")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = os.environ.get("WENCE_SHARED", "../shared")
    parser.add_argument("--shared", type=Path, default=Path(shared))
    parser.add_argument("--misses", type=int, default=20)
    options = parser.parse_args()
    data = options.shared / "data"
    measure_policy(data, options.misses)
    measure_tasks(data, options.misses)
    measure_plan(data)
    measure_speed(data)


if __name__ == "__main__":
    main()
