"""The encoder's layers in torch, with two heads: where the answer stands, and whether there is one.

Input: what the bundled encoder reads, the sums of word and position embeddings, which stay as they
are, plus one vector on the passage's tokens. Heads: a start and an end score for each token; and,
from the first state, the mean of the question's and the passage's states weighted by the span's
scores, one logit "answered here" and one "about this subject".
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.embedding.weights import Weights

LINEARS = {"q": (1, 1), "k": (1, 1), "v": (1, 1), "ao": (1, 1), "fi": (1, 4), "fo": (4, 1)}


class Layer(nn.Module):
    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, epsilon)
        self.fi = nn.Linear(hidden, inner)
        self.fo = nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = states.shape
        split = self.qkv(states).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        context = functional.scaled_dot_product_attention(*split, attn_mask=mask)
        context = context.transpose(1, 2).reshape(batch, length, hidden)
        states = self.aln(states + self.drop(self.ao(context)))
        inner = functional.gelu(self.fi(states))
        return self.oln(states + self.drop(self.fo(inner)))


class Network(nn.Module):
    """`embeddings` (batch, tokens, hidden) float32; `passage`, `question`, `real` (batch, tokens)
    bool: which tokens are the passage's, the question's, and no padding.
    """

    def __init__(self, weights: Weights, dropout: float = 0.1) -> None:
        super().__init__()
        shape = weights.shape
        hidden = shape.hidden
        self.passage = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, shape.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, shape.inner, shape.heads, shape.epsilon, dropout)
            for _ in range(shape.layers)
        )
        self.span = nn.Linear(hidden, 2)
        self.mix = nn.Linear(3 * hidden, hidden)
        self.verdict = nn.Linear(hidden, 2)
        self.drop = nn.Dropout(dropout)
        self._load(weights)

    def forward(
        self, embeddings: Tensor, passage: Tensor, question: Tensor, real: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return span scores (batch, tokens, 2), −inf off the passage, and logits (batch, 2)."""
        states = self.norm(embeddings + passage[..., None] * self.passage)
        mask = real[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        states = states.float()
        scores = self.span(states).masked_fill(~passage[..., None], -torch.inf)
        weight = scores.mean(-1).softmax(-1)
        asked = (states * question[..., None]).sum(1) / question.sum(1, keepdim=True)
        told = (states * weight[..., None]).sum(1)
        mixed = torch.tanh(self.mix(torch.cat([states[:, 0], asked, told], -1)))
        return scores, self.verdict(self.drop(mixed))

    def _load(self, weights: Weights) -> None:
        def copy(module: nn.Module, names: list[str]) -> None:
            for kind, parameter in (("w", module.weight), ("b", module.bias)):
                parts = [torch.from_numpy(weights[f"{name}.{kind}"].copy()) for name in names]
                parameter.data.copy_(torch.cat(parts).view_as(parameter))

        copy(self.norm, ["emb.ln"])
        for number, layer in enumerate(self.layers):
            copy(layer.qkv, [f"l{number}.{part}" for part in "qkv"])
            for part in ("ao", "aln", "fi", "fo", "oln"):
                copy(getattr(layer, part), [f"l{number}.{part}"])
