from index.generation import Generation
from index.spoken import spoken


def test_two_characters_have_to_be_words(generation: Generation) -> None:
    def says(term: str) -> bool:
        return spoken(generation.lexical, generation.passages, term)

    assert says("茶园")
    assert says("人居环境")  # only in a heading
    assert not says("居环")
    assert not says("冰雪")
