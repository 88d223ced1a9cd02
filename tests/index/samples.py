"""Small numbered documents of several makes, as a corpus on disk."""

import time
from contextlib import suppress
from pathlib import Path

PLAN_TITLE = "青禾县2023年乡村振兴工作计划"
PLAN = f"""{PLAN_TITLE}
为做好全县乡村振兴工作，巩固脱贫攻坚成果，制定本计划。
一、发展特色产业
（一）做强茶叶产业。新建标准茶园2000亩，改造老茶园500亩，由县农业农村局牵头，县林业局配合。
（二）培育新型主体。扶持家庭农场30家，举办茶艺师培训班6期，培训600人次。
二、改善人居环境
（三）推进厕所改造。完成户厕改造1200座，验收合格率达到98%。
（四）治理生活污水。建成污水处理设施15处，受益群众4.5万人。
（五）整治村容村貌。开展“清洁家园”行动，每季度评比一次红黑榜。
三、加强组织保障
（六）压实工作责任。
1.建立县领导包乡制度，每月调度一次。
2.落实乡镇主体责任，主要负责同志亲自抓。
3.强化驻村工作队管理，工作队员每月驻村不少于20天。
（七）加大资金投入。县财政安排衔接资金3500万元，优先支持茶叶产业。
"""

RULES_TITLE = "临江市公共停车场管理办法"
RULES = f"""{RULES_TITLE}
第一章 总则
第一条 为了规范公共停车场管理，改善城市交通状况，制定本办法。
第二条 本市行政区域内公共停车场的规划、建设和管理，适用本办法。
第二章 规划与建设
第三条 公共停车场专项规划由市自然资源局会同市交通运输局编制。
编制专项规划应当征求公众意见，公示时间不少于三十日。
专项规划经批准后公布，不得擅自变更。
第四条 新建公共停车场应当符合下列要求：
（一）设置无障碍停车位；
（二）按照不低于百分之二十的比例配建充电设施；
（三）安装车牌识别系统。
第三章 使用与收费
第五条 公共停车场实行明码标价，入场三十分钟以内免费。
第六条 军车、警车、消防车和救护车执行任务时免收停车费。
第四章 附则
第八条 本办法自2022年7月1日起施行。
"""

NOTICE_TITLE = "关于做好防汛工作的通知"
_NOTICE = f"""{NOTICE_TITLE}
各乡镇人民政府：
一、落实防汛责任。各乡镇{{hours}}小时值班，汛情及时报告。
二、备足防汛物资。储备编织袋{{bags}}只，冲锋舟{{boats}}艘。
三、组织转移演练。每个行政村演练不少于{{drills}}次。
"""
NOTICE_2022 = _NOTICE.format(hours=12, bags="5000", boats=3, drills="一")
NOTICE_2023 = _NOTICE.format(hours=24, bags="8000", boats=6, drills="两")

SPEECH_TITLE = "县长在春耕生产现场会上的讲话"
SPEECH = f"""{SPEECH_TITLE}
同志们，今天我们在水稻育秧基地召开现场会。
刚才大家看了机插秧演示，效果很好，要尽快推广开来。
种子、化肥和农药的储备已经到位，请大家放心。
"""

FILES: dict[str, bytes] = {
    "2022/防汛通知.txt": NOTICE_2022.encode("utf-8"),
    "2023/防汛通知.txt": NOTICE_2023.encode("utf-16"),
    "办法.txt": RULES.encode("utf-8-sig"),
    "计划.txt": PLAN.encode("gb18030"),
    "讲话.md": SPEECH.encode("utf-8"),
}


def write_files(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    for name, content in (files or FILES).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def lets_go(folder: Path, patience: float = 10.0) -> bool:
    """Whether this process soon has nothing open below the folder; Chroma closes in threads."""
    began = time.monotonic()
    while open_files(folder):
        if time.monotonic() - began > patience:
            return False
        time.sleep(0.01)
    return True


def open_files(folder: Path) -> list[Path]:
    """What this process has open below the folder."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found.append(link.readlink())
    return [name for name in found if name.is_relative_to(folder)]
