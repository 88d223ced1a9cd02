"""An office's documents of several years: two editions of a plan, a repealed and an expired one."""

from pathlib import Path

OLD_TITLE = "清河县2022年防汛工作要点"
NEW_TITLE = "清河县2023年防汛工作要点"
_PLAN = """清河县{year}年防汛工作要点
清河县人民政府办公室
{year}年3月1日
一、压实责任
1.落实包片制度。县领导每月到片区检查{checks}次，由县水利局牵头。
2.严格值班值守。汛期二十四小时值班，信息及时上报。
二、备足力量
1.{first}
2.开展队伍演练。各乡镇组织抢险演练不少于两次。
"""
OLD = _PLAN.format(year=2022, checks="一", first="储备编织袋。各村储备编织袋五百只。")
NEW = _PLAN.format(year=2023, checks="两", first="推广无人机巡堤。每个片区配备无人机一架。")

RULES_TITLE = "清河县河道采砂管理暂行规定"
RULES = f"""{RULES_TITLE}
清政发〔2015〕8号
第一条 为了加强河道采砂管理，制定本规定。
第二条 采砂船每日作业不超过八小时。
第三条 本规定自2015年6月1日起施行。
"""
HEIR_TITLE = "清河县河道采砂管理规定"
HEIR = f"""{HEIR_TITLE}
清政发〔2021〕3号
第一条 为了加强河道采砂管理，制定本规定。
第二条 采砂船每日作业不超过六小时。
第三条 本规定自2021年6月1日起施行。《{RULES_TITLE}》（清政发〔2015〕8号）同时废止。
"""
PILOT_TITLE = "清河县渔船补贴试点方案"
PILOT = f"""{PILOT_TITLE}
第一条 渔船更新每艘补贴三万元。
第二条 本方案自2014年1月1日起施行，有效期3年。
"""
COMING_TITLE = "清河县湿地保护若干措施"
COMING = f"""{COMING_TITLE}
第一条 湿地周边五百米内禁止倾倒垃圾。
第二条 本措施自2099年1月1日起施行。
"""
FILES = {
    "要点/防汛要点2022.txt": OLD,
    "要点/防汛要点2023.txt": NEW,
    "规定/河道采砂管理暂行规定.txt": RULES,
    "规定/河道采砂管理规定.txt": HEIR,
    "渔船补贴试点方案.txt": PILOT,
    "湿地保护若干措施.txt": COMING,
}


def write_editions(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The documents as the files of a corpus."""
    for name, text in (files or FILES).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
