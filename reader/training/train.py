"""Training of the network on the corpus: `python -m daogou.reader.training.train`, or `make train`. Needs the `train` extra. Deterministic: seed and
corpus give the same weights on one machine."""

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from torch import Tensor
from torch.nn import functional as F

from ..corpus import CORPUS, Row, corpus
from .augmentation import augmented, joined, others, pools
from .net import Network
from .targets import NONE, Target, target
from .unpack import packed, unpack
from .vocabulary import kept, tokenizer

BATCH = 32
RATE, HEADS = 2e-4, 1e-3
"""Peak learning rates of the encoder (embeddings frozen) and of the heads."""
WARM = 0.06
"""Share of steps in which the learning rate rises; then it falls to zero."""


def batches(rows: Sequence[Target], draw: random.Random) -> list[list[int]]:
    """Batches of similar length, shuffled."""
    order = sorted(range(len(rows)), key=lambda number: len(rows[number].ids) + draw.random() * 3)
    cut = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    draw.shuffle(cut)
    return cut


def stacked(rows: Sequence[Target], pad: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, mask, acts, cuts and tags, each (rows, longest)."""
    longest = max(len(row.ids) for row in rows)
    ids, mask = np.full((len(rows), longest), pad, np.int64), np.zeros((len(rows), longest), np.float32)
    told = np.full((3, len(rows), longest), NONE, np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)], mask[number, : len(row.ids)] = row.ids, 1
        for part, values in enumerate((row.acts, row.cuts, row.tags)):
            told[part, number, : len(values)] = values
    acts, cuts, tags = (torch.from_numpy(part) for part in told)
    return torch.from_numpy(ids), torch.from_numpy(mask), acts, cuts, tags


def train(rows: Sequence[Row], epochs: int, out: Path, frequencies: Path) -> None:
    """Write network.pt and tokenizer.json to `out`."""
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    source = unpack(packed())
    texts = [*(row.text for row in rows), *(row.topic for row in rows if row.topic)]
    keep = kept(source, texts, frequencies)
    cutter = tokenizer(source, keep)
    net = Network(source, keep).train()
    for part in (net.word, net.position, net.norm):
        part.requires_grad_(False)
    heads = [one for part in (net.act, net.cut, net.tag) for one in part.parameters()]
    body = [one for name, one in net.named_parameters() if one.requires_grad and name.startswith("layers.")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEADS}], weight_decay=0.01, fused=True)
    words, beside, draw = pools(rows), others(rows), random.Random(0)
    steps = epochs * -(-len(rows) // BATCH)
    typer.echo(f"{len(rows)} messages, {len(keep)} pieces, {steps} steps")
    began, step = time.monotonic(), 0
    recent: list[float] = []
    for epoch in range(epochs):
        told = [target(cutter, joined(augmented(row, words, draw), beside, draw) if epoch else row) for row in rows]
        for cut in batches(told, draw):
            pace = min(1.0, step / steps / WARM) * (1 - step / steps) + 0.01
            for group, peak in zip(optimiser.param_groups, (RATE, HEADS), strict=True):
                group["lr"] = peak * pace
            loss = _loss(net, stacked([told[number] for number in cut], source.special["pad"]))
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step, recent = step + 1, [*recent[-49:], loss.item()]
            if step % 50 == 0:
                typer.echo(f"step {step} of {steps}, loss {np.mean(recent):.3f}, {time.monotonic() - began:.0f} s")
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": net.state_dict(), "keep": keep}, out / "network.pt")
    cutter.save(str(out / "tokenizer.json"))
    (out / "keep.json").write_text(json.dumps(keep))
    typer.echo(f"{time.monotonic() - began:.0f} s")


def _loss(net: Network, batch: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]) -> Tensor:
    ids, mask, acts, cuts, tags = batch
    with torch.autocast("cpu", torch.bfloat16):
        told: Sequence[Any] = net(ids, mask)
    weights = (1.0, 1.0, 1.5)
    return sum(
        (
            weight * F.cross_entropy(likely.float().flatten(0, 1), goal.flatten(), ignore_index=NONE, label_smoothing=0.03)
            for weight, likely, goal in zip(weights, told, (acts, cuts, tags), strict=True)
        ),
        start=torch.zeros(()),
    )


def main(
    out: Annotated[Path, typer.Option(help="The folder for the weights.")] = Path("build/reader"),
    folder: Annotated[Path, typer.Option("--corpus", help="The corpus folder.")] = CORPUS,
    epochs: Annotated[int, typer.Option(min=1)] = 12,
    share: Annotated[float, typer.Option(help="Share of the rows to train on, for a learning curve.")] = 1.0,
) -> None:
    """Trains on the corpus and writes what the reader loads."""
    import jieba

    rows = list(corpus(folder))
    random.Random(1).shuffle(rows)
    train(rows[: round(len(rows) * share)], epochs, out, Path(jieba.__file__).parent / "dict.txt")


if __name__ == "__main__":
    typer.run(main)
