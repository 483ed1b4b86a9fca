"""The one file that knows the order: articles -> claims -> figures -> pairs -> verdicts -> findings -> report."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from claims.ingest import strictest
from claims.models import Article, Claim, Skipped
from claims.work import Begin, Extracted, at_once, beside, one_by_one
from verify.config import Config
from verify.currencies import settled
from verify.embedding import Encoder, StaticEncoder, load_encoder
from verify.embedding.cache import CachedEncoder
from verify.figures import build
from verify.independence import copies, origins
from verify.judging import Context, Scores, agreements, nominate
from verify.models import Cluster, Copy, Finding, Report, Run, Severity, Verdict
from verify.nearby import Nearby, nearby
from verify.oppositions import Opposed, opposed
from verify.rates import Rates
from verify.rules import RULES
from verify.rules.base import attribute, cluster_id
from verify.scoring import Models, observe, shipped
from verify.statements import same_statements
from verify.version import tool_version

Progress = Callable[[str, int], None]
Extractor = Callable[[Sequence[Article]], Extracted]

VERDICTS = (Verdict.CONFLICT, Verdict.POSSIBLE, Verdict.UPDATE, Verdict.AGREEMENT, Verdict.INCOMPARABLE)
WEIGHT = {Severity.HIGH: 3.0, Severity.MEDIUM: 2.0, Severity.LOW: 1.0}
LABEL = 90  # code points of a cluster's label


class Page(NamedTuple):
    """An article and what it claims."""

    article: Article
    claims: tuple[Claim, ...]


class Watch:
    """Seconds per stage, and a word to the caller when one begins."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._started = self._last = time.perf_counter()
        self._stage = ""
        self.seconds: dict[str, float] = {}

    def enter(self, stage: str, size: int) -> None:
        """End the stage before and begin this one; `size` is what it has to work through."""
        self.leave()
        self._stage = stage
        if self._progress:
            self._progress(stage, size)

    def leave(self) -> None:
        """End the stage that runs."""
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] = round(now - self._last, 4)
        self._last, self._stage = now, ""

    @property
    def total(self) -> float:
        """Seconds since the watch was made."""
        return round(time.perf_counter() - self._started, 4)


def check(  # noqa: PLR0913 - inputs, and what may stand in for a default
    inputs: Iterable[Article | Skipped],
    config: Config | None = None,
    progress: Progress | None = None,
    models: Models | None = None,
    extractor: Extractor = one_by_one,
    *,
    jobs: int = 1,
) -> Report:
    """Compare articles with each other. The order of `inputs` changes nothing.

    `models` stand in for the shipped weights (when they are being measured), `extractor` for extraction one by one.
    With other `jobs` than 1 a second process shares the work, where there is enough (0: and where it pays).
    Raises `verify.embedding.EncoderError` when the encoder named in `config` can't be loaded.
    """
    config, started = config or Config(), datetime.now(UTC)
    watch = Watch(progress)
    watch.enter("read", 0)
    articles, skipped = _read(inputs)
    watch.enter("extract", len(articles))
    pages = [Page(article, claims) for article, claims in zip(articles, extractor(articles), strict=True)]
    watch.enter("load encoder", 1)
    encoder = _encoder(config)
    watch.enter("match", sum(len(page.claims) for page in pages))
    near = nearby(articles, [_named(page.claims) for page in pages], encoder)
    pages = _settled(pages, near)
    begin = beside(jobs, len(articles)) if isinstance(encoder, StaticEncoder) else at_once
    wordings = begin(compare_wordings, pages, encoder, near)
    ctx = decide(pages, encoder, config, models or shipped(), near, begin)
    alike = begin(tell_alike, ctx.claims, encoder, near)
    watch.enter("copies", len(articles))
    told = wordings()
    repeated = told.copies
    ctx = replace(ctx, origins=origins(repeated), oppositions=told.oppositions)
    watch.enter("decide", len(ctx.judged))
    findings = rank([finding for rule in RULES for finding in rule.check(ctx)], ctx)
    clusters = _clusters(ctx, findings, alike())
    watch.leave()
    run = Run(
        tool_version=tool_version(),
        encoder=f"{encoder.name} {encoder.fingerprint}",
        started_at=started.isoformat(timespec="seconds"),
        duration_s=watch.total,
        counts={
            "articles": len(articles),
            "skipped": len(skipped),
            "copies": len(repeated),
            **_counts(ctx, clusters, findings),
        },
        config=config.model_dump(exclude={"vector_cache"}),
        timings_s=watch.seconds,
    )
    return Report(
        run=run,
        articles=tuple(articles),
        claims=tuple(ctx.claims),
        clusters=tuple(clusters),
        findings=tuple(findings),
        skipped=tuple(skipped),
        copies=repeated,
    )


def _counts(ctx: Context, clusters: Sequence[Cluster], findings: Sequence[Finding]) -> dict[str, int]:
    return {
        "claims": len(ctx.claims),
        "figures": len(ctx.figures),
        "pairs_compared": ctx.compared,
        "clusters": len(clusters),
        "findings": len(findings),
        **{str(v): sum(f.verdict is v for f in findings) for v in VERDICTS},
    }


