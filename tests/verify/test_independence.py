"""Copies and light rewrites are one voice; a rewrite that changed a figure, a day or a denial is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from tests.verify.build import source
from verify.independence import contained, copies, origins, shingles
from verify.models import Verdict
from verify.pipeline import Page, check

# One wire text a language: three paragraphs. Then a light rewrite, as a desk makes it.
WIRES = {
    "en": (
        "A ferry with 240 people on board ran aground off the harbour of Lornstad on 12 May 2025. "
        "The coast guard brought all passengers ashore within three hours, its spokesman said in the evening. "
        "The ship was built in 1998 and had been inspected in March, according to the harbour office. "
        "Investigators will look at the course recorder before they speak of a cause."
    ),
    "pl": (
        "Prom z 240 osobami na pokładzie osiadł na mieliźnie u wejścia do portu w Lornstad 12 maja 2025 roku. "
        "Straż przybrzeżna przewiozła wszystkich pasażerów na ląd w ciągu trzech godzin, powiedział rzecznik. "
        "Statek zbudowano w 1998 roku, a w marcu przeszedł przegląd, podaje urząd portowy. "
        "Śledczy zbadają rejestrator kursu, zanim powiedzą cokolwiek o przyczynie."
    ),
    "de": (
        "Eine Fähre mit 240 Menschen an Bord ist am 12. Mai 2025 vor dem Hafen von Lornstad auf Grund gelaufen. "
        "Die Küstenwache brachte alle Fahrgäste binnen drei Stunden an Land, sagte ihr Sprecher am Abend. "
        "Das Schiff wurde 1998 gebaut und im März geprüft, wie das Hafenamt mitteilt. "
        "Die Ermittler wollen den Kursschreiber auswerten, ehe sie über eine Ursache sprechen."
    ),
    "ru": (
        "Паром, на борту которого находились 240 человек, сел на мель у входа в порт Лорнстад 12 мая 2025 года. "
        "Береговая охрана за три часа доставила всех пассажиров на берег, сообщил вечером её представитель. "
        "Судно построено в 1998 году и прошло осмотр в марте, говорят в управлении порта. "
        "Следователи изучат самописец курса, прежде чем говорить о причине."
    ),
    "ar": (
        "جنحت عبارة تقل 240 شخصا قبالة ميناء لورنستاد في 12 مايو 2025. "
        "ونقل خفر السواحل جميع الركاب إلى البر خلال ثلاث ساعات، بحسب ما قاله المتحدث باسمه مساء. "
        "وبنيت السفينة عام 1998 وخضعت للفحص في مارس، وفق مكتب الميناء. "
        "وسيفحص المحققون مسجل المسار قبل الحديث عن السبب."
    ),
    "zh": (
        "2025年5月12日，一艘载有240人的渡轮在洛恩斯塔德港外搁浅。"
        "海岸警卫队发言人晚间表示，所有乘客在三小时内被送上岸。"
        "港务局称，该船建于1998年，今年三月刚刚接受过检查。"
        "调查人员将先查看航向记录仪，然后才会谈及原因。"
    ),
}
# What a desk puts in front or leaves out; and words it swaps.
LEADS = {
    "en": "It was a long night on the coast.",
    "pl": "To była długa noc na wybrzeżu.",
    "de": "Es war eine lange Nacht an der Küste.",
    "ru": "Это была долгая ночь на побережье.",
    "ar": "كانت ليلة طويلة على الساحل.",
    "zh": "这是海边漫长的一夜。",
}
APART = {
    "en": "Lornstad's mayor thanked the crews who had worked through the night after the ferry accident and said that "
    "the town would open its sports hall to anyone still waiting for a train home. Two buses left before noon.",
    "pl": "Burmistrz Lornstad podziękował załogom, które pracowały przez całą noc po wypadku promu, i zapowiedział, że "
    "miasto otworzy halę sportową dla czekających na pociąg. Dwa autobusy odjechały przed południem.",
    "de": "Der Bürgermeister von Lornstad dankte den Mannschaften, die nach dem Unglück die Nacht durchgearbeitet "
    "hatten; die Turnhalle stehe allen offen, die noch auf einen Zug warten. Zwei Busse fuhren am Vormittag ab.",
    "ru": "Мэр Лорнстада поблагодарил экипажи, которые всю ночь работали после аварии парома, и сказал, что город "
    "откроет спортзал для всех, кто ещё ждёт поезда домой. Два автобуса уехали до полудня.",
    "ar": "وشكر رئيس بلدية لورنستاد الطواقم التي عملت طوال الليل بعد حادث العبارة وقال إن المدينة ستفتح قاعتها "
    "الرياضية لكل من ينتظر قطارا إلى بيته. وغادرت حافلتان قبل الظهر.",
    "zh": "洛恩斯塔德市长感谢事故后彻夜工作的船员，并说市里将向仍在等火车回家的人开放体育馆。两辆巴士在中午前离开。",
}
LANGUAGES = sorted(WIRES)


def pages(*articles):
    return [Page(a, extract(a)) for a in articles]


def wire(language, name="wire", published="2025-05-12"):
    return source(WIRES[language], name, language, published)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rewrite_with_another_lead_is_a_copy_of_the_earlier_text(language):
    later = source(f"{LEADS[language]} {WIRES[language]}", "paper", language, "2025-05-13")
    (found,) = copies(pages(later, wire(language)))
    assert (found.article_id, found.of, found.faithful) == ("paper", "wire", True)
    assert found.overlap == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_cut_short_is_a_copy(language):
    half = WIRES[language][: len(WIRES[language]) // 2]
    (found,) = copies(pages(source(half, "brief", language, "2025-05-13"), wire(language)))
    assert (found.of, found.faithful) == ("wire", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_written_apart_on_one_event_are_no_copies(language):
    assert copies(pages(source(APART[language], "paper", language, "2025-05-13"), wire(language))) == ()


@pytest.mark.parametrize(("old", "new"), [("240", "260"), ("1998", "1989"), ("12", "11")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rewrite_with_a_changed_figure_or_day_stays_a_voice_of_its_own(language, old, new):
    changed = source(WIRES[language].replace(old, new), "paper", language, "2025-05-13")
    (found,) = copies(pages(changed, wire(language)))
    assert (found.article_id, found.of, found.faithful) == ("paper", "wire", False)
    assert origins([found]) == {}


DENIED = [
    ("en", "brought all passengers", "has not brought all passengers"),
    ("pl", "przewiozła wszystkich", "nie przewiozła wszystkich"),
    ("de", "brachte alle Fahrgäste", "brachte nicht alle Fahrgäste"),
    ("ru", "доставила всех", "не доставила всех"),
    ("ar", "ونقل خفر السواحل", "ولم ينقل خفر السواحل"),
]


@pytest.mark.parametrize(("language", "old", "new"), DENIED)
def test_a_rewrite_that_denies_stays_a_voice_of_its_own(language, old, new):
    assert old in WIRES[language]
    denied = source(WIRES[language].replace(old, new), "paper", language, "2025-05-13")
    (found,) = copies(pages(denied, wire(language)))
    assert not found.faithful


def test_of_one_day_the_longest_was_first_and_copies_of_copies_name_the_first():
    long = source(f"{WIRES['en']} Nobody was hurt.", "long", published="2025-05-12")
    other = source(f"{LEADS['en']} {WIRES['en']}", "late", published="2025-05-14")
    found = copies(pages(other, wire("en"), long))
    assert {copy.article_id: copy.of for copy in found} == {"wire": "long", "late": "long"}


def test_short_texts_and_undated_ones():
    assert copies(pages(source("The ferry ran aground.", "a"), source("The ferry ran aground.", "b"))) == ()
    undated = source(f"{WIRES['en']} Nobody was hurt.", "undated", published=None)
    (found,) = copies(pages(undated, wire("en")))
    assert found.article_id == "undated"


SENTENCES = [s + "." for text in (*WIRES.values(), *APART.values()) for s in text.split(". ") if len(s) > 20]
ARTICLES = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6, unique=True), min_size=2, max_size=5, unique_by=tuple
)


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(told, dice):
    made = pages(*(source(" ".join(text), f"n{i}", None) for i, text in enumerate(told)))
    shuffled = dice.sample(made, len(made))
    assert copies(made) == copies(shuffled)


@settings(max_examples=25, deadline=None)
@given(ARTICLES)
def test_an_unrelated_article_changes_nothing_and_every_origin_is_an_original(told):
    made = pages(*(source(" ".join(text), f"n{i}", None) for i, text in enumerate(told)))
    found = copies(made)
    stranger = source("Der Bäcker am Markt verkauft seit Jahren nur noch Brot aus altem Korn. " * 6, "stranger", "de")
    assert copies([*made, *pages(stranger)]) == found
    assert not set(origins(found)) & {copy.of for copy in found}


@given(st.text(), st.text())
def test_the_shared_part_is_a_share_and_knows_no_order(a, b):
    one, two = shingles(a), shingles(b)
    assert contained(one, two) == contained(two, one)
    assert 0 <= contained(one, two) <= 1
    assert contained(one, one) == (1 if one else 0)


@pytest.fixture(scope="module")
def report():
    told = [
        wire("en"),
        source(f"{LEADS['en']} {WIRES['en']}", "copy", published="2025-05-13"),
        source(WIRES["en"].replace("240", "260"), "changed", published="2025-05-13"),
        source("240 people were on board when the ferry ran aground, the operator said.", "own"),
    ]
    return check(told)


def test_the_report_says_who_copied_whom(report):
    assert {(c.article_id, c.of, c.faithful) for c in report.copies} == {
        ("copy", "wire", True),
        ("changed", "wire", False),
    }
    assert report.run.counts["copies"] == 2


def test_copies_count_once_among_the_sources_of_a_finding(report):
    article_of = {c.id: c.article_id for c in report.claims}
    for finding in report.findings:
        told_by = {article_of[c] for side in finding.sides for c in side.claim_ids}
        assert finding.sources == len(told_by - {"copy"} | ({"wire"} if "copy" in told_by else set()))


def test_what_only_a_text_and_its_copy_say_is_no_agreement(report):
    article_of = {c.id: c.article_id for c in report.claims}
    for finding in report.findings:
        if finding.verdict is Verdict.AGREEMENT:
            assert {article_of[c] for side in finding.sides for c in side.claim_ids} != {"wire", "copy"}


def test_a_changed_figure_is_still_compared(report):
    quotes = {c.id: c.span.quote for c in report.claims}
    told = [
        {number for number in ("240", "260") for c in side.claim_ids if number in quotes[c]}
        for finding in report.findings
        if finding.verdict in {Verdict.CONFLICT, Verdict.POSSIBLE}
        for side in finding.sides
    ]
    assert {"240"} in told
    assert {"260"} in told
