"""The making of a model: reading, drawing, learning, going on, storing."""

import logging
import lzma
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tokenizers import models

from tests.verify.embedding.conftest import TOY, write_parallel
from verify.embedding import StaticEncoder
from verify.embedding import train as command
from verify.embedding.training import names, teacher, vocabulary
from verify.embedding.training.card import ORIGINS, describe
from verify.embedding.training.corpus import SHARES, Corpus, Sampler, read
from verify.embedding.training.objective import (
    Figures,
    Lesson,
    Settings,
    Table,
    capped,
    contrast,
    likeness,
    rate_at,
    whitened,
)
from verify.embedding.training.storage import carried, save, shrink
from verify.embedding.training.teacher import CHOSEN, NOBODY, Taught, choose, nearest

torch = pytest.importorskip("torch")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return read(write_parallel(tmp_path_factory.mktemp("data")))


def test_pairs_are_read_with_their_names_from_cldr(corpus):
    assert corpus.languages == ("el", "pl")
    pairs = {(corpus.texts[e], corpus.texts[corpus.translations + n]) for n, e in enumerate(corpus.english)}
    assert ("ship waits in Rome", "statek czeka w Rzymie") in pairs
    assert ("Germany", "Niemcy") in pairs
    assert ("Germany", "Γερμανία") in pairs
    assert corpus.share.sum() == pytest.approx(1)


def test_packed_files_read_alike(tmp_path, corpus):
    for path in write_parallel(tmp_path).glob("*.tsv"):
        path.with_suffix(".tsv.xz").write_bytes(lzma.compress(path.read_bytes()))
        path.unlink()
    assert read(tmp_path).texts == corpus.texts


def test_cldr_names_cities_months_and_money():
    called = dict(names.pairs("pl"))
    assert called["Warsaw"] == "Warszawa"
    assert called["April"] == "kwietnia"
    assert called["Swiss Franc"] == "frank szwajcarski"


def test_small_languages_are_lifted(tmp_path):
    (tmp_path / "pl.tsv").write_text("".join(f"a {n}\tb {n}\ttatoeba\n" for n in range(5000)), encoding="utf-8")
    (tmp_path / "el.tsv").write_text("".join(f"a {n}\tc {n}\ttatoeba\n" for n in range(50)), encoding="utf-8")
    corpus = read(tmp_path)
    small = corpus.share[corpus.language == 0].sum()
    assert corpus.sizes()["el"] / len(corpus.english) < small < 0.5


def test_batches_pair_a_text_with_its_translation(corpus):
    sampler = Sampler(corpus, seed=1, between=0.5)
    left, right, english = sampler.batch(sampler.random(0), 400)
    assert (corpus.english[right - corpus.translations] == english).all()
    between = left >= corpus.translations
    assert 0.2 < between.mean() < 0.5
    assert (corpus.english[left[between] - corpus.translations] == english[between]).all()
    assert (left[~between] == english[~between]).all()
    assert (left != right).all()


def test_given_texts_take_part(corpus):
    sampler = Sampler(corpus, seed=1, between=0.5)
    given = np.array([5, 2, 9])
    left, _, english = sampler.batch(sampler.random(0), 20, given)
    assert english[:3].tolist() == given.tolist()
    assert len(left) == 20


def test_the_same_batch_comes_again_and_another_does_not(corpus):
    def drawn(seed, number):
        sampler = Sampler(corpus, seed, between=0.3)
        return sampler.batch(sampler.random(number), 50)[1]

    assert np.array_equal(drawn(1, 7), drawn(1, 7))
    assert not np.array_equal(drawn(1, 7), drawn(1, 8))
    assert not np.array_equal(drawn(1, 7), drawn(2, 7))


def test_another_seed_draws_other_batches(corpus):
    sampler = Sampler(corpus, 0, 0.5)
    drawn = [s.batch(s.random(3), 16)[1].tolist() for s in (sampler, sampler.seeded(1), sampler.seeded(0))]
    assert drawn[0] == drawn[2] != drawn[1]


