"""Records what PyTorch's recurrent, embedding and attention modules compute, for ModuleFixtureTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13) and libopenblas0-pthread, in this folder:

    OPENBLAS_NUM_THREADS=1 python3 make_modules.py

It writes modules.json: for every case the names and the initial values of the parameters (after seed 11), the results (after
seed 12, which draws the inputs) and the gradients of the sum of their squares.
"""
import json

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence

from make_fixtures import joined, openblas_core, packed

torch.set_num_threads(1)
randn, randint = torch.randn, torch.randint
never = float("-inf")
LENGTHS = torch.tensor([2, 4, 3])


def flat(results):
    for r in results if isinstance(results, (tuple, list)) else [results]:
        if isinstance(r, (tuple, list)):
            yield from flat(r)
        elif r is not None:
            yield r


def packed_run(m, *state):
    x = pack_padded_sequence(randn(4, 3, 3), LENGTHS, enforce_sorted=False)
    y, last = m(x, *state)
    return pad_packed_sequence(y, padding_value=7.0, total_length=5), last


def causal(n):
    return torch.full((n, n), never).triu(1)


CASES = {
    "RNN": (lambda: nn.RNN(3, 4), lambda m: m(randn(5, 2, 3))),
    "RNN_relu_2_bidirectional": (lambda: nn.RNN(3, 4, 2, nonlinearity="relu", bidirectional=True), lambda m: m(randn(5, 2, 3), randn(4, 2, 4))),
    "RNN_packed": (lambda: nn.RNN(3, 4), packed_run),
    "LSTM": (lambda: nn.LSTM(3, 4), lambda m: m(randn(5, 2, 3))),
    "LSTM_2_bidirectional_dropout": (lambda: nn.LSTM(3, 4, 2, batch_first=True, dropout=0.4, bidirectional=True), lambda m: m(randn(2, 5, 3))),
    "LSTM_states": (lambda: nn.LSTM(3, 4, bias=False), lambda m: m(randn(5, 2, 3), (randn(1, 2, 4), randn(1, 2, 4)))),
    "LSTM_single": (lambda: nn.LSTM(3, 4, 2), lambda m: m(randn(5, 3), (randn(2, 4), randn(2, 4)))),
    "LSTM_packed": (lambda: nn.LSTM(3, 4, bidirectional=True), packed_run),
    "LSTM_packed_states": (lambda: nn.LSTM(3, 4), lambda m: packed_run(m, (randn(1, 3, 4), randn(1, 3, 4)))),
    "GRU_2": (lambda: nn.GRU(3, 4, 2, dropout=0.3), lambda m: m(randn(5, 2, 3), randn(2, 2, 4))),
    "GRU_packed_states": (lambda: nn.GRU(3, 4), lambda m: packed_run(m, randn(1, 3, 4))),
    "RNNCell": (lambda: nn.RNNCell(3, 4), lambda m: m(randn(2, 3), randn(2, 4))),
    "RNNCell_relu": (lambda: nn.RNNCell(3, 4, nonlinearity="relu", bias=False), lambda m: m(randn(2, 3))),
    "LSTMCell": (lambda: nn.LSTMCell(3, 4), lambda m: m(randn(2, 3))),
    "LSTMCell_states": (lambda: nn.LSTMCell(3, 4), lambda m: m(randn(3), (randn(4), randn(4)))),
    "GRUCell": (lambda: nn.GRUCell(3, 4), lambda m: m(randn(2, 3))),
    "GRUCell_state": (lambda: nn.GRUCell(3, 4, bias=False), lambda m: m(randn(2, 3), randn(2, 4))),
    "Embedding_padding": (lambda: nn.Embedding(5, 3, padding_idx=-2), lambda m: m(randint(0, 5, (4, 6)))),
    "Embedding_scaled_max_norm": (lambda: nn.Embedding(5, 3, max_norm=1.2, norm_type=1.0, scale_grad_by_freq=True), lambda m: m(randint(0, 5, (4, 6)))),
    "EmbeddingBag_mean": (lambda: nn.EmbeddingBag(6, 3), lambda m: m(randint(0, 6, (4, 5)))),
    "EmbeddingBag_sum_weighted": (lambda: nn.EmbeddingBag(6, 3, mode="sum", padding_idx=2), lambda m: m(randint(0, 6, (8,)), torch.tensor([0, 3, 3]), randn(8))),
    "EmbeddingBag_max_end": (lambda: nn.EmbeddingBag(6, 3, mode="max", include_last_offset=True), lambda m: m(randint(0, 6, (8,)), torch.tensor([0, 2, 8]))),
    "EmbeddingBag_max_norm": (lambda: nn.EmbeddingBag(6, 3, max_norm=0.7, scale_grad_by_freq=True), lambda m: m(randint(0, 6, (4, 5)))),
    "MultiheadAttention": (lambda: nn.MultiheadAttention(6, 3), lambda m: m(randn(4, 2, 6), randn(5, 2, 6), randn(5, 2, 6))),
    "MultiheadAttention_masks": (lambda: nn.MultiheadAttention(6, 3), lambda m: m(randn(4, 2, 6), randn(4, 2, 6), randn(4, 2, 6), key_padding_mask=torch.tensor([[False, False, True, False], [False] * 4]), attn_mask=causal(4))),
    "MultiheadAttention_bool_mask": (lambda: nn.MultiheadAttention(6, 2), lambda m: m(randn(4, 1, 6), randn(4, 1, 6), randn(4, 1, 6), attn_mask=torch.ones(2, 4, 4, dtype=torch.bool).triu(1))),
    "MultiheadAttention_other_sizes": (lambda: nn.MultiheadAttention(6, 2, kdim=3, vdim=5, bias=False), lambda m: m(randn(4, 2, 6), randn(5, 2, 3), randn(5, 2, 5))),
    "MultiheadAttention_more_sources": (lambda: nn.MultiheadAttention(6, 2, add_bias_kv=True, add_zero_attn=True), lambda m: m(randn(3, 2, 6), randn(3, 2, 6), randn(3, 2, 6), key_padding_mask=torch.tensor([[False, False, True], [False] * 3]), attn_mask=causal(3))),
    "MultiheadAttention_dropout_no_weights": (lambda: nn.MultiheadAttention(6, 2, dropout=0.4), lambda m: m(randn(3, 2, 6), randn(5, 2, 6), randn(5, 2, 6), need_weights=False)),
    "MultiheadAttention_single": (lambda: nn.MultiheadAttention(6, 2), lambda m: m(randn(3, 6), randn(5, 6), randn(5, 6))),
    "TransformerEncoderLayer": (lambda: nn.TransformerEncoderLayer(6, 2, 8, dropout=0.0), lambda m: m(randn(4, 2, 6))),
    "TransformerEncoderLayer_dropout_masks": (lambda: nn.TransformerEncoderLayer(6, 2, 8, activation="gelu"), lambda m: m(randn(4, 2, 6), causal(4), torch.tensor([[False, False, False, True], [False] * 4]))),
    "TransformerEncoder": (lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 2, 8), 2), lambda m: m(randn(4, 2, 6), causal(4))),
    "TransformerDecoderLayer": (lambda: nn.TransformerDecoderLayer(6, 2, 8), lambda m: m(randn(4, 2, 6), randn(3, 2, 6))),
    "TransformerDecoder": (lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(6, 2, 8, activation="gelu"), 2), lambda m: m(randn(4, 2, 6), randn(3, 2, 6), causal(4), randn(4, 3), torch.tensor([[False, False, False, True], [False] * 4]), torch.tensor([[False, False, True], [False] * 3]))),
    "Transformer": (lambda: nn.Transformer(6, 2, 2, 1, 8), lambda m: m(randn(3, 2, 6), randn(4, 2, 6))),
    "Transformer_masks": (lambda: nn.Transformer(6, 2, 1, 2, 8, dropout=0.2, activation="gelu"), lambda m: m(randn(3, 2, 6), randn(4, 2, 6), causal(3), causal(4), randn(4, 3), torch.tensor([[False, False, True], [False] * 3]), torch.tensor([[False, False, False, True], [False] * 4]), torch.tensor([[False, False, True], [False] * 3]))),
}


def record(make, run):
    torch.manual_seed(11)
    module = make()
    entry = {"names": [n for n, _ in module.named_parameters()], "initial": joined(module.parameters())}
    torch.manual_seed(12)
    results = list(flat(run(module)))
    loss = sum((r * r).sum() for r in results if r.requires_grad)
    loss.backward()
    entry["results"] = [packed(r) for r in results]
    entry["gradients"] = joined(torch.zeros_like(p) if p.grad is None else p.grad for p in module.parameters())
    entry["next"] = packed(torch.rand(1))  # where the generator stands
    return entry


if __name__ == "__main__":
    recorded = {
        "libtorch": torch.__version__.split("a")[0].split("+")[0],
        "openblas_core": openblas_core(),
        "cases": {name: record(*case) for name, case in CASES.items()},
    }
    with open("modules.json", "w") as file:
        json.dump(recorded, file, indent=None, separators=(",", ":"))
        file.write("\n")
