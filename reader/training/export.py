"""The trained network as ONNX in 8 bits, for onnxruntime: matrices by column, words by row, the heads in float."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import onnx
import torch
import typer
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from .net import Network
from .unpack import packed, unpack

NAMES = ("acts", "cuts", "tags")


def export(folder: Path) -> Path:
    """Of network.pt in `folder`, beside it: reader.onnx."""
    kept = torch.load(folder / "network.pt", weights_only=True)
    net = Network(unpack(packed()), kept["keep"])
    net.load_state_dict(kept["state"])
    net.eval()
    whole, small = folder / "whole.onnx", folder / "reader.onnx"
    axes = {name: {0: "messages", 1: "pieces"} for name in ("ids", "mask", *NAMES)}
    example = (torch.tensor([[0, 7, 8, 9, 2]]), torch.ones(1, 5))
    torch.onnx.export(
        net, example, str(whole), input_names=["ids", "mask"], output_names=list(NAMES), dynamic_axes=axes, dynamo=False, opset_version=17
    )
    heads = [node.name for node in onnx.load(str(whole)).graph.node if node.name.startswith(("/act/", "/cut/", "/tag/"))]
    quantize_dynamic(
        str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"], nodes_to_exclude=heads,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    _words(small)
    whole.unlink()
    return small


def _words(path: Path) -> None:
    """The words in 8 bits with a scale each: two lookups and a product."""
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


def main(folder: Annotated[Path, typer.Argument(help="The folder that was trained into.")] = Path("build/reader")) -> None:
    """Writes reader.onnx beside network.pt."""
    made = export(folder)
    typer.echo(f"{made}, {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    typer.run(main)
