"""A made-up story told by seven sources in six languages, and a report on it, for tests of what is shown."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from claims.ids import digest
from claims.models import (
    Article,
    Claim,
    Comparison,
    DateMention,
    EntityMention,
    Measure,
    Modality,
    Quantity,
    Skipped,
    Span,
    Zone,
)
from verify.models import (
    Adjudication,
    Cluster,
    Copy,
    Evidence,
    Finding,
    Kind,
    Opinion,
    Reading,
    Report,
    Run,
    Severity,
    Side,
    Verdict,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert('t')>",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "</style></script><!-- ]]>",
    "\u202eevil\u202c \u200b\u2066x\u2069 \x00\x1b[31mred\x1b[0m",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt; & &amp; ' \" `",
)


class Story:
    """Articles and claims, found again by their own words."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []

    def article(self, sentences: Iterable[str], **fields: object) -> Article:
        """An article of these sentences."""
        text = "\n".join(sentences) + "\n"
        defaults: dict[str, object] = {"path": f"story/{len(self.articles) + 1}.txt", "sha256": digest(text, length=64)}
        article = Article.model_validate({**defaults, **fields, "id": digest(text, str(fields)), "text": text})
        self.articles.append(article)
        return article

    def claim(self, article: Article, sentence: str, **fields: object) -> Claim:
        """The claim that is this whole sentence of the article."""
        span = span_of(article.text, sentence)
        given = {"sentence": span, "zone": Zone.BODY, "language": article.language, **fields}
        identity = digest(article.id, sentence, str(len(self.claims)))
        claim = Claim.model_validate({"id": identity, "article_id": article.id, "span": span, **given})
        self.claims.append(claim)
        return claim

    def reading(
        self, claim: Claim, words: str, normalised: str, bounds: tuple[str | None, str | None], unit: str
    ) -> Reading:
        """These words of the claim, read as a value."""
        start = claim.span.start + claim.span.quote.index(words)
        low, high = bounds
        return Reading(
            claim_id=claim.id,
            start=start,
            end=start + len(words),
            text=words,
            normalised=normalised,
            low=low,
            high=high,
            unit=unit,
        )

    def finding(self, verdict: Verdict, sides: Iterable[Side], **fields: object) -> Finding:
        """A finding with what a test does not care about filled in."""
        members = tuple(sides)
        defaults: dict[str, object] = {
            "id": digest(verdict, *(side.value for side in members)),
            "rule": "QTY",
            "kind": Kind.NUMERIC,
            "severity": Severity.MEDIUM,
            "confidence": 0.9,
            "attribute": "something measured",
            "explanation": "Two sources are at odds.",
            "cluster_id": None,
            "evidence": (),
        }
        finding = Finding.model_validate({**defaults, **fields, "verdict": verdict, "sides": members})
        self.findings.append(finding)
        return finding

    def report(self, skipped: Iterable[Skipped] = ()) -> Report:
        """All of it."""
        return Report(
            run=run_of(self),
            articles=tuple(self.articles),
            claims=tuple(self.claims),
            clusters=tuple(Cluster(id=digest(f.id), label=f.attribute, claim_ids=ids_of(f)) for f in self.findings),
            findings=tuple(self.findings),
            skipped=tuple(skipped),
        )


def span_of(text: str, words: str) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def quantity_of(text: str, words: str, value: str, unit: str, dimension: str) -> Quantity:
    """A quantity that has one value."""
    amount = Decimal(value)
    return Quantity(span=span_of(text, words), low=amount, high=amount, unit=unit, dimension=dimension)


def side(value: str, *readings: Reading, claims: Iterable[Claim] = ()) -> Side:
    """A side of these readings, and of claims without one."""
    ids = dict.fromkeys([reading.claim_id for reading in readings] + [claim.id for claim in claims])
    return Side(value=value, claim_ids=tuple(ids), readings=readings)


def ids_of(finding: Finding) -> tuple[str, ...]:
    """All claims of a finding."""
    return tuple(claim_id for one in finding.sides for claim_id in one.claim_ids)


def run_of(story: Story) -> Run:
    """A run that happened at a fixed time."""
    return Run(
        tool_version="0.1.0",
        encoder="default:0f3a",
        started_at="2025-08-14T09:30:00+00:00",
        duration_s=1.25,
        counts={"articles": len(story.articles), "claims": len(story.claims), "pairs_compared": 214},
        config={"encoder": "/home/someone/models/encoder", "allow_network": False},
        timings_s={"read": 0.1},
    )


