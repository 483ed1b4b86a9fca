"""What a report that is passed on may not hold: articles under embargo, or withheld by their agency."""

from collections.abc import Iterable, Set
from datetime import UTC, datetime, timedelta

from claims.models import Article, Skipped
from reports.sources import shown_path
from verify.models import Adjudication, Finding, History, Report

LAST = timedelta(hours=12)  # by which the last place on earth, at UTC-12, is behind UTC
LEFT_OUT = ": left out of a report that may be passed on"


def shareable(report: Report) -> Report:
    """The report without articles that may not be quoted yet, and without every finding that rests on one.

    An embargo holds until its day is over everywhere, counted at the start of the run; one whose end is unknown always
    holds.
    What is left out is named among the inputs that were not read, by its path alone.
    """
    reasons = {item.id: reason for item in report.articles if (reason := held(item, report.run.started_at))}
    if not reasons:
        return report
    claims = {claim.id for claim in report.claims if claim.article_id in reasons}
    kept = tellable(report)
    left_out = len(report.findings) - len(kept)
    skipped = [
        Skipped(path=item.path, reason=f"{reasons[item.id]}{LEFT_OUT}")
        for item in report.articles
        if item.id in reasons
    ]
    return report.model_copy(
        update={
            "articles": tuple(item for item in report.articles if item.id not in reasons),
            "claims": tuple(item for item in report.claims if item.id not in claims),
            "clusters": tuple(item for item in report.clusters if not claims & set(item.claim_ids)),
            "findings": kept,
            "copies": tuple(item for item in report.copies if not {item.article_id, item.of} & reasons.keys()),
            "skipped": (*report.skipped, *skipped),
            "adjudication": _opinions(report.adjudication, kept),
            "history": _history(report.history, kept),
            "run": report.run.model_copy(update={"counts": {**report.run.counts, "findings_withheld": left_out}}),
        }
    )


def tellable(report: Report) -> tuple[Finding, ...]:
    """The findings that rest on no article of which nothing may be told."""
    return _without(report, {item.id for item in report.articles if held(item, report.run.started_at)})


def tellable_since(earlier: Report, later: Report) -> tuple[Finding, ...]:
    """The findings of an earlier run that may be told with a later one: also by what their files say there."""
    files = left_out_of(later)
    now = later.run.started_at
    return _without(
        earlier, {item.id for item in earlier.articles if held(item, now) or shown_path(item.path) in files}
    )


def left_out_of(report: Report) -> frozenset[str]:
    """The files of which the report tells nothing when it is passed on, or has told nothing already."""
    kept_back = {item.path for item in report.articles if held(item, report.run.started_at)}
    told = {item.path for item in report.skipped if item.reason.endswith(LEFT_OUT)}
    return frozenset(map(shown_path, kept_back | told))


def _without(report: Report, closed: Set[str]) -> tuple[Finding, ...]:
    claims = {claim.id for claim in report.claims if claim.article_id in closed}
    return tuple(item for item in report.findings if not any(claims & set(side.claim_ids) for side in item.sides))


def _opinions(asked: Adjudication | None, kept: Iterable[Finding]) -> Adjudication | None:
    """The opinions on findings that are left: a reason may repeat words of what is withheld."""
    if asked is None:
        return None
    told = {finding.id for finding in kept}
    return asked.model_copy(update={"opinions": tuple(item for item in asked.opinions if item.finding_id in told)})


def _history(history: History | None, kept: Iterable[Finding]) -> History | None:
    """What is known of the findings that are left: an editor's note, too, may repeat words of what is withheld."""
    if history is None:
        return None
    told = {finding.id for finding in kept}
    return history.model_copy(update={"marks": {id_: mark for id_, mark in history.marks.items() if id_ in told}})


def held(article: Article, now: str) -> str | None:
    """Why nothing of an article may be shown at the time `now` (ISO 8601, UTC unless it says else); None where it may.

    An article states its day in the time of some place, which is not kept: so that day has to be over everywhere.
    """
    if article.withheld:
        return f"{article.withheld} by its agency"
    if article.embargoed and _last_day(now)[: len(article.embargoed)] <= article.embargoed:
        return f"under embargo until {article.embargoed}"
    return None


def _last_day(now: str) -> str:
    """The day that it is at that time where days end last; the first of all where the time cannot be read."""
    try:
        time = datetime.fromisoformat(now)
        return ((time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC) - LAST).date().isoformat()
    except (ValueError, OverflowError):
        return ""
