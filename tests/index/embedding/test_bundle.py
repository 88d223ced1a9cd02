from concurrent.futures import ThreadPoolExecutor

from index.embedding.bundle import open_bundle


def test_is_opened_once_however_many_ask() -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = {id(each) for each in pool.map(lambda _: open_bundle(), range(8))}
    assert len(opened) == 1
