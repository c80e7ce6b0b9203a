import numpy as np

from tsur_nlp.detect.stream.keys import text_key
from tsur_nlp.detect.stream.sample import Documents, Sample
from tsur_nlp.detect.telling.keywords import bags, keywords, medoids, weights

COMMON = ["Во дворе темно, не горит фонарь", "Когда починят фонарь во дворе"] * 30
OURS = [
    "Холодные батареи вторую неделю, мёрзнем, [ИМЯ] не отвечает",
    "Батареи холодные, дети мёрзнут, Марина Сергеевна обещала",
    "Мёрзнем, батареи еле тёплые, звонили Марине Сергеевне",
]


def usual(texts: list[str]) -> Documents:
    size = len(texts)
    return Sample(np.array(texts, dtype=object), np.arange(size) // 10).documents(0, size)


def test_keywords_are_lemmas_without_people():
    weighed = weights(bags(OURS), usual(COMMON + OURS), len(OURS))
    found = keywords(weighed)
    assert "батарея" in found
    assert not {"марина", "сергеевна", "имя", "[имя]"} & set(found)


def test_a_doubtful_form_goes_with_the_forms_that_are_written():
    usually = {"стояла": 7, "стоило": 1, "большое": 9, "щитки": 4, "парада": 3}
    weighed = [("стоит", 9.0), ("большая", 8.0), ("щитков", 7.0), ("открытый", 6.0)]
    assert keywords(weighed, usually.get) == ("стоять", "большой", "щиток", "открытый")
    # nothing to go by: the dictionary's first guess, a name of a person is none
    assert keywords([("стоит", 2.0), ("люка", 1.0), ("марины", 1.0)], {}.get) == ("стоить", "люк")


def test_what_is_said_everywhere_is_no_keyword():
    weighed = dict(weights(bags(COMMON[:6]), usual(COMMON + OURS), 6))
    assert "фонарь" not in weighed
    assert "батареи" in dict(weights(bags(OURS), usual(COMMON + OURS), 3))


def test_some_of_the_messages_stand_for_all():
    many = OURS * 100
    whole = weights(bags(many), usual(COMMON + many), len(many))
    some = weights(bags(OURS * 10), usual(COMMON + many), len(many))
    assert [word for word, _ in some] == [word for word, _ in whole]


def test_medoids_are_typical_and_different():
    texts = [OURS[0], OURS[0], "Спасибо", OURS[1]]
    weighed = weights(bags(OURS), usual(COMMON + OURS), len(OURS))
    keys = [text_key(text) for text in texts]
    places = medoids(bags(texts), keys, weighed)
    assert len(places) == 3
    assert places[-1] == 2
    assert medoids(bags(texts), keys, weighed, limit=1) == places[:1]
