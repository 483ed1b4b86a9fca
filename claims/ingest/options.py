"""What a user may set about reading."""

from claims.models import Frozen

MEGABYTE = 1_000_000


class Limits(Frozen):
    """Bounds beyond which an input is skipped rather than read."""

    max_bytes: int = 20 * MEGABYTE  # of one document
    max_container_bytes: int = 200 * MEGABYTE  # of a file that holds many records
    max_articles: int = 100_000


class FieldMap(Frozen):
    """Names under which records hold what an article needs; the first one present and not empty is taken."""

    title: tuple[str, ...] = ("title", "headline", "name", "heading")
    text: tuple[str, ...] = (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "articleBody",
        "full_text",
        "description",
    )
    url: tuple[str, ...] = ("url", "link", "canonical_url", "source_url", "web_url", "uri")
    published: tuple[str, ...] = (
        "published", "date", "published_at", "publishedAt", "date_publish", "pub_date", "pubDate", "datePublished",
        "publish_date", "timestamp", "created_at",
    )  # fmt: skip
    source: tuple[str, ...] = ("source", "site", "publisher", "domain", "sitename", "source_name", "source_domain")
    author: tuple[str, ...] = ("author", "authors", "byline", "creator")
    embargoed: tuple[str, ...] = ("embargoed", "embargo", "embargo_until", "embargoed_until")
    pubstatus: tuple[str, ...] = ("pubstatus", "pubStatus", "publication_status")
    language: tuple[str, ...] = ("language", "lang", "locale", "inLanguage")


class Stdin(Frozen):
    """How standard input is to be taken."""

    name: str = "stdin"
    format: str | None = None  # a suffix: "txt", "html", "jsonl", ...; None: by its content