def _read(inputs: Iterable[Article | Skipped]) -> tuple[list[Article], list[Skipped]]:
    found = strictest(inputs)
    articles = [i for i in found if isinstance(i, Article)]
    skipped = [i for i in found if isinstance(i, Skipped)]
    return sorted(articles, key=lambda a: (a.path, a.id)), sorted(skipped, key=lambda s: (s.path, s.reason))


def _encoder(config: Config) -> Encoder:
    """The encoder asked for; a slow one through its cache. The default is quicker than any file."""
    encoder = load_encoder(config.encoder, allow_network=config.allow_network)
    if config.vector_cache is None or isinstance(encoder, StaticEncoder):
        return encoder
    return CachedEncoder(encoder, Path(config.vector_cache))


class Wordings(NamedTuple):
    """What a comparison of the articles' words shows, whatever their figures."""

    copies: tuple[Copy, ...]
    oppositions: list[Opposed]


def compare_wordings(pages: Sequence[Page], encoder: Encoder, near: Nearby) -> Wordings:
    """Who copied whom, and which claims deny each other."""
    claims = [claim for page in pages for claim in page.claims]
    return Wordings(copies(pages), opposed(claims, encoder, near))


def tell_alike(claims: Sequence[Claim], encoder: Encoder, near: Nearby) -> list[frozenset[int]]:
    """Groups of claims that tell the same, by their places among all."""
    return same_statements(claims, encoder, near).all()


def decide(  # noqa: PLR0913, PLR0917 - what came of the stages before
    pages: Sequence[Page], encoder: Encoder, config: Config, models: Models, near: Nearby, begin: Begin = at_once
) -> Context:
    """Candidate pairs of all figures, scored and gated, and the groups that agree."""
    claims = [claim for page in pages for claim in page.claims]
    figures = [figure for page in pages for figure in build(page.article, page.claims)]
    rates = Rates(claims)
    pairs = nominate(figures, encoder, rates, config, near)
    scores = Scores(pairs, observe(pairs, models.agree, begin), models)
    agreed = agreements(scores, config)
    return Context(
        articles={page.article.id: page.article for page in pages},
        claims=claims,
        figures=figures,
        judged=scores.worth_a_look(agreed, _least(config)),
        agreements=agreed,
        compared=int(scores.compared.sum()),
        rates=rates,
        config=config,
        near=near,
    )


def _least(config: Config) -> float:
    """The least probability that any rule asks for."""
    return min(config.possible_threshold, config.update_threshold, config.held_back_threshold)


def _settled(pages: Sequence[Page], near: Nearby) -> list[Page]:
    """The pages, their unsure currencies those that the pages near them name."""
    found = settled([page.claims for page in pages], near.around)
    return [Page(page.article, claims) for page, claims in zip(pages, found, strict=True)]


def _named(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(entity.key for claim in claims for entity in claim.entities)


def rank(findings: Sequence[Finding], ctx: Context) -> list[Finding]:
    """By verdict, then confidence x severity x number of sources; the list "to check" by confidence alone, and cut.

    What is likely comes first there: how much it would matter says nothing of whether it is so.
    """
    article_of = {c.id: c.article_id for c in ctx.claims}

    def key(finding: Finding) -> tuple[int, float, str]:
        reach = 1.0 if finding.verdict is Verdict.POSSIBLE else WEIGHT[finding.severity] * (finding.sources or 0)
        return VERDICTS.index(finding.verdict), -finding.confidence * reach, finding.id

    def counted(finding: Finding) -> Finding:
        voices = {ctx.voice(article_of[c]) for side in finding.sides for c in side.claim_ids}
        return finding.model_copy(update={"sources": len(voices)})

    ordered = sorted({f.id: counted(f) for f in findings}.values(), key=key)
    beyond = {f.id for f in [f for f in ordered if f.verdict is Verdict.POSSIBLE][ctx.config.max_possible :]}
    return [f for f in ordered if f.id not in beyond]


def _of_figures(ctx: Context) -> Iterator[Cluster]:
    """Claims whose figures are taken together; whether they are told as an agreement is for the rules to say."""
    for group in ctx.agreements.all():
        figures = [ctx.figures[i] for i in sorted(group)]
        ids = tuple(sorted({figure.claim.id for figure in figures}))
        if len({figure.article.id for figure in figures}) > 1:
            yield Cluster(id=cluster_id(ids), label=attribute(figures)[:LABEL], claim_ids=ids)


def _clusters(ctx: Context, findings: Sequence[Finding], statements: Iterable[Iterable[int]]) -> list[Cluster]:
    """One for each group of figures taken together, each finding that has one, and each statement without figures."""
    found = {cluster.id: cluster for cluster in _of_figures(ctx)}
    for finding in findings:
        members = tuple(sorted({c for side in finding.sides for c in side.claim_ids}))
        if finding.cluster_id:
            found[finding.cluster_id] = Cluster(id=finding.cluster_id, label=finding.attribute, claim_ids=members)
    for group in statements:
        ids = tuple(sorted(ctx.claims[i].id for i in group))
        label = ctx.claims[min(group)].span.quote[:LABEL]
        found.setdefault(cluster_id(ids), Cluster(id=cluster_id(ids), label=label, claim_ids=ids))
    return sorted(found.values(), key=lambda c: c.id)
