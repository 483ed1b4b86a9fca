"""From a report to the same report with opinions on its top candidates."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Article, Claim
from verify.adjudication.cache import AnswerCache
from verify.adjudication.protocol import Adjudicator, AdjudicatorError, Answer, Question, Statement
from verify.models import Adjudication, Finding, Opinion, Report, Side, Verdict

ASKED_OF = frozenset({Verdict.CONFLICT, Verdict.POSSIBLE})
PER_MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """What a million tokens cost, in any one currency; None where nobody said."""

    tokens_in: float | None = None
    tokens_out: float | None = None

    def of(self, answers: Iterable[Answer]) -> float | None:
        """What these answers cost."""
        if self.tokens_in is None and self.tokens_out is None:
            return None
        spent = [((self.tokens_in or 0) * a.tokens_in + (self.tokens_out or 0) * a.tokens_out) for a in answers]
        return round(sum(spent) / PER_MILLION, 6)


def adjudicate(
    report: Report, adjudicator: Adjudicator, cache: AnswerCache | None, most: int, prices: Prices | None = None
) -> Report:
    """The report with an opinion on each of its first `most` conflicts and possible ones; nothing else changes.

    Where the adjudicator fails on the way, the opinions had so far are kept and `failed` says why. What was answered
    is kept for the next time however this ends: it is paid for.
    """
    told = [f for f in report.findings if f.verdict in ASKED_OF and len(f.sides) > 1][:most]
    articles, claims = {a.id: a for a in report.articles}, {c.id: c for c in report.claims}
    questions = {f.id: question(f, claims, articles) for f in told}
    distinct = list(dict.fromkeys(questions.values()))
    fingerprint = adjudicator.fingerprint
    known = cache.known(fingerprint, distinct) if cache else {}
    fresh: dict[Question, Answer] = {}
    failed = None
    try:
        for asked in (q for q in distinct if q not in known):
            fresh[asked] = adjudicator.ask([asked])[0]
    except AdjudicatorError as error:
        failed = str(error)
    finally:
        if cache and fresh:
            cache.keep(fingerprint, fresh)
    answers = known | fresh
    opinions = tuple(_opinion(f, answers[questions[f.id]]) for f in told if questions[f.id] in answers)
    return report.model_copy(
        update={
            "adjudication": Adjudication(adjudicator=adjudicator.name, opinions=opinions),
            "run": report.run.model_copy(
                update={
                    "counts": {**report.run.counts, **_counts(told, known, fresh)},
                    "cost": (prices or Prices()).of(fresh.values()),
                    "failed": failed,
                }
            ),
        }
    )


def question(finding: Finding, claims: dict[str, Claim], articles: dict[str, Article]) -> Question:
    """What is asked of a finding: its first two sides, each by its first claim.

    `figure` is what the finding rests on there: a sentence may hold several figures.
    """
    first, second = (_statement(side, claims, articles) for side in finding.sides[:2])
    return Question(attribute=finding.attribute, first=first, second=second)


def _statement(side: Side, claims: dict[str, Claim], articles: dict[str, Article]) -> Statement:
    claim = claims[side.claim_ids[0]]
    article = articles[claim.article_id]
    return Statement(
        text=claim.sentence.quote,
        figure=next((reading.text for reading in side.readings if reading.claim_id == claim.id), None),
        title=article.title,
        source=article.source,
        published=article.published,
    )


def _opinion(finding: Finding, answer: Answer) -> Opinion:
    return Opinion(
        finding_id=finding.id, relation=answer.relation, probability=answer.probability, reason=answer.reason
    )


def _counts(told: list[Finding], known: dict[Question, Answer], fresh: dict[Question, Answer]) -> dict[str, int]:
    return {
        "adjudication_candidates": len(told),
        "adjudication_asked": len(fresh),
        "adjudication_cached": len(known),
        "adjudication_tokens_in": sum(a.tokens_in for a in fresh.values()),
        "adjudication_tokens_out": sum(a.tokens_out for a in fresh.values()),
    }
