from tsur_nlp.detect.stream.repeats import text_key
from tsur_nlp.detect.telling.keywords import Words, keywords, medoids

COMMON = ["Во дворе темно, не горит фонарь", "Когда починят фонарь во дворе"] * 30
OURS = [
    "Холодные батареи вторую неделю, мёрзнем, [ИМЯ] не отвечает",
    "Батареи холодные, дети мёрзнут, Марина Сергеевна обещала",
    "Мёрзнем, батареи еле тёплые, звонили Марине Сергеевне",
]


def test_keywords_are_lemmas_without_people():
    weighed = Words(COMMON + OURS).weights(OURS)
    found = keywords(weighed)
    assert "батарея" in found
    assert not {"марина", "сергеевна", "имя", "[имя]"} & set(found)


def test_medoids_are_typical_and_different():
    texts = [OURS[0], OURS[0], "Спасибо", OURS[1]]
    weighed = Words(COMMON + OURS).weights(OURS)
    places = medoids(texts, [text_key(text) for text in texts], weighed)
    assert len(places) == 3
    assert places[-1] == 2
