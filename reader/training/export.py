"""Export of the trained network for onnxruntime: the encoder as 8-bit ONNX (matrices per column, embeddings per row), the heads as float32."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import onnx
import torch
import typer
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from ..corpus import CORPUS
from ..corpus_digest import digest
from ..heads import Heads
from .net import Encoder, Network
from .unpack import packed, unpack


def export(folder: Path, corpus: Path = CORPUS) -> Path:
    """Export network.pt in `folder` to reader.onnx, heads.npz and made.json (digests of the corpus)."""
    kept = torch.load(folder / "network.pt", weights_only=True)
    net = Network(unpack(packed()), kept["keep"])
    net.load_state_dict(kept["state"])
    net.eval()
    whole, small = folder / "whole.onnx", folder / "reader.onnx"
    axes = {name: {0: "messages", 1: "pieces"} for name in ("ids", "mask", "hidden")}
    example = (torch.tensor([[0, 7, 8, 9, 2]]), torch.ones(1, 5))
    torch.onnx.export(
        Encoder(net), example, str(whole), input_names=["ids", "mask"], output_names=["hidden"], dynamic_axes=axes, dynamo=False, opset_version=17
    )
    quantize_dynamic(
        str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    _words(small)
    whole.unlink()
    Heads(*(_head(part) for part in (net.act, net.cut, net.tag))).save(folder / "heads.npz")
    (folder / "made.json").write_text(json.dumps({"corpus": digest(corpus), "reader": hashlib.sha256(small.read_bytes()).hexdigest()}) + "\n")
    return small


def _head(part: Any) -> Any:
    """Weights with the bias as last row, (hidden + 1, classes)."""
    return np.concatenate([part.weight.detach().numpy().T, part.bias.detach().numpy()[None]]).astype(np.float32)


def _words(path: Path) -> None:
    """Quantise the embedding table to 8 bits with a scale per row: two lookups and a product."""
    model = onnx.load(str(path))
    graph = model.graph
    floats = [tensor for tensor in graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT]
    big = max(floats, key=lambda tensor: int(np.prod(tensor.dims)))
    table = numpy_helper.to_array(big)
    scale = np.abs(table).max(1, keepdims=True) / 127
    steps = np.rint(table / np.maximum(scale, 1e-12)).astype(np.int8)
    node = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == big.name)
    place, index, out = list(graph.node).index(node), node.input[1], node.output[0]
    graph.initializer.remove(big)
    graph.initializer.extend([numpy_helper.from_array(steps, "words"), numpy_helper.from_array(scale.astype(np.float32), "words.scale")])
    graph.node.remove(node)
    for number, new in enumerate(_lookup(index, out)):
        graph.node.insert(place + number, new)
    onnx.save(model, str(path))


def _lookup(index: str, out: str) -> list[Any]:
    return [
        helper.make_node("Gather", ["words", index], ["words.steps"]),
        helper.make_node("Cast", ["words.steps"], ["words.float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", ["words.scale", index], ["words.scales"]),
        helper.make_node("Mul", ["words.float", "words.scales"], [out]),
    ]


def main(
    folder: Annotated[Path, typer.Argument(help="The folder with the trained network.")] = Path("build/reader"),
    corpus: Annotated[Path, typer.Option(help="The corpus it was trained on.")] = CORPUS,
) -> None:
    """Writes the reader's files beside network.pt."""
    made = export(folder, corpus)
    typer.echo(f"{made}, {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    typer.run(main)
