"""Different days, and different hours, of one event."""

from collections.abc import Iterable

from verify.judging import Context
from verify.models import Finding
from verify.rules.clocks import clock_findings
from verify.rules.figures import Dates


class EventDates(Dates):
    """Two sources put one event on different days, in different periods or at different hours.

    Fires: "The chip was launched on 12 May" / "The chip was launched on 13 May"; "by 2030" / "by 2035";
    "at 4:17 local time" / "at 4:28". Does not: "in May" / "on 12 May"; "by 2035" / "in 2030"; "at 9 o'clock" / "at
    9:07"; hours in two time zones; the dates of two different events.
    """

    def check(self, ctx: Context) -> Iterable[Finding]:
        """Days first, then hours."""
        yield from super().check(ctx)
        yield from clock_findings(ctx)
