"""Labels of pairs, fitted models and the merged report, on two tiny stories made for it."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from tests.eval import corpus
from verify.config import Config
from verify.embedding import load_encoder
from verify.labels import Labels
from verify.models import Report
from verify.scoring import NAMED, Models
from verify.training import (
    Story,
    benchmark,
    crossed,
    examples,
    fit,
    fit_one,
    main,
    merged_report,
    practised,
    unseen,
    unseen_practice,
)

BRIDGE = {
    "en.txt": "The bridge cost 140 million euros. It is 2.5 km long. The old one was 1.9 km long. It has 12 lamps.",
    "de.txt": "Die Brücke kostete 140 Millionen Euro. Sie ist 3,1 km lang. Das Budget der Stadt beträgt 90 Millionen "
    "Euro. Sie hat 12 Pfeiler.",
    "fr.txt": "Le pont a coûté 210 millions d'euros. Il mesure 2,5 km. La ville a 90 millions d'euros.",
}
BLAST = {
    "es.txt": "Murieron 12 personas y 30 resultaron heridas. El humo se vio a 40 km.",
    "ru.txt": "Погибли 19 человек, ранены 30. Дым был виден за 40 км.",
    "tr.txt": "Patlamada 12 kişi öldü, 33 kişi yaralandı. Duman 25 km öteden görüldü. Olay yerine 30 itfaiyeci geldi.",
}


def quote(file, words, value="", key=""):
    return {"file": file, "quote": words, "value": value, "key": key}


def group(verdict, *claims):
    return {"verdict": verdict, "claims": list(claims)}


COST = group(
    "conflict",
    quote("en.txt", "cost 140 million euros", "140 M", "140"),
    quote("de.txt", "kostete 140 Millionen Euro", "140 M", "140"),
    quote("fr.txt", "a coûté 210 millions d'euros", "210 M", "210"),
)
LENGTH = group(
    "debatable",
    quote("en.txt", "It is 2.5 km long", "2.5", "2.5"),
    quote("de.txt", "Sie ist 3,1 km lang", "3.1", "3.1"),
)
BUDGET = group(
    "agree",
    quote("de.txt", "Das Budget der Stadt beträgt 90 Millionen Euro", "90", "90"),
    quote("fr.txt", "La ville a 90 millions d'euros", "90", "90"),
)
OLD = {"a": quote("en.txt", "The old one was 1.9 km long"), "b": quote("fr.txt", "Il mesure 2,5 km")}
DEAD = group(
    "update",
    quote("es.txt", "Murieron 12 personas y 30 resultaron heridas", "12", "12"),
    quote("ru.txt", "Погибли 19 человек, ранены 30", "19", "19"),
    quote("tr.txt", "12 kişi öldü", "12", "12"),
)
HURT = group(
    "conflict",
    quote("es.txt", "30 resultaron heridas", "30", "30"),
    quote("ru.txt", "ранены 30", "30", "30"),
    quote("tr.txt", "33 kişi yaralandı", "33", "33"),
)
SEEN = group("agree", quote("es.txt", "a 40 km", "40", "40"), quote("ru.txt", "за 40 км", "40", "40"))
STORIES = {
    "bridge": (BRIDGE, [COST, LENGTH, BUDGET], [OLD]),
    "blast": (BLAST, [DEAD, HURT, SEEN], []),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The stories as folders of articles and labels."""
    root = tmp_path_factory.mktemp("stories")
    for name, (texts, groups, traps) in STORIES.items():
        folder = root / name
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_text(f"A story\nPublished: 2025-05-06\n\n{text}\n", encoding="utf-8")
        labels = {"articles": [{"file": file} for file in texts], "groups": groups, "traps": traps}
        (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    return {name: root / name for name in STORIES}


@pytest.fixture(scope="module")
def stories(folders):
    return {name: Story(folder, load_encoder(), Config()) for name, folder in folders.items()}


@pytest.fixture(scope="module")
def models(stories):
    return fit(list(stories.values()))


def at(story, file, text):
    """Index of the figure that is written so in that file."""
    (index,) = [i for i, f in enumerate(story.figures) if f.article.path.endswith(file) and f.text.startswith(text)]
    return index


LABELS = [
    # story, figure, figure, whether the label calls it a positive example, and of what
    ("bridge", ("en.txt", "140"), ("de.txt", "140"), (True, "g0")),
    ("bridge", ("en.txt", "140"), ("fr.txt", "210"), (True, "g0")),
    ("bridge", ("en.txt", "2.5"), ("de.txt", "3,1"), None),
    ("bridge", ("de.txt", "90"), ("fr.txt", "90"), (True, "g2")),
    ("bridge", ("en.txt", "1.9"), ("fr.txt", "2,5"), (False, "trap")),
    ("bridge", ("en.txt", "140"), ("de.txt", "90"), (False, "unlabelled")),
    ("blast", ("es.txt", "12"), ("ru.txt", "19"), (True, "g0")),
    ("blast", ("es.txt", "12"), ("tr.txt", "12"), (True, "g0")),
    ("blast", ("es.txt", "30"), ("tr.txt", "33"), (True, "g1")),
    ("blast", ("es.txt", "30"), ("ru.txt", "30"), (True, "g1")),
    ("blast", ("es.txt", "12"), ("tr.txt", "33"), (False, "unlabelled")),
]


@pytest.mark.parametrize(("name", "one", "two", "expected"), LABELS)
def test_what_the_labels_say_of_a_pair(stories, name, one, two, expected):
    story = stories[name]
    i, j = at(story, *one), at(story, *two)
    for label in (story.labels.label(i, j), story.labels.label(j, i)):
        assert (label and (label.positive, label.group)) == expected


def test_of_a_quote_on_a_date_only_its_dates_count(tmp_path):
    """In what words a date is told matters nothing: "last July" is of 2024, and 100 chips are no date."""
    texts = {"a.txt": "Last July the plant ran 100 chips.", "b.txt": "The plant ran 100 chips from August 2024 on."}
    for file, text in texts.items():
        (tmp_path / file).write_text(f"A story\nPublished: 2025-05-06\n\n{text}\n", encoding="utf-8")
    told = [quote("a.txt", texts["a.txt"], "July 2024", "7"), quote("b.txt", texts["b.txt"], "August 2024", "8")]
    labels = {"articles": [{"file": file} for file in texts], "groups": [group("conflict", *told) | {"kind": "date"}]}
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    labelled = Labels(tmp_path)
    found = [[labelled.figures[i].text for i in labelled.standing_for(claim, dates=True)] for claim in told]
    assert [len(each) for each in found] == [1, 1]
    assert labelled.of_one_event(*(i for claim in told for i in labelled.standing_for(claim, dates=True)))


def test_examples_of_one_kind_are_its_pairs_with_a_weight_each(stories):
    for story in stories.values():
        agree, differ = examples(story, "agree"), examples(story, "differ")
        assert len(agree.rows) + len(differ.rows) <= len(story.pairs.pairs)
        for told in (agree, differ):
            assert told.rows.shape == (len(told.targets), len(NAMED))
            assert len(told.weights) == len(told.targets)
            assert set(np.unique(told.targets)) <= {0.0, 1.0}
            assert (told.weights > 0).all()


def test_a_pair_of_a_large_group_weighs_less_than_one_of_a_small_one(stories):
    """COST has two pairs at odds, so each counts for less than one; whatever is unlabelled counts for less still."""
    told = examples(stories["bridge"], "differ")
    positive = told.weights[told.targets == 1]
    assert positive == pytest.approx(np.full(2, 1 / np.sqrt(2)))


def test_features_need_to_know_who_agrees_for_the_second_step(stories, models):
    story = stories["bridge"]
    first, both = story.features(), story.features(models.agree)
    assert first.shape == both.shape == (len(story.pairs.pairs), len(NAMED))
    assert not (first == both).all()


def test_fitted_models_name_known_features_and_are_the_same_each_time(stories, models):
    assert isinstance(models, Models)
    names = {name for name, _ in NAMED}
    assert set(models.agree.weights) == set(models.differ.weights) == names
    assert fit(list(stories.values())) == models


def test_updates_are_learned_from_figures_that_somebody_looked_at(stories):
    for story in stories.values():
        known = dict(story.labelled["differ"])
        assert set(story.of_one_measure) <= set(known)
        assert all(known[row].group != "unlabelled" for row in story.of_one_measure)


def test_fitted_models_tell_the_labelled_from_the_rest(stories, models):
    """On what they were fitted on; no more is asked of so little."""
    for kind, model in (("agree", models.agree), ("differ", models.differ)):
        known = None if kind == "agree" else models.agree
        told = [examples(story, kind, known) for story in stories.values()]
        likely = np.concatenate([model.probabilities(part.rows) for part in told])
        targets = np.concatenate([part.targets for part in told])
        assert likely[targets == 1].mean() > likely[targets == 0].mean()


def test_what_the_closer_look_learns_from_is_screened_by_models_of_other_stories(stories):
    told = list(stories.values())
    agree = fit_one(told, "agree")
    screens = dict(crossed(told, agree, None))
    assert screens == {
        told[0]: fit_one(told[1:], "differ", agree),
        told[1]: fit_one(told[:1], "differ", agree),
    }
    assert dict(crossed(told[:1], agree, None)) == {told[0]: fit_one(told[:1], "differ", agree)}  # there is no other


def test_each_story_is_judged_by_models_that_have_not_seen_it(stories, models):
    one, two = stories.values()
    found = list(unseen([one, two]))
    assert found == [(one.articles, fit([two])), (two.articles, fit([one]))]
    assert models not in [fitted for _, fitted in found]


def test_a_practice_story_is_judged_by_the_press_and_the_practice_stories_of_other_parts(stories, models):
    press = list(stories.values())
    bridge, blast = press
    found = list(unseen_practice(press, press))
    told = [(bridge.articles, fit(press, practised([blast]))), (blast.articles, fit(press, practised([bridge])))]
    assert found == told


def test_the_merged_report_has_what_a_report_has(stories):
    merged = merged_report(unseen(list(stories.values())), Config())
    assert {name for name, told in Report.model_fields.items() if told.is_required()} <= set(merged)
    assert len(merged["articles"]) == len(BRIDGE) + len(BLAST)
    text_of = {a["id"]: a["text"] for a in merged["articles"]}
    assert merged["claims"]
    for claim in merged["claims"]:
        assert text_of[claim["article_id"]][claim["start"] : claim["end"]] == claim["quote"]
    known = {claim["id"] for claim in merged["claims"]}
    assert {c for f in merged["findings"] for side in f["sides"] for c in side["claim_ids"]} <= known
    assert json.loads(json.dumps(merged, ensure_ascii=False)) == merged


def test_the_command_writes_weights_that_can_be_read_again(folders, models, tmp_path):
    out = tmp_path / "weights.json"
    done = CliRunner().invoke(main, [*map(str, folders.values()), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert Models.model_validate_json(out.read_text(encoding="utf-8")).model_dump().keys() == models.model_dump().keys()


def test_without_a_folder_it_takes_the_benchmark():
    assert benchmark() == tuple(corpus.stories())


@pytest.mark.parametrize("arguments", [[], ["no/such/folder"], ["--practice-report", "x.json"]])
def test_the_command_says_what_is_missing(arguments, monkeypatch, tmp_path):
    monkeypatch.setattr("verify.training.BENCHMARK", tmp_path)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "Error:" in done.output
