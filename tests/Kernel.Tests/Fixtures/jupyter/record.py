# Records notebooks.json: notebooks as Jupyter's nbformat writes them, a change, and what nbformat writes after the same change.
# Run with Debian's Python (package python3-nbformat): /usr/bin/python3 record.py
import copy, json, os, random
import nbformat

random.seed(4)
WORDS = ["x", "a b", "é", "🚀", "\u2028", "\"q\"", "\\", "/", "<&'+>", "\t", "\x1b[31m", "\x7f", "\r\n", "\n", "\n\n", "Ω\n", "end"]


def text():
    return "".join(random.choice(WORDS) for _ in range(random.randint(0, 8)))


def value(depth=0):
    kinds = ["int", "float", "big", "text", "bool", "null"] + (["list", "dict"] if depth < 3 else [])
    return {
        "int": lambda: random.randint(-5, 10**6), "float": lambda: random.choice([1.0, 1e5, -0.0, 1e300, 0.1, 1e-7, 3.14159]),
        "big": lambda: 2**70, "text": text, "bool": lambda: random.random() < 0.5, "null": lambda: None,
        "list": lambda: [value(depth + 1) for _ in range(random.randint(0, 3))],
        "dict": lambda: {random.choice("zyxabc") + text(): value(depth + 1) for _ in range(random.randint(0, 3))},
    }[random.choice(kinds)]()


def stream():
    return {"output_type": "stream", "name": random.choice(["stdout", "stderr"]), "text": text()}


def output(count):
    data = {"text/plain": text(), "text/html": text(), "application/json": {"b": value(), "a": value()}, "image/png": "iVBORw0KGgo="}
    data = {key: data[key] for key in random.sample(sorted(data), random.randint(0, 4))}
    return random.choice([
        stream,
        lambda: {"output_type": "display_data", "data": data, "metadata": {}},
        lambda: {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": count},
        lambda: {"output_type": "error", "ename": "E", "evalue": text(), "traceback": [text(), text()]},
    ])()


def metadata():
    return {random.choice("mnoabz") + str(i): value() for i in range(random.randint(0, 3))}


def cell(minor, i):
    kind = random.choice(["code", "markdown", "raw", "code"])
    c = {"cell_type": kind, "metadata": metadata(), "source": text()}
    if minor == 5:
        c["id"] = f"c{i}"
    if kind == "code":
        n = random.randint(1, 99)
        c["execution_count"] = random.choice([None, n])
        c["outputs"] = [output(n) for _ in range(random.randint(0, 3))]
    elif random.random() < 0.3:
        c["attachments"] = {"i.png": {"image/png": "iVBORw0KGgo="}}
    return c


def notebook():
    minor = random.choice([0, 1, 2, 3, 4, 5, 5, 5])
    cells = [cell(minor, i) for i in range(random.randint(1, 6))]
    return {"cells": cells, "metadata": metadata(), "nbformat": 4, "nbformat_minor": minor}


def change(nb):
    at = random.randrange(len(nb["cells"]))
    c = nb["cells"][at]
    kinds = ["source", "tag", "about", "remove", "insert"] + (["outputs"] if c["cell_type"] == "code" else [])
    kind = random.choice(kinds)
    step = {"kind": kind, "cell": at}
    if kind == "source":
        step["text"] = c["source"] = text()
    elif kind == "tag":
        c["metadata"]["tags"] = ["new"]
    elif kind == "about":
        nb["metadata"]["marginalia"] = {"seconds": 1.5}
    elif kind == "remove":
        del nb["cells"][at]
    elif kind == "insert":
        step["text"] = text()
        new = {"cell_type": "code", "execution_count": None, "metadata": {"tags": ["new"]}, "outputs": [], "source": step["text"]}
        if nb["nbformat_minor"] == 5:
            new["id"] = "new"
        nb["cells"].insert(at, new)
    elif kind == "outputs":
        step["text"] = text()
        c["execution_count"] = 7
        c["outputs"] = [{"output_type": "stream", "name": "stdout", "text": step["text"]},
                        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]},
                        {"output_type": "execute_result", "data": {"text/plain": step["text"]}, "metadata": {}, "execution_count": 7}]
    return step


def write(nb):
    return nbformat.writes(nbformat.from_dict(copy.deepcopy(nb)), version=nbformat.NO_CONVERT) + "\n"


cases = []
while len(cases) < 60:
    nb = notebook()
    before = write(nb)
    step = change(nb)
    cases.append({"before": before, "change": step, "after": write(nb)})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "notebooks.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file, ensure_ascii=True, indent=0)
    file.write("\n")