def rich_report() -> Report:
    """Every verdict and kind, six scripts, hostile titles."""
    story = Story()
    _flood(story)
    _money(story)
    _chips(story)
    _held_back(story)
    _hostile(story)
    skipped = (
        Skipped(path="/home/someone/story/scan.pdf", reason="no text in it: a scan, perhaps"),
        Skipped(path="story/<b>x</b>.bin", reason="not a kind of file that can be read"),
    )
    first, last = story.articles[0], story.articles[-1]
    return story.report(skipped).model_copy(
        update={
            "copies": (Copy(article_id=last.id, of=first.id, overlap=0.62, faithful=False),),
            "adjudication": asked(story.findings[0], HOSTILE[0]),
        }
    )


def under(report: Report, source: str, **fields: object) -> Report:
    """The report with something said of all articles of a source."""
    articles = [item.model_copy(update=fields) if item.source == source else item for item in report.articles]
    return report.model_copy(update={"articles": tuple(articles)})


def asked(finding: Finding, reason: str, by: str = "chat:judge:7b@http://desk.internal:8080/v1") -> Adjudication:
    """An adjudicator that was asked about this finding alone."""
    opinion = Opinion(finding_id=finding.id, relation="contradiction", probability=0.83, reason=reason)
    return Adjudication(adjudicator=by, opinions=(opinion,))


def _flood(story: Story) -> None:
    """A toll: one conflict between two languages, and one that grew over the days."""
    polish = "Według służb ratowniczych w powodzi zginęły co najmniej 42 osoby, a 1300 ewakuowano."
    arabic = "Reuters نقلت عن السلطات أن عدد القتلى في الفيضانات بلغ 24 شخصا على الأقل."
    italian = "La piena ha causato 42 vittime, secondo la protezione civile."
    early = "Rescuers had counted 17 dead by Monday night."
    gazeta = story.article(
        [polish],
        source="Gazeta Rzeczna",
        language="pl",
        published="2025-08-13",
        title="Powódź: 42 ofiary",
        url="https://gazeta.example/powodz?a=1&b=2",
    )
    nahr = story.article(
        [arabic], source="صحيفة النهر", language="ar", published="2025-08-13", title="فيضانات: 24 قتيلا"
    )
    fiume = story.article(
        [italian], source="Corriere del Fiume", language="it", published="2025-08-12", title="La piena del 2025"
    )
    post = story.article(
        [early],
        source="River Post",
        language="en",
        published="2025-08-11",
        title="Toll rises",
        url="https://post.example/toll",
    )
    c_pl = story.claim(gazeta, polish, said_by="służby ratownicze", modality=Modality.REPORTED, modality_cue="Według")
    c_ar = story.claim(nahr, arabic, said_by="السلطات", modality=Modality.REPORTED, modality_cue="نقلت")
    c_it = story.claim(fiume, italian, said_by="protezione civile")
    c_en = story.claim(post, early, when="2025-08-11", when_stated=True, zone=Zone.HEADLINE)
    dead = "count:person"
    r_pl = story.reading(c_pl, "co najmniej 42 osoby", "at least 42", ("42", None), dead)
    r_it = story.reading(c_it, "42 vittime", "42", ("42", "42"), dead)
    r_ar = story.reading(c_ar, "24 شخصا على الأقل", "24", ("24", "24"), dead)
    r_en = story.reading(c_en, "17 dead", "17", ("17", "17"), dead)
    story.finding(
        Verdict.CONFLICT,
        [side("at least 42", r_pl, r_it), side("24", r_ar)],
        severity=Severity.HIGH,
        confidence=0.97,
        attribute="dead in the flood",
        explanation="Gazeta Rzeczna and Corriere del Fiume give at least 42 dead; صحيفة النهر gives 24.",
        difference="18 apart, 1.75 times as many",
        evidence=(
            Evidence(feature="same measure", weight=2.1, detail="dead, in the same event"),
            Evidence(feature="values apart", weight=1.9, detail="42 or more against 24"),
            Evidence(feature="same day", weight=-0.5, detail="published within one day"),
        ),
        caveats=(
            "Tolls grow: the articles were published a day apart.",
            "The digits of 42 and 24 are swapped: a slip, perhaps.",
        ),
    )
    story.finding(
        Verdict.UPDATE,
        [side("17", r_en), side("42", r_it)],
        attribute="dead in the flood, over time",
        explanation="The toll rose from 17 on 11 August to 42 on 12 August.",
        severity=Severity.LOW,
    )


