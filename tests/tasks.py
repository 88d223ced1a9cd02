"""A plan that names no owner, and a table of another office that allots some of its tasks."""

from pathlib import Path

PLAN_TITLE = "清溪区2021年档案工作要点"
PLAN_NAME = f"{PLAN_TITLE}.txt"
PLAN = f"""{PLAN_TITLE}
一、夯实基础
（一）修缮档案馆库。完成馆库屋顶防水和恒温改造，消除火灾隐患。
（二）清点馆藏。全面清点民国档案，逐卷核对目录。
二、服务群众
（三）开放查阅窗口。增设周末查阅窗口，方便群众查询婚姻档案。
（四）举办档案展览。在区图书馆举办家谱档案展，由区文旅局负责。
三、加强保障
（五）培训档案员。各单位年底前完成档案员轮训。
"""
TABLE_TITLE = "2021年档案工作要点任务分解表"
TABLE_NAME = f"{TABLE_TITLE}.csv"
TABLE = """序号,条款,工作任务,牵头单位,配合单位,完成时限
1,一（一）,馆库改造,区机关事务局,区财政局,2021年8月
2,,清点馆藏,区档案馆,/,2021年10月
3,第二部分第三项,周末窗口,区民政局,区档案馆,长期坚持
4,,举办档案展览,区图书馆,/,2021年11月
5,九（九）,接待来信来访,区信访局,/,2021年12月
"""
HEADER = "文件,条款,责任单位,角色,完成时限,来源,日期"


def write_plan(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PLAN_NAME).write_text(PLAN, "utf-8")
    return folder


def write_table(folder: Path) -> Path:
    (folder / TABLE_NAME).write_text(TABLE, "utf-8")
    return folder


def write_supplements(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "office" / "supplements.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\r\n".join((HEADER, *rows, "")).encode(encoding))
    return path
