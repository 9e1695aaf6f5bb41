"""The pieces of the encoder's vocabulary that are kept: what shoppers may write in Chinese or English. Half of the weights are embeddings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from .unpack import Packed

COMMON = 6500
"""Commonest pieces kept for each script, beside those in shop texts."""
_HAN = re.compile(r"▁?[㐀-鿿豈-﫿]+")
_LATIN = re.compile(r"▁?[A-Za-z]+")
_PLAIN = re.compile(r"▁?[\x21-\x7e]{1,3}")


def tokenizer(packed: Packed, keep: Sequence[int] | None = None) -> Tokenizer:
    """E5's Unigram tokenizer (Kudo 2018, "Subword Regularization"); with `keep` (ids, special ones first) of those pieces only. It encodes pairs: the
    state, then the message."""
    kept = range(len(packed.pieces)) if keep is None else keep
    place = {old: new for new, old in enumerate(kept)}
    made = Tokenizer(models.Unigram([packed.pieces[old] for old in kept], place[packed.special["unk"]], False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex("[\t\r\n]"), " "), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace("▁", "always", split=False)
    made.decoder = decoders.Metaspace()
    bos, eos = (packed.pieces[packed.special[name]][0] for name in ("bos", "eos"))
    made.add_special_tokens([AddedToken(each, normalized=False, special=True) for each in (bos, eos)])
    made.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", pair=f"{bos} $A {eos} $B:1 {eos}:1",
        special_tokens=[(bos, place[packed.special["bos"]]), (eos, place[packed.special["eos"]])],
    )  # fmt: skip
    return made


def kept(packed: Packed, texts: Iterable[str], frequencies: Path) -> list[int]:
    """Sorted ids kept: the special ones, pieces that `texts` have twice, the commonest of each script (Chinese by `frequencies`, lines of word and
    count), and plain ASCII."""
    full = tokenizer(packed)
    seen: Counter[int] = Counter()
    for encoding in full.encode_batch(list(texts)):
        seen.update(encoding.ids)
    counts = {word: int(count) for word, count in (line.split(" ")[:2] for line in frequencies.read_text("utf-8").splitlines())}
    named = [(number, name.strip("▁"), name) for number, (name, _) in enumerate(packed.pieces) if number > 3]
    by_score = sorted(named, key=lambda one: -packed.pieces[one[0]][1])
    latin = [number for number, _, name in by_score if _LATIN.fullmatch(name)][:COMMON]
    han = [(counts.get(word, 0) * (10**9 if len(word) == 1 else 1), number) for number, word, name in by_score if _HAN.fullmatch(name)]
    common = [number for _, number in sorted(han, key=lambda one: (-one[0], one[1]))[:COMMON]]
    plain = [number for number, _, name in named if _PLAIN.fullmatch(name)]
    return sorted({0, 1, 2, 3, *(number for number, count in seen.items() if count > 1), *latin, *common, *plain})
