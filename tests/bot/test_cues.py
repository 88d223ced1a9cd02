import pytest

from bot.cues import HELP, IN_FORCE, ISSUED, OUTLINE, SHORT_YEAR, WORK
from bot.question import asks_owner, small_talk
from index.query import parse


@pytest.mark.parametrize(
    "text",
    [
        "融媒体中心建设谁牵头",
        "这项工作由哪个部门来抓：扫黄打非",
        "志愿服务归哪儿管",
        "网络安全应急演练哪家单位承办",
        "实体书店找谁",
        "博物馆建设找哪个科室办",
        "文明单位测评是谁在管",
        "创建城区的牵头部门是哪个",
        "舆情通报这活儿谁干",
        "清明诗会谁主办",
        "示范区创建，责任人是谁",
        "党支部规范化建设责任落在谁身上",
        "老旧厂房项目谁对接",
        "道德建设规划谁来编",
        "文创银行归口哪个部门管理",
        "学习平台是哪个处室在抓",
        "文代会的筹备，责任单位是？",
        "是文旅局管还是公安管",
        "网评队伍谁组建",
        "评选该找什么部门",
        "背街小巷整治谁说了算",
        "道德建设的配合单位有哪些",
        "阵地管理的主管部门",
        "软件正版化谁兜底",
        "巡听旁听哪家负责",
        "文化馆开放，哪个单位的职责？",
        "礼让斑马线是不是交警负责",
        "这个行动有没有明确责任单位",
        "责任部门：融媒体中心APP上线",
        "接诉即办谁来回应",
    ],
)
def test_asks_for_an_owner(text: str) -> None:
    assert asks_owner(text)


@pytest.mark.parametrize(
    "text",
    [
        "谁主管谁负责是什么原则",
        "“谁主管谁负责”在哪条",
        "责任制怎么落实",
        "意识形态工作责任制实施细则",
        "落实主体责任",
        "配合做好哪些工作",
        "成立什么机构",
        "设立哪个机构",
        "单位推荐评选怎么做",
        "各单位要把什么融入常态工作",
        "管理联席会议制度",
        "“哪个部门负责”这几个字在哪条",
        "负责任的态度",
        "负责人制度",
        "谁的作品被展演",
        "牵头人制度写在哪",
        "“责任单位”出现在哪几条",
        "与哪些单位开展交流",
        "居民抱怨了，是不是得一提就有人管",
        "负责人叫什么名字",
    ],
)
def test_looks_like_an_owner_question(text: str) -> None:
    assert not asks_owner(text)


@pytest.mark.parametrize(
    "text",
    [
        "帮助",
        "怎么提问",
        "你会什么",
        "你能干嘛",
        "可以问你什么问题",
        "你能回答哪些问题？",
        "使用方法",
        "怎么用这个",
        "如何查询",
        "有什么功能",
        "HELP",
        "我能问什么",
    ],
)
def test_help(text: str) -> None:
    assert HELP.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "目录",
        "看目录",
        "文件结构",
        "给我看看大纲",
        "全文分为几部分",
        "一共有多少条任务",
        "文件讲了什么",
        "有哪些任务",
        "有哪些文件",
        "你都有什么文件",
        "能查哪些文件",
        "全部任务",
        "主要内容是什么",
        "介绍一下这个文件",
        "总共多少项任务",
    ],
)
def test_the_outline(text: str) -> None:
    assert OUTLINE.match(text) or HELP.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "帮助企业做什么",
        "文化中心有哪些任务",
        "第四部分有几条",
        "目录管理制度怎么写",
        "使用说明书的要求",
        "哪些任务提到培训",
        "结构调整的任务",
        "你好生活行动是什么",
        "感谢信写给谁",
        "早期介入机制",
    ],
)
def test_content_is_no_talk(text: str) -> None:
    assert not HELP.match(text)
    assert not OUTLINE.match(text)
    assert not small_talk(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("你好呀", "greeting"),
        ("您好，请问在吗", "greeting"),
        ("早上好！", "greeting"),
        ("非常感谢", "thanks"),
        ("谢谢你啦", "thanks"),
        ("好的，知道了", "agreed"),
        ("哈哈", "agreed"),
        ("嗯嗯", "agreed"),
        ("再见", "farewell"),
        ("你是谁", "who"),
        ("你是ChatGPT吗", "who"),
        ("你叫什么名字", "who"),
    ],
)
def test_small_talk(text: str, key: str) -> None:
    assert small_talk(text) == key


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("哪些任务提到培训", "培训"),
        ("提到冬奥的有哪些条", "冬奥"),
        ("冬奥在文中出现在哪些地方", "冬奥"),
        ("“志愿服务”出现了几次", "志愿服务"),
        ("找出所有提到非遗的条款", "非遗"),
        ("请列出涉及博物馆的条目", "博物馆"),
        ("把写到考核的条都找出来", "考核"),
        ("文中是否提到电影", "电影"),
        ("包含“微信公众号”的条款", "微信公众号"),
        ("谁主管谁负责这句话在哪条", "谁主管谁负责"),
        ("“哪个部门负责”这几个字在哪条", "哪个部门负责"),
        ("“多少钱”在哪条", "多少钱"),
        ("有哪几条写了“几个”", "几个"),
        ("哪里提到机构", "机构"),
        ("非遗中心在哪条路上", ""),
        ("第四部分有几条", ""),
        ("怎么加强管理", ""),
    ],
)
def test_mentions_are_asked_for(text: str, mention: str) -> None:
    assert parse(text).mention == mention


@pytest.mark.parametrize("text", ["帮我写一份总结", "翻译成英文", "推荐个餐馆", "讲个笑话"])
def test_work_is_asked_for(text: str) -> None:
    assert WORK.search(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("21年几月底前报数据", ["21"]),
        ("到25年底要建多少", ["25"]),
        ("19年上半年做什么", ["19"]),
        ("缴费满15年的待遇", []),
        ("近10年内的记录", []),
        ("2021年底", []),
    ],
)
def test_a_year_of_two_digits(text: str, years: list[str]) -> None:
    assert SHORT_YEAR.findall(text) == years


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("这个办法什么时候生效", True),
        ("管理条例啥时候开始施行", True),
        ("试行办法管几年", True),
        ("这份通知有效期到哪天", True),
        ("入户卡有效期是几天", False),
        ("申请什么时候开始", False),
        ("办法里谁负责审批", False),
    ],
)
def test_what_a_document_says_of_its_own_force(text: str, asks: bool) -> None:
    assert bool(IN_FORCE.search(text)) is asks


@pytest.mark.parametrize(
    ("text", "asks"), [("哪天印发的", True), ("是谁发的文", True), ("哪天报名", False)]
)
def test_who_issued_a_document_and_when(text: str, asks: bool) -> None:
    assert bool(ISSUED.search(text)) is asks
