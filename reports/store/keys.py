"""What a decision hangs on: keys of claims and fingerprints of findings, from what is said and by whom."""

from collections.abc import Mapping

from claims.ids import digest
from claims.models import Claim
from reports.sources import Index
from verify.models import Finding


def folded(text: str) -> str:
    """Text as a key takes it: one blank between words, no case."""
    return " ".join(text.casefold().split())


def claim_key(source: str, claim: Claim) -> str:
    """The same for the same words of the same source, wherever they stand and whatever was read in them."""
    return "k" + digest(source, folded(claim.sentence.quote), folded(claim.span.quote))


def claims_of(finding: Finding, claims: Mapping[str, Claim]) -> list[Claim]:
    """The claims of a finding, side by side, each once."""
    ids = dict.fromkeys(claim_id for side in finding.sides for claim_id in side.claim_ids)
    return [claims[claim_id] for claim_id in ids if claim_id in claims]


def fingerprint(finding: Finding, index: Index) -> str:
    """What the claims of a finding say: a new encoder or weight leaves it as it is, a new wording does not."""
    told = [
        "\x1e".join(
            (
                index.source(claim.id),
                folded(claim.span.quote),
                claim.modality,
                str(claim.negated),
                folded(claim.said_by or ""),
                index.article(claim.id).published or "",
                claim.when or "" if claim.when_stated else "",
            )
        )
        for claim in claims_of(finding, index.claims)
    ]
    return digest(*sorted(told), length=16)


def sources_of(finding: Finding, index: Index) -> list[str]:
    """Names of the sources of a finding, in the order of its sides."""
    return list(dict.fromkeys(index.source(claim.id) for claim in claims_of(finding, index.claims)))


def words_by_source(finding: Finding, index: Index) -> dict[str, frozenset[str]]:
    """For each source, the words of its clauses without the figures in them."""
    found: dict[str, set[str]] = {}
    for claim in claims_of(finding, index.claims):
        found.setdefault(index.source(claim.id), set()).update(words(claim.span.quote))
    return {source: frozenset(words) for source, words in found.items()}


def words(text: str) -> list[str]:
    """Words without the figures in them; of text without blanks, pairs of signs."""
    plain = folded("".join(" " if c.isdigit() else c for c in text))
    found = plain.split()
    if len(found) > 2 or len(plain) < 4:
        return found
    return [plain[at : at + 2] for at in range(len(plain) - 1)]