def _money(story: Story) -> None:
    """The same sum in two currencies, and a date that differs."""
    russian = "Компания получит 1 млрд юаней, поставки начнутся 3 марта 2026 года."
    chinese = "该公司将获得约10亿元人民币,交付将于2026年3月5日开始。"
    english = "The firm is to receive $139.4m, a person close to the talks said."
    vestnik = story.article([russian], source="Речной вестник", language="ru", published="2025-08-10", title="Контракт")
    ribao = story.article([chinese], source="河流日报", language="zh", published="2025-08-10", title="合同")
    wire = story.article(
        [english],
        source="River Post",
        language="en",
        published="2025-08-10",
        title="Contract",
        path="/home/someone/wire.txt",
    )
    money = lambda sentence, words, value, unit: (quantity_of(sentence + "\n", words, value, unit, "money"),)  # noqa: E731
    day = date(2026, 3, 3)
    deliveries = DateMention(span=span_of(russian, "3 марта 2026 года"), start=day, end=day, precision="day")
    c_ru = story.claim(vestnik, russian, dates=(deliveries,), quantities=money(russian, "1 млрд юаней", "1E+9", "CNY"))
    c_zh = story.claim(ribao, chinese, quantities=money(chinese, "约10亿元人民币", "1E+9", "CNY"))
    c_en = story.claim(
        wire,
        english,
        quantities=money(english, "$139.4m", "139.4E+6", "USD"),
        modality=Modality.RUMOUR,
        modality_cue="a person close to",
    )
    story.finding(
        Verdict.CONFLICT,
        [
            side(
                "3 March 2026",
                story.reading(c_ru, "3 марта 2026 года", "2026-03-03", ("2026-03-03", "2026-03-03"), "date"),
            ),
            side(
                "5 March 2026", story.reading(c_zh, "2026年3月5日", "2026-03-05", ("2026-03-05", "2026-03-05"), "date")
            ),
        ],
        rule="DAT",
        kind=Kind.DATE,
        attribute="start of deliveries",
        explanation="Речной вестник has deliveries begin on 3 March 2026, 河流日报 on 5 March.",
        difference="2 days apart",
        confidence=0.88,
        evidence=(
            Evidence(feature="same event", weight=1.4, detail="start of deliveries"),
            Evidence(feature="days apart", weight=0.6, detail="2"),
        ),
    )
    story.finding(
        Verdict.AGREEMENT,
        [
            side("1 bn CNY", story.reading(c_ru, "1 млрд юаней", "139.4 M USD", ("139400000", "139400000"), "USD")),
            side("139.4 M USD", story.reading(c_en, "$139.4m", "139.4 M USD", ("139350000", "139450000"), "USD")),
        ],
        attribute="value of the contract",
        explanation="1 bn yuan is 139.4 million dollars at the rate of the day: the sources agree.",
        severity=Severity.LOW,
    )


def _chips(story: Story) -> None:
    """A comparison both ways round, and one to check."""
    first = "The D7 chip is 2.5 times as fast as the K9."
    second = "Układ D7 osiąga 65% wydajności K9."
    third = "Testers put the D7 somewhere between 1.8 and 2.6 times the K9."
    bench = story.article(
        [first, third],
        source="Bench Weekly",
        language="en",
        published="2025-08-01",
        title="D7 against K9",
        url="http://bench.example/d7",
    )
    kurier = story.article([second], source="Kurier", language="pl", title="D7", text_is_file=False)
    names = (EntityMention(span=span_of(first + "\n", "D7"), key="D7", kind="code"),)
    speed = Measure(span=span_of(first, "fast"), concept="performance.speed")
    factor = Decimal("2.5")
    faster = Comparison(
        span=span_of(first, "2.5 times"), subject="D7", object="K9", low=factor, high=None, phrase="as fast as"
    )
    said = {"entities": names, "measures": (speed,), "comparisons": (faster,)}
    c_one = story.claim(bench, first, **said, modality=Modality.GOAL, modality_cue="is")
    c_two = story.claim(kurier, second, negated=True)
    c_three = story.claim(bench, third)
    story.finding(
        Verdict.CONFLICT,
        [
            side("2.5 times", story.reading(c_one, "2.5 times", "2.5 ×", ("2.5", "2.5"), "x")),
            side("0.65 times", story.reading(c_two, "65%", "0.65 ×", ("0.65", "0.65"), "x")),
        ],
        rule="CMP",
        kind=Kind.COMPARISON,
        attribute="speed of the D7 against the K9",
        explanation="Bench Weekly makes the D7 2.5 times as fast as the K9, Kurier 0.65 times.",
        difference="the order is the other way round",
        confidence=0.81,
        severity=Severity.HIGH,
    )
    story.finding(
        Verdict.POSSIBLE,
        [
            side("2.5 times", story.reading(c_one, "2.5 times", "2.5 ×", ("2.5", "2.5"), "x")),
            side(
                "1.8 to 2.6 times",
                story.reading(c_three, "between 1.8 and 2.6 times", "1.8 to 2.6 ×", ("1.8", "2.6"), "x"),
            ),
        ],
        rule="CMP",
        kind=Kind.COMPARISON,
        attribute="speed of the D7, as tested",
        explanation="The stated factor lies inside the tested range: worth a look.",
        confidence=0.45,
        severity=Severity.LOW,
        caveats=("One is a range of tests, the other one figure.",),
    )


