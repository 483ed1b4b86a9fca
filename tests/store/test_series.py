"""Which runs go on from which: stories in one store stay apart, and a story that moves on stays one."""

import pytest

from claims.ids import digest
from reports.store import keeping, runs
from tests.factory import Story

FLOOD = {
    "bbc.txt": "The river Drava burst its banks near Ptuj and 12 people were taken to hospital on Monday.",
    "cnn.txt": "Rescuers in Ptuj said that 14 people were hurt when the Drava flooded the old town.",
    "ap.txt": "Schools in Ptuj stay closed, the mayor said, until the water has gone down.",
}
VOTE = {
    "bbc.txt": "Parliament in Lisbon passed the budget by 116 votes to 90 after a long debate.",
    "cnn.txt": "Portugal's government won the vote on its budget, 116 to 91.",
}
EDITED = {"bbc.txt": FLOOD["bbc.txt"].replace("12", "19"), "cnn.txt": FLOOD["cnn.txt"].replace("14 people", "15")}
MOVED = {f"archive/{path}": text for path, text in FLOOD.items()}
FIRST = {"bbc.txt": FLOOD["bbc.txt"]}
LATER = {"cnn.txt": FLOOD["cnn.txt"], "dpa.txt": VOTE["cnn.txt"]}
WIRE = {"bbc.txt": VOTE["bbc.txt"], "cnn.txt": VOTE["cnn.txt"], "ap.txt": FLOOD["ap.txt"]}
UNCUT = {"a.txt": "政府宣布明年养老金将上涨百分之3并于1月生效。"}
UNCUT_EDITED = {"a.txt": "政府宣布明年养老金将上涨百分之4并于2月生效。"}


def told(files):
    """A report on these files; as where files are read, an article's id is of its text alone."""
    story = Story()
    for path, text in files.items():
        story.article([text], path=path)
    named = [article.model_copy(update={"id": digest(article.text)}) for article in story.articles]
    return story.report().model_copy(update={"articles": tuple(named)})


GOES_ON = [(FLOOD, EDITED), (FLOOD, MOVED), (FIRST, FLOOD), (FLOOD, FIRST), (FLOOD, LATER), (UNCUT, UNCUT_EDITED)]


@pytest.mark.parametrize(("before", "after"), GOES_ON)
def test_a_story_that_moves_on_is_one_series(db, before, after):
    assert keeping.save(db, told(before)).series == keeping.save(db, told(after)).series


@pytest.mark.parametrize(("one", "two"), [(FLOOD, VOTE), (FLOOD, WIRE), (FLOOD, {}), ({}, {"a.txt": "A"})])
def test_other_stories_in_files_of_the_same_names_stay_apart(db, one, two):
    kept = keeping.save(db, told(one)), keeping.save(db, told(two))
    assert kept[0].series != kept[1].series
    assert len(runs.latest(db)) == 2


def test_of_several_stories_that_with_the_most_in_common_is_gone_on_from(db):
    flood, vote = keeping.save(db, told(FLOOD)), keeping.save(db, told(VOTE))
    assert keeping.save(db, told(FLOOD | {"dpa.txt": VOTE["cnn.txt"]})).series == flood.series
    assert keeping.save(db, told(VOTE | {"dpa.txt": FLOOD["cnn.txt"]})).series == vote.series
