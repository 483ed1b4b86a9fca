"""What the reading passes on: a number, and an amount of something."""

from dataclasses import dataclass, replace
from decimal import Decimal

ROUND = Decimal("1e-6")


@dataclass(frozen=True)
class Value:
    """A number with its magnitude: `low` to `high` where the words are vague ("dozens")."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)  # what the magnitude words multiply the first number by
    kind: str = "digits"  # digits, words, vague, implied
    weak: bool = False  # the word has other meanings: a unit must follow


@dataclass(frozen=True)
class Amount:
    """A value with its unit; token positions, half-open."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal | None
    value: Value
    unit: str | None = None
    dimension: str = "count"
    noun: tuple[int, int] | None = None  # characters in the text
    noun_end: int = 0  # the token after the noun
    per: str | None = None
    approximate: bool = False
    implied: bool = False
    rivals: tuple[str, ...] = ()  # other currencies that its word may mean, where nothing settles it
    negative: bool = False  # of a range: both ends have a minus sign

    @property
    def bare(self) -> bool:
        """Whether it is a plain number in digits, with no unit or magnitude."""
        return self.unit is None and self.value.kind == "digits" and self.value.scale == 1

    def times(self, factor: Decimal) -> "Amount":
        """The same amount with a magnitude or percent factor applied."""
        step = None if self.step is None else self.step * factor
        return replace(self, low=self.low * factor, high=self.high * factor, step=step)


def plain_amount(value: Value) -> Amount:
    """A value as an amount of nothing yet."""
    implied, vague = value.kind == "implied", value.kind == "vague"
    return Amount(value.start, value.end, value.low, value.high, value.step, value, implied=implied, approximate=vague)
