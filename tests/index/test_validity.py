import pytest

from tests.index.documents_of import document

HEAD = "青禾市公园管理办法\n青政规〔2020〕1号\n第一条 公园免费开放。\n"


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("本办法自2020年5月1日起施行，有效期至2025年4月30日。", "2020-05-01", "2025-04-30"),
        ("本办法自2020年5月1日起施行，有效期5年。", "2020-05-01", "2025-04-30"),
        ("本办法自2020年5月1日起实施，试行期两年。", "2020-05-01", "2022-04-30"),
        ("本办法从2020年5月1日起执行。", "2020-05-01", None),
        ("居住证在有效期内的，可以免费入园。", None, None),
        ("游园卡自2020年5月1日起施行实名制，有效期1年。", None, None),
        ("许可证有效期至2025年4月30日。", None, None),
    ],
)
def test_reads_how_long_it_is_in_force(
    sentence: str, effective: str | None, expires: str | None
) -> None:
    edition = document(f"{HEAD}第二条 {sentence}").edition
    assert (edition.effective.iso if edition.effective else None) == effective
    assert (edition.expires.iso if edition.expires else None) == expires


def test_at_once_is_the_day_of_issue() -> None:
    edition = document(
        "青禾市公园管理办法\n第一条 公园免费开放。\n第二条 本办法自印发之日起施行，有效期3年。\n"
        "青禾市园林局\n2021年6月1日"
    ).edition
    assert edition.effective is not None
    assert edition.effective.iso == "2021-06-01"
    assert edition.expires is not None
    assert edition.expires.iso == "2024-05-31"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("《甲办法》（青政发〔2015〕8号）同时废止。", [("甲办法", "青政发〔2015〕8号")]),
        ("1998年1月1日起施行的《甲办法》同时废止。", [("甲办法", "")]),
        ("《甲办法》和《乙规定》同时废止。", [("甲办法", ""), ("乙规定", "")]),
        (
            "2010年修订的《甲办法》（青政发〔2010〕1号）、《关于印发〈乙规定〉的通知》即行废止。",
            [("甲办法", "青政发〔2010〕1号"), ("关于印发〈乙规定〉的通知", "")],
        ),
        (
            "自本办法施行之日起，《关于适用〈甲法〉的解释》停止执行。",
            [("关于适用〈甲法〉的解释", "")],
        ),
        ("现决定废止《甲办法》。", [("甲办法", "")]),
        ("原青政发〔2015〕8号文件同时废止。", [("", "青政发〔2015〕8号")]),
        ("《甲办法》第三条同时废止。", []),
        ("《甲办法》中关于收费的规定同时废止。", []),
        ("根据《甲法》制定、修改和废止规章。", []),
        ("根据《甲法》，《乙规定》同时废止。", [("乙规定", "")]),
        ("《甲办法》继续有效。", []),
    ],
)
def test_reads_what_it_ends(sentence: str, named: list[tuple[str, str]]) -> None:
    repeals = document(f"{HEAD}第二条 {sentence}").edition.repeals
    found = [(each.title, each.number.removesuffix("文件")) for each in repeals]
    assert found == named


def test_a_list_of_the_repealed_names_each() -> None:
    repeals = document(
        "青禾市人民政府关于废止部分文件的决定\n经研究，决定废止下列文件：\n"
        "1.《甲办法》（青政发〔2001〕1号）\n2.《乙规定》（青政发〔2002〕2号）"
    ).edition.repeals
    assert [each.title for each in repeals] == ["甲办法", "乙规定"]


@pytest.mark.parametrize(
    "head",
    [
        "青禾市公园管理办法（已废止）",
        "文件状态：已废止\n青禾市公园管理办法",
        "青禾市公园管理办法\n（本文件已于2020年1月1日废止）",
    ],
)
def test_reads_that_it_has_ended(head: str) -> None:
    assert document(f"{head}\n第一条 公园免费开放。\n第二条 公园按时开门。").edition.ended


def test_the_file_may_say_so() -> None:
    assert document(
        "公园办法\n第一条 免费。\n第二条 开门。", "公园办法（已失效）.txt"
    ).edition.ended
    assert not document("公园办法\n第一条 免费。\n第二条 开门。", "公园办法.txt").edition.ended
