"""Two real generations: the plan of corpus/, and small papers with owners, tables and articles."""

import shutil
from pathlib import Path

import pytest

from bot.answering import Basis
from bot.assistant import Assistant
from bot.settings import Settings
from bot.wording import Wording
from index.build import build
from index.generation import Generation

ROOT = Path(__file__).parents[2]
PAPERS = Path(__file__).parent / "papers"
LONG_TITLE = "青禾区水系治理规划"


def long_paper() -> str:
    """A section of twelve clauses, over 3,000 characters together."""
    river = "沿线截污纳管、清淤疏浚、岸坡整治、生态补水一体推进，" * 12 + "持续改善水质。"
    clauses = [
        f"{number}.治理第{number}号河道。按照一河一策的要求编制方案。{river}"
        for number in range(1, 13)
    ]
    return "\n".join(
        (LONG_TITLE, "一、河道治理", *clauses, "二、湿地保护", "1.保护湿地。划定红线。")
    )


def indexed_of(corpus: Path, data: Path) -> Settings:
    settings = Settings(data=data, corpus=corpus)
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    return settings


@pytest.fixture(scope="session")
def plan_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return indexed_of(ROOT / "corpus", tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def papers_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    corpus = tmp_path_factory.mktemp("papers")
    shutil.copytree(PAPERS, corpus, dirs_exist_ok=True)
    (corpus / f"{LONG_TITLE}.txt").write_text(long_paper(), "utf-8")
    return indexed_of(corpus, tmp_path_factory.mktemp("papers_data"))


@pytest.fixture(scope="session")
def plan(plan_settings: Settings) -> Assistant:
    return Assistant(plan_settings)


@pytest.fixture(scope="session")
def papers(papers_settings: Settings) -> Assistant:
    return Assistant(papers_settings)


@pytest.fixture(scope="session")
def plan_basis(plan_settings: Settings) -> Basis:
    return Basis(Wording.load().say, Generation.open(plan_settings.place))
