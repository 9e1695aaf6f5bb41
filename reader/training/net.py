"""The encoder (BERT, Devlin et al. 2019) with three heads per token in PyTorch: the clause's act, a clause start, and the tag. Trained jointly like
JointBERT (Chen et al. 2019, "BERT for Joint Intent Classification and Slot Filling") and Rasa's DIET."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..labels import ACTS, TAGS
from .unpack import Packed, Weights

LAYERS = 6
"""The lowest of the encoder's twelve."""
DROPOUT = 0.1
POSITIONS = 160
"""Most pieces of state and message together."""


class Layer(nn.Module):
    def __init__(self, packed: Packed) -> None:
        super().__init__()
        hidden = packed.hidden
        self.heads = packed.heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.out, self.up, self.down = nn.Linear(hidden, hidden), nn.Linear(hidden, packed.inner), nn.Linear(packed.inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, packed.epsilon), nn.LayerNorm(hidden, packed.epsilon)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """`x` (batch, length, hidden); `blocked` (batch, 1, 1, length) is added to the attention scores."""
        batch, length, hidden = x.shape
        query, key, value = (part(x).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + blocked
        mixed = F.dropout(scores.softmax(-1), DROPOUT, self.training) @ value
        x = self.norm1(x + F.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, hidden)), DROPOUT, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), DROPOUT, self.training))  # type: ignore[no-any-return]


class Network(nn.Module):
    """`keep`: ids of the vocabulary pieces kept."""

    def __init__(self, packed: Packed, keep: list[int]) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(len(keep), packed.hidden), nn.Embedding(POSITIONS, packed.hidden)
        self.norm = nn.LayerNorm(packed.hidden, packed.epsilon)
        self.layers = nn.ModuleList(Layer(packed) for _ in range(LAYERS))
        self.act, self.cut, self.tag = nn.Linear(packed.hidden, len(ACTS)), nn.Linear(packed.hidden, 2), nn.Linear(packed.hidden, len(TAGS))
        self.load_state_dict(self.state_dict() | _pretrained(packed.weights, keep))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (batch, length, acts), (…, 2), (…, tags); `ids` and `mask` as for `hidden`."""
        x = self.hidden(ids, mask)
        return self.act(x), self.cut(x), self.tag(x)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden vectors (batch, length, hidden); `ids` and `mask` (batch, length), mask 1 for a piece."""
        x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))
        x = F.dropout(self.norm(x), DROPOUT, self.training)
        blocked = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        return x  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """The network without its heads, for export."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.net.hidden(ids, mask)


def _pretrained(weights: Weights, keep: list[int]) -> dict[str, Tensor]:
    found = {
        "word.weight": torch.from_numpy(weights["word.weight"][keep]),
        "position.weight": torch.from_numpy(weights["position.weight"][:POSITIONS]),
    }
    found |= {name: torch.from_numpy(weights[name]) for name in ("norm.weight", "norm.bias")}
    return found | {
        name: torch.from_numpy(array) for name, array in weights.items() if name.startswith("layers.") and int(name.split(".")[1]) < LAYERS
    }
