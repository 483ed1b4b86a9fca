"""A second opinion on the likeliest candidates, off by default; the verdict made here stays as it is, beside it."""

from verify.adjudication.cache import AnswerCache
from verify.adjudication.opinions import Prices, adjudicate
from verify.adjudication.protocol import Adjudicator, AdjudicatorError, Answer, Question, Statement

__all__ = [
    "Adjudicator",
    "AdjudicatorError",
    "Answer",
    "AnswerCache",
    "Prices",
    "Question",
    "Statement",
    "adjudicate",
    "load_adjudicator",
]

NLI, CHAT = "nli:", "chat:"


def load_adjudicator(name: str, allow_network: bool = False) -> Adjudicator:
    """The adjudicator called `name`: "nli:MODEL or folder", or "chat:MODEL@URL" of any compatible endpoint.

    Nothing leaves the machine unless `allow_network`. Raises AdjudicatorError where there is none.
    """
    if name.startswith(NLI) and len(name) > len(NLI):
        from verify.adjudication.nli import CrossEncoderAdjudicator

        return CrossEncoderAdjudicator(name.removeprefix(NLI), allow_network)
    model, at, url = name.removeprefix(CHAT).rpartition("@")
    if name.startswith(CHAT) and model and at and url:
        if not allow_network:
            raise AdjudicatorError(f"{name} sends words of the articles to {url}: allow the network if that is wanted")
        from verify.adjudication.endpoint import EndpointAdjudicator

        return EndpointAdjudicator(model, url)
    raise AdjudicatorError(f"no adjudicator {name!r}: write nli:MODEL or chat:MODEL@https://host/v1")
