"""A small plan as a file one would find: crawled, masked, in GB18030."""

from pathlib import Path

ROOT = Path(__file__).parents[1]

TITLE = "某县2021年宣传工作要点"
FOLDER = "要点"
NAME = "某县 2021年宣传工作要点（定稿）.txt"
SOURCE = f"{FOLDER}/{NAME}"
DRESSING = "下面是小编为大家整理的某县宣传工作要点,供大家参考。\n"
NOISE = " 当前隐藏内容免费查看"
HEADING = "加强***队伍建设"
# 𠮷 is one character but two UTF-16 units: what stands behind it tells how offsets are counted.
FIRST = "抓好𠮷安培训。全年培训宣传干部300人次,由县委组织部负责。"
SECOND = "健全制度。传承红色基因,落实《XX县新闻发言人若干规定》。"
THIRD = "办好书香节。组织全民阅读活动12场,打造<b>书香</b>品牌。"
TEXT = f"{TITLE}\n一、{HEADING}\n1.{FIRST}\n2.{SECOND}\n二、繁荣文化事业\n1.{THIRD}"
CRAWLED = DRESSING + TEXT.replace("传承", f"传{NOISE}承")
ORIGINAL = CRAWLED.encode("gb18030")


def write_corpus(folder: Path) -> Path:
    """The plan as the one file of a corpus."""
    (folder / FOLDER).mkdir(parents=True)
    (folder / SOURCE).write_bytes(ORIGINAL)
    return folder