def test_a_branch_is_a_share_of_the_main_run():
    of = command.Branch(epochs=0.5, rate=0.6, near=0.25, seed=2).of(Settings(epochs=2.0, rate=0.01, seed=7))
    assert (of.epochs, of.rate, of.near, of.seed) == (1.0, pytest.approx(0.006), 0.25, 9)


def test_what_comes_out_is_the_mean_of_each_branch_and_what_it_began_with(tmp_path, monkeypatch):
    write_parallel(tmp_path / "data")
    ends = iter([torch.full((4, 2), value) for value in (1.0, 3.0, 8.0)])
    begun, kept = [], []

    def learnt(table, *_):
        begun.append(float(table.vectors[0, 0]))
        return next(ends)

    monkeypatch.setattr(command, "_learnt", learnt)
    monkeypatch.setattr(command, "_final", lambda vectors, *_: kept.append(vectors))
    monkeypatch.setattr(command, "BRANCHES", command.BRANCHES[:2])
    monkeypatch.setattr(command.storage, "save", lambda *_: None)
    command.train(command.Places(tmp_path / "data", tmp_path / "out", tmp_path / "work"), TOY)
    assert begun[1:] == [1.0, 2.0]  # of the branches
    assert kept[0].tolist() == [[5.0, 5.0]] * 4


def test_texts_are_gathered_and_cut():
    texts = vocabulary.Texts(np.arange(10, dtype=np.int32), np.array([0, 3, 3, 10]))
    tokens, offsets = texts.gather(np.array([2, 0, 1, 2]), longest=4)
    assert tokens.tolist() == [3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]
    assert offsets.tolist() == [0, 4, 7, 7]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He said “910C”.", ["▁he", "▁said", "“", "910", "▁c", "”", "."]),
        ("中国百度said", ["中国百度", "▁said"]),
        ("ミャンマーで", ["ミャンマーで"]),
        ("l’usine", ["▁l", "'", "▁usine"]),
        ("الطَّقْس", ["▁ال", "▁طقس"]),
        ("والحكومة", ["▁وال", "▁حكومة"]),
        ("للحكومة", ["▁لل", "▁حكومة"]),
        ("الف الان الى", ["▁الف", "▁الان", "▁الي"]),  # too little would be left
        ("بالAI", ["▁بالai"]),
        ("٣٥", ["35"]),
    ],
)
def test_text_is_split_into_words_signs_and_digits(text, pieces):
    blank = vocabulary.blank()
    normal = blank.normalizer.normalize_str(text)
    assert [piece for piece, _ in blank.pre_tokenizer.pre_tokenize_str(normal)] == pieces


@given(st.permutations("貢貿챕펴"))
def test_letters_that_were_not_learnt_score_alike_in_any_order(letters):
    least = -17.20461234
    made_up = [(letter, least + 0.0001 * n) for n, letter in enumerate(letters)]
    learnt = [("歡", -17.19), ("▁ship", least + 0.0002)]
    assert vocabulary.levelled([*learnt, *made_up]) == [*learnt, *((letter, least) for letter in letters)]


def test_a_vocabulary_in_order_stays_as_it_is(toy):
    assert vocabulary.steady(toy._tokenizer).to_str() == toy._tokenizer.to_str()


def test_contrast_rewards_the_right_partner():
    right, wrong = torch.eye(4), torch.eye(4).roll(1, 0)
    group = torch.arange(4)
    assert contrast(right, group) < 1e-6 < contrast(wrong, group)


def test_contrast_is_the_mean_of_both_cross_entropies():
    cosine = torch.rand(6, 6, generator=torch.Generator().manual_seed(0)) * 2 - 1
    own = torch.arange(6)
    expected = (
        torch.nn.functional.cross_entropy(20 * cosine, own) + torch.nn.functional.cross_entropy(20 * cosine.T, own)
    ) / 2
    assert contrast(cosine, own).item() == pytest.approx(expected.item(), rel=1e-5)


