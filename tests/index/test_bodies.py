import pytest

from index.bodies import same_body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区文明办", "文明办"),
        ("XX区文明办", "区文明办"),
        ("青禾区文明办", "某区文明办"),
        ("文明办", "区精神文明建设委员会办公室"),
        ("省经信厅", "浙江省经济和信息化厅"),
        ("发改委", "国家发展和改革委员会"),
        ("文旅局", "区文化和旅游局"),
        ("人社局", "市人力资源和社会保障局"),
        ("住建厅", "住房和城乡建设厅"),
        ("知识产权局", "省市场监管局（省知识产权局）"),
        ("区委宣传部", "宣传部"),
        ("杭州市", "杭州市人民政府"),
        ("财政部门", "省财政厅"),
        ("公安", "区公安局"),
        ("民政部门", "市、区民政部门"),
        ("区民政局", "市、区民政部门"),
        ("公安部门", "市（区）公安机关"),
    ],
)
def test_names_of_one_body(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州市政府", "宁波市政府"),
        ("省能源局", "国家能源局"),
        ("省委宣传部", "市委宣传部"),
        ("教育局", "教育体育局"),
        ("文化局", "文化和旅游局"),
        ("省财政厅", "市财政局"),
        ("区委", "区委宣传部"),
        ("文明办", "网信办"),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert not same_body(one, other)
    assert not same_body(other, one)
