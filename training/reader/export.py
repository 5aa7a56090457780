"""Write the trained reader as the program runs it: ONNX in 8 bits, vocabulary, lexical values, small weights.

Run: ``python export.py encoder OUT`` writes OUT/encoder.onnx from OUT/e5.npz, before anything is trained, so that the
heads learn from what the program will see; ``python export.py all OUT`` fills src/khabar/model. Needs onnx.

Weights have seven bits, for where a processor lacks instructions for sums of eight-bit products they would run over.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from learning import COUNTS
from model import WIDTH, Encoder, Heads, Running
from names import Namer
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import small

from khabar.reading.reader.lexical import COLUMNS, Lexical
from khabar.reading.reader.naming import COLUMNS as NAME_COLUMNS
from khabar.reading.reader.naming import Values
from khabar.reading.reader.shipped import write_listing

TARGET = Path(__file__).parents[2] / "src/khabar/model"
SAID = ["state", "cue", "trigger", "starts", "ends", "none", "target"]
Axes = dict[str, dict[int, str]]


def write(
    module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], target: Path, free: Axes
) -> None:
    """Write a module as ONNX with whole-number weights."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=free,
            opset_version=17,
            dynamo=False,
        )
        kinds = ["MatMul", "Gather", "LSTM"]
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=kinds
        )


def write_encoder(out: Path) -> None:
    """Write OUT/encoder.onnx."""
    inputs = {"ids": torch.tensor([[0, 5, 6, 2], [0, 5, 2, 1]]), "mask": torch.zeros(2, 1, 1, 4)}
    both = {0: "windows", 1: "pieces"}
    free: Axes = {"ids": both, "mask": {0: "windows", 3: "pieces"}, "vectors": both}
    write(Encoder(out / "e5.npz"), inputs, ["vectors"], out / "encoder.onnx", free)


def write_all(out: Path, target: Path) -> None:
    """Fill a folder with everything that the program needs."""
    target.mkdir(parents=True, exist_ok=True)
    values = [len(known) for known in Lexical(out / "lexical.json").values]
    heads = Heads(values, COUNTS)
    heads.load_state_dict(torch.load(out / "heads.pt", weights_only=True))
    words = {"words": torch.zeros(7, WIDTH), "lexical": torch.zeros(7, len(COLUMNS), dtype=torch.long)}
    free: Axes = {name: {0: "words"} for name in [*words, *SAID]}
    write(Running(heads.eval()), words, SAID, target / "heads.onnx", free)
    np.savez(target / "small.npz", **small(heads))
    if (out / "names.pt").exists():
        write_names(out, target)
    for name in ("encoder.onnx", "pieces.json", "lexical.json"):
        shutil.copy(out / name, target / name)
    write_listing(target)


def write_names(out: Path, target: Path) -> None:
    """Write the network of names, if it was trained (names.py)."""
    namer = Namer([len(known) for known in Values(out / "names.json").values])
    namer.load_state_dict(torch.load(out / "names.pt", weights_only=True))
    inputs = {"words": torch.zeros(7, WIDTH), "known": torch.zeros(7, NAME_COLUMNS, dtype=torch.long)}
    write(namer.eval(), inputs, ["scores"], target / "names.onnx", {name: {0: "words"} for name in [*inputs, "scores"]})
    shutil.copy(out / "names.json", target / "names.json")


def main() -> None:
    """Export what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["encoder", "all"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    if options.what == "encoder":
        write_encoder(options.out)
    else:
        write_all(options.out, options.target)


if __name__ == "__main__":
    main()
