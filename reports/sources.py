"""Who said it: names, addresses and paths as a reader may see them, and claims found again by their ids."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple
from urllib.parse import urlsplit

from claims.models import Article, Claim
from reports.words import MODALITY_WORDS
from verify.models import Opinion, Report, Side

DIRECTNESS = tuple(MODALITY_WORDS)
ADJUDICATORS = ("chat:", "nli:")

COPIES = ("the same file as ", "the same text as ")  # what reading says of a copy, before the path of the other

_ADDRESS = re.compile(r"@(?:https?:.*|[^@]*)$", re.IGNORECASE | re.DOTALL)  # where the model of an endpoint is asked
_OPTION = re.compile(r"(--[^=]+=|-[a-zA-Z]*?o)(.+)", re.DOTALL)  # with its value: --output=FILE, -oFILE, -qoFILE


class Index(NamedTuple):
    """Everything of a report by its id, and the sources by number."""

    articles: dict[str, Article]
    claims: dict[str, Claim]
    names: dict[str, str]  # article id -> source name
    numbers: dict[str, int]  # source name -> number
    roots: dict[str, str]  # of a faithful copy, the article that had the text first
    wordings: dict[str, str]  # claim id -> its sentence without regard to case and spaces
    adjudicator: str  # who gave the opinions, as a reader may see the name
    opinions: dict[str, Opinion]  # finding id -> what the adjudicator says of it

    def article(self, claim_id: str) -> Article:
        """The article that makes this claim."""
        return self.articles[self.claims[claim_id].article_id]

    def source(self, claim_id: str) -> str:
        """Name of the source that makes this claim."""
        return self.names[self.claims[claim_id].article_id]

    def language(self, claim_id: str) -> str | None:
        """Language of this claim, else of its article."""
        return self.claims[claim_id].language or self.article(claim_id).language

    def wording(self, claim_id: str) -> str:
        """The sentence without regard to case and spaces: sources that share it have it from one place."""
        return self.wordings[claim_id]

    def root(self, article_id: str) -> str:
        """The article that this one repeats faithfully, itself where it is nobody's copy."""
        return self.roots.get(article_id, article_id)

    def voices(self, side: Side) -> set[str]:
        """The sources of a side that speak for themselves: of copies, and of one sentence word for word, only one."""
        voices: list[tuple[set[str], set[str]]] = []  # what marks a text as one with others, and who prints it
        for claim_id in side.claim_ids:
            marks = {f"text {self.root(self.claims[claim_id].article_id)}", f"words {self.wording(claim_id)}"}
            names = {self.source(claim_id)}
            apart = [voice for voice in voices if not voice[0] & marks]
            for voice in voices:
                if voice[0] & marks:
                    marks, names = marks | voice[0], names | voice[1]
            voices = [*apart, (marks, names)]
        return {min(names, key=by_name) for _, names in voices}

    def ordered(self, side: Side) -> list[Claim]:
        """Claims of a side: newest first, then the most direct."""
        members = [self.claims[claim_id] for claim_id in side.claim_ids]
        members.sort(key=lambda claim: (DIRECTNESS.index(claim.modality), claim.id))
        members.sort(key=lambda claim: self.article(claim.id).published or "", reverse=True)
        return members


def indexed(report: Report) -> Index:
    """The report's articles and claims by id; sources numbered by name."""
    names = {article.id: source_name(article) for article in report.articles}
    numbers = {name: number for number, name in enumerate(sorted(set(names.values()), key=by_name))}
    articles = {article.id: article for article in report.articles}
    wordings = {claim.id: " ".join(claim.sentence.quote.casefold().split()) for claim in report.claims}
    claims = {claim.id: claim for claim in report.claims}
    asked = report.adjudication
    opinions = {opinion.finding_id: opinion for opinion in asked.opinions} if asked else {}
    adjudicator = adjudicator_name(asked.adjudicator) if asked else ""
    return Index(articles, claims, names, numbers, _roots(report), wordings, adjudicator, opinions)


def _roots(report: Report) -> dict[str, str]:
    """Of each faithful copy the first text of its chain, as far as it is in the report."""
    known = {article.id for article in report.articles}
    above = {copy.article_id: copy.of for copy in report.copies if copy.faithful and copy.of in known}
    roots = {}
    for article_id in above:
        root, seen = article_id, {article_id}
        while root in above and above[root] not in seen:
            root = above[root]
            seen.add(root)
        roots[article_id] = root
    return roots


def by_name(name: str) -> tuple[str, str]:
    """Sorts names without regard to case, and always the same way."""
    return name.casefold(), name


def source_name(article: Article) -> str:
    """Publisher, else the host of its address, else the file's name."""
    return article.source or _host(article.url) or file_name(article.path)


def safe_url(url: str | None) -> str | None:
    """The address where it is one that a browser may open from a report; None for scripts, files and the like."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    sound = address.isprintable() and " " not in address
    return address if sound and parts.scheme in ("http", "https") and parts.netloc else None


def file_name(path: str) -> str:
    """The last part of a path of either kind."""
    return PureWindowsPath(path).name or path


def shown_path(path: str) -> str:
    """The path where it is relative; of an absolute one its last part: a mailed report names no one's folders."""
    absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute() or path.startswith("~")
    return file_name(path) if absolute else path


def shown_reason(reason: str) -> str:
    """Why an input was not read, the path of another as `shown_path` has it."""
    for copy in COPIES:
        if reason.startswith(copy):
            return copy + shown_path(reason.removeprefix(copy))
    return reason


def shown_word(word: str) -> str:
    """A word of the command line or a setting: paths as `shown_path` has them, an adjudicator by its model alone."""
    option = _OPTION.fullmatch(word)
    if option:
        return option[1] + shown_word(option[2])
    if word.startswith(ADJUDICATORS):
        return f"{word.partition(':')[0]}:{adjudicator_name(word)}"
    return shown_path(word)


def adjudicator_name(name: str) -> str:
    """The model of an adjudicator; neither the folder nor the address where it is kept."""
    kind, _, model = name.partition(":")
    if kind == "chat":
        return shown_path(_ADDRESS.sub("", model) or model)
    return shown_path(model if kind == "nli" else name)


def shown_failure(report: Report) -> str | None:
    """Why an adjudicator gave up, without where it is kept."""
    failed, asked = report.run.failed, report.adjudication
    return failed.replace(asked.adjudicator, adjudicator_name(asked.adjudicator)) if failed and asked else failed


def _host(url: str | None) -> str | None:
    return urlsplit(url).netloc.removeprefix("www.") if safe_url(url) and url else None