def test_a_sentence_is_not_held_against_its_own_other_translation():
    cosine = torch.tensor([[1.0, 1.0], [1.0, 1.0]])
    assert contrast(cosine, torch.tensor([5, 5])) < 1e-6 < contrast(cosine, torch.tensor([5, 6]))


def test_a_sentence_is_not_held_against_one_that_the_teacher_finds_nearly_the_same():
    cosine, group = torch.tensor([[1.0, 1.0], [1.0, 1.0]]), torch.tensor([5, 6])
    assert contrast(cosine, group, torch.tensor([[1.0, 0.9], [0.9, 1.0]])) < 1e-6
    assert contrast(cosine, group, torch.tensor([[1.0, 0.2], [0.2, 1.0]])) > 0.1


def test_a_translation_with_other_figures_is_a_wrong_one():
    cosine, group, none = torch.eye(3), torch.arange(3), torch.empty(0, 0)
    near, far = (Figures(torch.tensor([1]), torch.tensor([c])) for c in (1.0, 0.0))
    assert contrast(cosine, group, none, far) < 1e-6 < contrast(cosine, group, none, near)


def test_figures_are_changed_and_nothing_else():
    texts = vocabulary.Texts(np.array([7, 8, 1, 9, 9, 2, 3], dtype=np.int32), np.array([0, 2, 4, 5, 7]))
    numbers = np.array([1, 2, 3])
    lesson = Lesson(texts, None, NOBODY, np.empty(0), numbers)
    rows, tokens, offsets = lesson.changed(np.array([0, 1, 2, 3]), 64, np.random.default_rng(0))
    assert rows.tolist() == [1, 3]
    assert offsets.tolist() == [0, 2]
    assert tokens[1] == 9
    assert np.isin(tokens[[0, 2, 3]], numbers).all()


def test_likeness_looks_at_the_pairs_that_the_teacher_knows():
    cosine = torch.tensor([[1.0, 0.5, 9.0], [0.5, 1.0, 9.0], [9.0, 9.0, 9.0]])
    assert likeness(cosine, torch.eye(2)).item() == pytest.approx(0.05 * 0.5 / (2 * 1.05 + 2 * 0.05))


def test_likeness_cares_most_for_what_is_alike():
    cosine = torch.tensor([[1.0, 0.5], [0.5, 1.0]])
    alike, strange = torch.tensor([[1.0, 0.8], [0.8, 1.0]]), torch.tensor([[1.0, 0.2], [0.2, 1.0]])
    assert likeness(cosine, alike) > 2 * likeness(cosine, strange)


def test_the_teacher_says_the_same_when_it_is_asked_again(tmp_path, monkeypatch):
    vectors = np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32)
    asked = []
    monkeypatch.setattr(teacher, "_encode", lambda texts: asked.append(len(texts)) or vectors[: len(texts)])
    first, again = (teacher.teach(["a", "b", "c"], tmp_path / "new" / "kept.npy") for _ in range(2))
    assert np.array_equal(first, again)
    assert np.allclose(first, vectors, atol=1e-2)
    assert len(teacher.teach(["a", "b"], tmp_path / "new" / "kept.npy")) == 2
    assert asked == [3, 2]  # kept once; other texts are asked anew


def test_neighbours_are_the_most_alike_and_never_oneself():
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], dtype=np.float32)
    assert nearest(vectors, 1).tolist() == [[1], [0], [3], [2]]
    assert nearest(vectors, 8).shape == (4, 3)
    assert nearest(vectors[:1], 8).shape == (1, 0)


def test_the_teacher_sees_short_texts_of_general_sources(corpus):
    rows = choose(corpus, seed=0)
    assert {corpus.texts[row] for row in rows} == {
        corpus.texts[row] for row in np.unique(corpus.english[corpus.source == corpus.sources.index("tatoeba")])
    }
    assert (np.diff(rows) > 0).all()


