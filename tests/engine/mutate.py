"""Try each mistake of `mistakes.yaml` on a copy of the engine: `python mutate.py COPY`, a JSON object on stdout.

One process for all of them: between two, the modules of `tutor` are forgotten and read again from the copy.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent


def noticed(demo: str) -> bool:
    """True if the demo differs from PyTorch's vectors, or cannot be computed any more."""
    for name in [name for name in sys.modules if name.split(".")[0] in ("tutor", "vector_cases")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    vectors = importlib.import_module("vector_cases")
    try:
        return any(
            vectors.differences(demo, case) for case in vectors.cases(vectors.FILES[0].with_name(f"{demo}.json"))
        )
    except (ValueError, TypeError):  # shapes that no longer fit
        return True


def main(copy: Path) -> dict[str, object]:
    """What was noticed, by mistake; `nothing` stands for the copy as it is."""
    sys.path[:0] = [str(copy), str(HERE.parent / "demos")]
    sys.dont_write_bytecode = True
    found: dict[str, object] = {"nothing": any(map(noticed, ("rnn", "lstm", "gru", "postnorm", "attention")))}
    found["engine"] = sys.modules["tutor.engine"].__file__
    for mistake, told in yaml.safe_load((HERE / "mistakes.yaml").read_text(encoding="utf-8")).items():
        file = copy / "tutor" / "engine" / f"{told['file']}.py"
        source = file.read_text(encoding="utf-8")
        if source.count(told["right"]) != 1:
            found[mistake] = f"its line is there {source.count(told['right'])} times"
            continue
        file.write_text(source.replace(told["right"], told["wrong"]), encoding="utf-8")
        found[mistake] = noticed(told["demo"])
        file.write_text(source, encoding="utf-8")
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