def _held_back(story: Story) -> None:
    """Figures that look alike and are not of one thing."""
    world = "Worldwide, 9,000 units were shipped."
    local = "Only 300 units were shipped to the valley."
    post = story.article([world], source="River Post", language="en", title="Shipments")
    note = story.article([local], source=None, language=None, path="notes/valley.md")
    c_world, c_local = story.claim(post, world), story.claim(note, local)
    story.finding(
        Verdict.INCOMPARABLE,
        [
            side("9,000", story.reading(c_world, "9,000 units", "9,000", ("9000", "9000"), "count:unit")),
            side("300", story.reading(c_local, "300 units", "300", ("300", "300"), "count:unit")),
        ],
        attribute="units shipped",
        explanation="Not compared: one figure is for the world, the other for the valley.",
        severity=Severity.LOW,
        caveats=("Another place.",),
    )


def report_saying(words: str) -> Report:
    """A report with one finding in which everything that can be words is these words."""
    story = Story()
    fields = {"source": words or None, "title": words, "url": words, "author": words, "language": words}
    articles = [story.article([f"{words} 7", f"{n}"], path=f"{words}{n}", **fields) for n in range(2)]
    claims = [
        story.claim(article, article.text.rstrip("\n"), said_by=words, modality_cue=words, when=words, when_stated=True)
        for article in articles
    ]
    sides = [side(words, story.reading(claim, "7", words, (words, "7"), words)) for claim in claims]
    told = dict.fromkeys(("attribute", "explanation", "difference", "rule"), words)
    evidence = (Evidence(feature=words, weight=0.5, detail=words),)
    finding = story.finding(Verdict.CONFLICT, sides, **told, caveats=(words,), evidence=evidence)
    report = story.report([Skipped(path=words, reason=words)])
    return report.model_copy(update={"adjudication": asked(finding, words, by=f"nli:{words}")})


def _hostile(story: Story) -> None:
    """Sources that try to be markup, formulas, terminal codes."""
    sentences = [f"{text} 7 of 9" for text in HOSTILE]
    bad = story.article(
        sentences, source=HOSTILE[0], title=HOSTILE[1], url=HOSTILE[2], author=HOSTILE[3], language="en"
    )
    worse = story.article(
        sentences[::-1], source=HOSTILE[6], title=HOSTILE[5], url='https://x.example/"><script>', language='en"onx'
    )
    claims = [story.claim(bad, sentence, said_by=HOSTILE[7], modality_cue=HOSTILE[4]) for sentence in sentences]
    others = [story.claim(worse, sentence) for sentence in sentences]
    story.finding(
        Verdict.POSSIBLE,
        [
            side(HOSTILE[6], claims=claims),
            side(HOSTILE[0], story.reading(others[0], "7 of 9", HOSTILE[1], ("7", "9"), "x"), claims=others),
        ],
        rule="POL",
        kind=Kind.POLARITY,
        attribute=HOSTILE[0],
        explanation=HOSTILE[1],
        difference=HOSTILE[4],
        caveats=(HOSTILE[5],),
        evidence=(Evidence(feature=HOSTILE[0], weight=1.0, detail=HOSTILE[1]),),
    )
