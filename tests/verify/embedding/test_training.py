"""The making of a model: reading, drawing, learning, going on, storing."""

import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.verify.embedding.conftest import TOY, write_parallel
from verify.embedding import train as command
from verify.embedding.training import names, vocabulary
from verify.embedding.training.card import ORIGINS, describe
from verify.embedding.training.corpus import GENERAL, SHARES, Corpus, Sampler, read
from verify.embedding.training.objective import Table, contrast, likeness, rate_at
from verify.embedding.training.storage import shrink

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
    left, right, english = Sampler(corpus, seed=1, between=0.5).batch(0, 400)
    assert (corpus.english[right - corpus.translations] == english).all()
    between = left >= corpus.translations
    assert 0.2 < between.mean() < 0.5
    assert (corpus.english[left[between] - corpus.translations] == english[between]).all()
    assert (left[~between] == english[~between]).all()
    assert (left != right).all()


def test_the_same_batch_comes_again_and_another_does_not(corpus):
    one, again = (Sampler(corpus, seed=1, between=0.3).batch(7, 50)[1] for _ in range(2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, Sampler(corpus, seed=1, between=0.3).batch(8, 50)[1])
    assert not np.array_equal(one, Sampler(corpus, seed=2, between=0.3).batch(7, 50)[1])


def test_texts_are_gathered_and_cut():
    texts = vocabulary.Texts(np.arange(10, dtype=np.int32), np.array([0, 3, 3, 10]))
    tokens, offsets = texts.gather(np.array([2, 0, 1, 2]), longest=4)
    assert tokens.tolist() == [3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]
    assert offsets.tolist() == [0, 4, 7, 7]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He said “910C”.", ["▁he", "▁said", "“", "9", "1", "0", "▁c", "”", "."]),
        ("中国百度said", ["中国百度", "▁said"]),
        ("ミャンマーで", ["ミャンマーで"]),
        ("l’usine", ["▁l", "'", "▁usine"]),
        ("الطَّقْس", ["▁الطقس"]),
        ("٣٥", ["3", "5"]),
    ],
)
def test_text_is_split_into_words_signs_and_digits(text, pieces):
    blank = vocabulary.blank()
    normal = blank.normalizer.normalize_str(text)
    assert [piece for piece, _ in blank.pre_tokenizer.pre_tokenize_str(normal)] == pieces


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


def test_likeness_looks_at_the_pairs_that_the_teacher_knows():
    cosine = torch.tensor([[1.0, 0.5, 9.0], [0.5, 1.0, 9.0], [9.0, 9.0, 9.0]])
    known = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    assert likeness(cosine, known).item() == pytest.approx(0.125)


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


def test_frequent_tokens_start_short():
    table = Table.fresh(np.array([0.1, 1e-6]), 64, seed=0)
    lengths = table.vectors.norm(dim=1)
    assert lengths[0] < 0.05
    assert lengths[1] > 0.5


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
    assert [source for source in (*SHARES, *GENERAL) if not source.startswith(starts)] == []