def test_circles_hold_sentences_that_the_teacher_finds_alike(corpus):
    rows = choose(corpus, seed=0)
    ring = (np.arange(len(rows))[:, None] + 1) % len(rows)
    teacher = Taught(rows, np.eye(len(rows), dtype=np.float32), ring)
    texts = vocabulary.Texts(np.zeros(len(corpus.texts), np.int32), np.arange(len(corpus.texts) + 1))
    lesson = Lesson.of(corpus, texts, TOY, teacher, np.empty(0, np.int64))
    english = lesson.batch(np.random.default_rng(0), replace(TOY, near=0.5))[2]
    places = set(lesson.place[english].tolist()) - {-1}
    assert any((place + 1) % len(rows) in places for place in places)
    assert lesson.known(english).shape == (sum(lesson.place[english] >= 0),) * 2


def test_whitening_evens_the_directions_out(corpus):
    generator = torch.Generator().manual_seed(0)
    vectors = torch.randn(300, 8, generator=generator) * torch.tensor([9.0, 1, 1, 1, 1, 1, 1, 1])
    rng = np.random.default_rng(0)
    texts = vocabulary.Texts(
        rng.integers(300, size=5 * len(corpus.texts)).astype(np.int32), 5 * np.arange(len(corpus.texts) + 1)
    )
    lesson = Lesson.of(corpus, texts, TOY, NOBODY, np.empty(0, np.int64))

    def spread(power):
        found = whitened(vectors, lesson, Settings(whiten=power)).std(0)
        return float(found.max() / found.min())

    assert spread(0.5) < spread(0.25) < spread(0.0)
    same = whitened(vectors, lesson, Settings(whiten=0.0))
    assert torch.allclose(same @ same.T, vectors @ vectors.T, atol=1e-3)


def test_only_vectors_that_are_too_long_are_cut():
    vectors = torch.tensor([[3.0, 4.0], [0.0, 0.0], [30.0, 40.0]])
    assert capped(vectors, 10.0).tolist() == [[3.0, 4.0], [0.0, 0.0], [pytest.approx(6.0), pytest.approx(8.0)]]


def test_the_rate_rises_and_falls():
    rates = [rate_at(n, 100, 0.01) for n in range(100)]
    assert max(rates) == pytest.approx(0.01)
    assert rates.index(max(rates)) in (9, 10)
    assert rates[0] < 0.002
    assert rates[-1] < 0.0001


def test_only_touched_rows_move():
    table = Table.fresh(np.array([0.5, 0.3, 0.2]), 4, seed=0)
    before = table.vectors.clone()
    table.update(torch.tensor([1]), torch.ones(1, 4), rate=0.1)
    assert torch.equal(table.vectors[[0, 2]], before[[0, 2]])
    assert torch.allclose(table.vectors[1], before[1] - 0.1, atol=1e-5)


def test_frequent_tokens_start_short_and_numbers_long():
    table = Table.fresh(np.array([0.1, 1e-6, 0.1]), 64, seed=0, numbers=np.array([2]))
    lengths = table.vectors.norm(dim=1)
    assert lengths[0] < 0.05
    assert 0.5 < lengths[1] < 2
    assert lengths[2] > 3


def test_numbers_are_pieces_and_long_ones_are_cut_from_the_right(toy):
    def pieces(text):
        return toy._tokenizer.encode(text, add_special_tokens=False).tokens

    assert pieces("7 12 2024 12345 1,300 123456") == ["7", "12", "2024", "12", "345", "1", ",", "300", "123", "456"]
    assert pieces("007 20245 8900") == ["007", "20", "245", "8", "900"]


def test_a_run_goes_on_from_an_earlier_model(tmp_path, toy_folder):
    write_parallel(tmp_path / "data")
    run(tmp_path, "on", "--start", str(toy_folder), "--epochs", "0", "--whiten", "0")
    texts = ["ship waits in Rome", "statek czeka", "2024"]  # epochs 0: nothing moves
    one, two = (StaticEncoder(folder).encode(texts) for folder in (toy_folder, tmp_path / "on"))
    assert np.allclose(one @ one.T, two @ two.T, atol=0.03)
    assert "--start" in (tmp_path / "on" / "README.md").read_text(encoding="utf-8")


def test_numbers_that_an_earlier_model_lacks_are_made_of_its_digits(tmp_path):
    old = vocabulary.blank(single_digits=True)
    old.model = models.Unigram([("[UNK]", 0.0), ("▁ship", -1.0), *((digit, -2.0) for digit in "0123456789")], unk_id=0)
    known = np.random.default_rng(0).normal(size=(12, 4)).astype(np.float32)
    save(tmp_path, known, old, "")
    new = vocabulary.steady(old)
    vectors = carried(tmp_path, new, torch.zeros(new.get_vocab_size(), 4)).numpy()
    assert np.allclose(vectors[new.token_to_id("▁ship")], known[1], atol=0.02)
    assert np.allclose(vectors[new.token_to_id("7")], known[9], atol=0.02)
    assert np.allclose(vectors[new.token_to_id("2024")], 0.4 * known[[4, 2, 4, 6]].sum(0), atol=0.03)
    with pytest.raises(OSError, match="components"):
        carried(tmp_path, new, torch.zeros(new.get_vocab_size(), 5))


@given(arrays(np.float32, (5, 7), elements=st.integers(-1000, 1000)))
def test_shrunk_rows_lose_less_than_a_step(vectors):
    rows, lengths = shrink(vectors)
    assert rows.dtype == np.int8
    assert np.all(np.abs(rows * lengths[:, None] - vectors) <= lengths[:, None] * 0.51)


def run(root: Path, out: str, *more: str) -> bytes:
    flags = [f for k, v in vars(TOY).items() for f in (f"--{k}", str(v))]
    places = ["--data", str(root / "data"), "--out", str(root / out), "--work", str(root / f"work-{out}")]
    assert command.main([*places, *flags, *more]) == 0
    return (root / out / "model.safetensors").read_bytes()


def test_the_command_gives_the_same_model_twice(tmp_path):
    write_parallel(tmp_path / "data")
    assert run(tmp_path, "one") == run(tmp_path, "two")


def test_a_stopped_run_goes_on_to_the_same_end(tmp_path, monkeypatch):
    write_parallel(tmp_path / "data")
    whole = run(tmp_path, "whole")
    monkeypatch.setattr(command, "SAVE_EVERY", 10)
    learn = command.step

    def stumble(table, *rest):
        if table.step == 15:
            raise OSError("power cut")
        return learn(table, *rest)

    monkeypatch.setattr(command, "step", stumble)
    with pytest.raises(AssertionError):
        run(tmp_path, "broken")
    monkeypatch.setattr(command, "step", learn)
    assert run(tmp_path, "broken") == whole


def test_each_line_of_the_log_tells_processor_time(monkeypatch, capsys):
    monkeypatch.setattr(logging, "root", logging.RootLogger(logging.INFO))
    monkeypatch.setattr(time, "process_time", lambda: 90.0)
    command._log_to_stderr()
    logging.root.info("step 1 of 2")
    assert capsys.readouterr().err.endswith(", 1.5 minutes: step 1 of 2\n")


def test_no_data_is_one_clear_line(tmp_path, capsys):
    assert command.main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 3
    assert "no .tsv or .tsv.xz file" in capsys.readouterr().err


def test_a_line_that_is_no_pair_is_named(tmp_path, capsys):
    (tmp_path / "pl.tsv").write_text("one\tjeden\ttatoeba\ntwo\tdwa\n", encoding="utf-8")
    assert command.main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 3
    assert "pl.tsv, line 2" in capsys.readouterr().err


def test_the_card_names_every_source_and_its_licence(corpus):
    card = describe(corpus, replace(TOY, likeness=1.0), 500, "All well.")
    assert "Tatoeba" in card
    assert "CC BY 2.0 FR" in card
    assert "all-MiniLM-L6-v2" in card
    assert card.endswith("All well.")
    assert "all-MiniLM" not in describe(corpus, TOY, 500, "")


def test_every_source_with_a_share_has_an_origin():
    starts = tuple(ORIGINS)
    assert [source for source in (*SHARES, *CHOSEN) if not source.startswith(starts)] == []
