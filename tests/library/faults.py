# ruff: noqa: E501 - a table
r"""Every folder under `bad/` is the good pack with one fault. This file says which; run it to write the folders anew.

A fault is a list of edits: (file, old text, new text), where the old text stands exactly once. A file that does not
exist yet is written from an empty old text; new text None removes the file; `\udce9` is the byte E9. `expected.txt` is written by hand, never here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
GOOD, BAD = HERE / "good", HERE / "bad"
FACTS, EN, ZH = (f"topics/fading/{name}.yaml" for name in ("topic", "en", "zh-Hant"))

Edit = tuple[str, str, str | None]
Content = dict[str, bytes]

TWIN_FACTS, TWIN_EN = "topics/twin/topic.yaml", "topics/twin/en.yaml"
NAMES = """\
names:
  en: ["Fading memory", "what fades"]
  zh-Hant: ["記憶淡出", "會淡掉什麼"]
"""
ITS_FACTS = (GOOD / FACTS).read_text(encoding="utf-8").replace(NAMES, "names:\n  en: [Twin]\n")
ITS_WORDS = (GOOD / EN).read_text(encoding="utf-8")
CELL = """\
title: A cell
intro: One line of memory.
steps: {kept: a, written: b, c_new: c, h: d}
notice: Look.
"""

FAULTS: dict[str, list[Edit]] = {
    # YAML
    "anchor": [(FACTS, "demos: [forget]", "demos: &d [forget]")],
    "duplicate-key": [(FACTS, "demos: [forget]", "demos: [forget]\nsources: [s]")],
    "merge-key": [(FACTS, "demos: [forget]", "<<: {demos: [forget]}")],
    "yaml-tag": [(EN, "summary: ", "summary: !!str ")],
    "second-document": [(ZH, "picture:", "---\npicture:")],
    "unclosed-quote": [(FACTS, '"Worked by hand for these tests."', '"Worked by hand for these tests.')],
    "tab-indentation": [(EN, "  art: |", "\tart: |")],
    "escape-character": [(EN, "The whole stays whole.", "The \x1b[31mwhole stays whole.")],
    "not-utf8": [(EN, "Halve a cake.", "Halve a caf\udce9.")],
    "nested-too-deep": [(FACTS, "demos: [forget]", f"demos: {'[' * 50}{']' * 50}")],
    # shape
    "unknown-key": [(FACTS, "demos: [forget]", "demo: [forget]")],
    "unknown-key-in-question": [(FACTS, "    answer: true", "    answer: true\n    revison: 2")],
    "missing-key": [(FACTS, 'sources: ["Worked by hand for these tests."]\n', "")],
    "missing-word": [(EN, '  is-multiplied: "Shares multiply."\n', "")],
    "number-where-word": [(FACTS, "    level: 2\n    section: how_good", "    level: two\n    section: how_good")],
    "unknown-section": [(FACTS, "section: how_good", "section: how-good")],
    "unknown-kind": [(FACTS, "kind: fill", "kind: gap")],
    "answer-not-true-or-false": [(FACTS, "answer: true", "answer: yes")],
    "many-faults-at-once": [
        (FACTS, "kind: fill", "kind: gap"),
        (FACTS, "section: how_good", "section: how-good"),
        (FACTS, "demos: [forget]", "demo: [forget]"),
        (EN, 'summary: "A memory that keeps a share of itself at every step."', "summary: ''"),
    ],
    "english-missing": [(EN, "", None)],
    "facts-missing": [(FACTS, "", None)],
    "folder-not-kebab-case": [("topics/Fading_Two/topic.yaml", "", ITS_FACTS)],
    # facts
    "no-english-name": [(FACTS, '  en: ["Fading memory", "what fades"]\n', "")],
    "names-not-first": [
        (FACTS, NAMES, ""),
        (FACTS, "key_points:", NAMES + "key_points:"),
    ],
    "summary-not-first": [
        (EN, 'summary: "A memory that keeps a share of itself at every step."\n', ""),
        (EN, "why:", "summary: s\nwhy:"),
    ],
    "level-out-of-range": [(FACTS, "keeps-a-share: 2", "keeps-a-share: 5")],
    "id-not-kebab-case": [
        (FACTS, "      half: right", "      a_half: right"),
        (EN, "      half: {", "      a_half: {"),
        (ZH, "      half: {", "      a_half: {"),
    ],
    "option-of-one-letter": [
        (FACTS, "      half: right", "      h: right"),
        (EN, "      half: {", "      h: {"),
        (ZH, "      half: {", "      h: {"),
    ],
    "question-id-twice": [
        (FACTS, "id: which-fade\n    kind: multiple", "id: which-rule\n    kind: multiple"),
    ],
    "key-point-tested-once": [
        (FACTS, "section: what\n    tests: [is-multiplied]\n    options", "section: what\n    tests: []\n    options"),
        (FACTS, "tests: [is-multiplied]\n    accept", "tests: []\n    accept"),
    ],
    "unknown-key-point": [(FACTS, "tests: [keeps-a-share]\n    items", "tests: [keeps-a-share, keep]\n    items")],
    "unknown-misconception": [(FACTS, "wrong: {sum: multiplied-by-steps}", "wrong: {sum: multiplied-by-step}")],
    "misconception-never-met": [
        (FACTS, "  multiplied-by-steps: 2", "  multiplied-by-steps: 2\n  never-fades: 2"),
        (EN, "questions:", "  never-fades: {claim: a, correction: b}\nquestions:"),
        (ZH, "questions:", "  never-fades: {claim: a, correction: b}\nquestions:"),
    ],
    "two-right-options": [(FACTS, "only-once: applied-once", "only-once: right")],
    "no-right-option": [(FACTS, "share-of-a-share: right", "share-of-a-share: applied-once")],
    "nothing-wrong-to-pick": [(FACTS, "whole: applied-once", "whole: right")],
    "too-many-options": [
        (FACTS, "      times-count: multiplied", "".join(f"      o{n}: applied-once\n" for n in range(24)) + "      times-count: multiplied"),
        (EN, "      times-count: {", "".join(f"      o{n}: {{text: t, feedback: f}}\n" for n in range(24)) + "      times-count: {"),
        (ZH, "      times-count: {", "".join(f"      o{n}: {{text: t, feedback: f}}\n" for n in range(24)) + "      times-count: {"),
    ],
    "also-is-no-order": [(FACTS, "[start, first, second]", "[start, first, second]\n    also: [[start, second]]")],
    "fill-without-english-term": [(FACTS, "en: [product], ", "")],
    "fill-without-gap": [(ZH, "的 ____。", "的什麼？")],
    "unknown-demo": [(FACTS, "demos: [forget]", "demos: [forgot]")],
    "unknown-need": [(FACTS, "demos: [forget]", "demos: [forget]\nneeds: [fadin]")],
    "needs-itself": [(FACTS, "demos: [forget]", "demos: [forget]\nneeds: [fading]")],
    "cycle-in-needs": [
        (FACTS, "demos: [forget]", "demos: [forget]\nneeds: [twin]"),
        (TWIN_FACTS, "", ITS_FACTS + "needs: [fading]\n"),
        (TWIN_EN, "", ITS_WORDS),
    ],
    "alias-of-two-topics": [
        (TWIN_FACTS, "", ITS_FACTS.replace("[Twin]", "[Twin, What Fades?]")),
        (TWIN_EN, "", ITS_WORDS),
    ],
    "alias-is-another-id": [
        (FACTS, '"what fades"', '"what fades", "Twin"'),
        (TWIN_FACTS, "", ITS_FACTS.replace("[Twin]", "[The other]")),
        (TWIN_EN, "", ITS_WORDS),
    ],
    # words against facts
    "option-without-feedback": [(EN, ', feedback: "That could grow."', "")],
    "option-without-words": [(ZH, '      falls-at-once: {text: "一下就沒了", feedback: "只少掉一部分。"}\n', "")],
    "words-of-no-option": [(EN, "      whole: {", "      twice: {text: t, feedback: f}\n      whole: {")],
    "slip-without-words": [(EN, '      applied-once: "You took the share once."\n', "")],
    "item-without-words": [(EN, ', second: "after the second step"', "")],
    "question-without-words": [
        (ZH, '  the-word:\n    ask: "剩下的是所有比例的 ____。"\n    solution: "比例相乘。"\n    hints: ["相乘得到的。"]\n', ""),
    ],
    "words-of-no-question": [(EN, "  the-word:", "  the-ward:")],
    "misconception-without-correction": [(EN, ', correction: "It is taken at every step."', "")],
    "no-hint": [(EN, '    hints: ["Halve a cake."]\n', "")],
    "no-solution": [(EN, '    solution: "Each step leaves less."\n', "")],
    "sections-of-different-levels": [(EN, "how_good:\n  2: |", "how_good:\n  3: |\n    More.\n  2: |")],
    "section-without-level-two": [
        (path, f"{section}:\n  2: |", f"{section}:\n  4: |") for path in (EN, ZH) for section in ("why", "what", "how", "how_good")
    ],
    "level-not-translated": [
        (EN, f"{section}:\n  2: |", f"{section}:\n  3: |\n    More.\n  2: |") for section in ("why", "what", "how", "how_good")
    ],
    "unknown-level": [(EN, "why:\n  2: |", "why:\n  02: |")],
    "explanation-without-rubric": [
        (FACTS, "  - id: the-word", "  - {id: own-words, kind: explain, level: 2, section: what, tests: [keeps-a-share]}\n  - id: the-word"),
        (EN, "  the-word:", "  own-words: {ask: Say it., solution: Shares multiply., hints: [h]}\n  the-word:"),
        (ZH, "  the-word:", "  own-words: {ask: 說說看。, solution: 比例相乘。, hints: [想想看。]}\n  the-word:"),
    ],
    # numbers
    "number-not-listed": [(EN, "Eight eights are 64.", "Eight eights are 64, nine nines 81.")],
    "decimal-not-listed-in-chinese": [(ZH, "剩 0.81。", "剩0.81，再留剩0.729。")],
    "listed-number-not-shown": [(ZH, "八個八是 64。", "")],
    "wrong-number": [(FACTS, '"0.81"', '"0.82"'), (EN, "0.9 ──▶ 0.81", "0.9 ──▶ 0.82"), (EN, "0.81 is left", "0.82 is left"),
                     (ZH, "0.9 ──▶ 0.81", "0.9 ──▶ 0.82"), (ZH, "剩 0.81", "剩 0.82")],
    "wrong-sign": [(FACTS, '"0.81"', '"−0.81"')],
    "number-of-words": [(FACTS, '{shown: "300"', '{shown: "page 300"')],
    "number-from-nowhere": [(FACTS, ', by: "8^2"', "")],
    "number-from-two-places": [(FACTS, 'by: "8^2"', 'by: "8^2", given: "the board"')],
    "number-of-no-step": [(FACTS, "step: kept}\n  - {shown: \"64\"", "step: keep}\n  - {shown: \"64\"")],
    "number-of-no-demo": [(FACTS, "demo: forget, set", "demo: forgot, set")],
    "number-of-many": [(FACTS, 'by: "8^2"', "demo: rmsnorm, step: y")],
    "arithmetic-that-is-none": [(FACTS, 'by: "8^2"', 'by: "8^^2"')],
    "arithmetic-with-names": [(FACTS, 'by: "8^2"', 'by: "64 + 1/inf"')],
    # number questions
    "slip-equals-right-answer": [(FACTS, "n: {values: [2, 3, 4]}", "n: {values: [1]}")],
    "unset-placeholder": [(EN, "{n} times", "{m} times")],
    "unset-placeholder-in-chinese": [(ZH, "{n} 次", "{次數} 次")],
    "question-of-no-demo": [(FACTS, "    demo: forget", "    demo: forgot")],
    "question-of-no-step": [(FACTS, "ask: {step: kept}", "ask: {step: keep}")],
    "question-of-no-slip": [
        (FACTS, "slips: [applied-once, multiplied-by-steps]", "slips: [applied-once, multiplied-by-steps, forgot-the-root]"),
        (FACTS, "  multiplied-by-steps: 2", "  multiplied-by-steps: 2\n  forgot-the-root: 2"),
        (EN, "questions:\n", "  forgot-the-root: {claim: a, correction: b}\nquestions:\n"),
        (ZH, "questions:\n", "  forgot-the-root: {claim: a, correction: b}\nquestions:\n"),
        (EN, "    slips:\n", "    slips:\n      forgot-the-root: f\n"),
        (ZH, "    slips:\n", "    slips:\n      forgot-the-root: f\n"),
    ],
    "index-into-one-number": [(FACTS, "ask: {step: kept}", "ask: {step: kept, index: [0]}")],
    "input-of-no-demo": [(FACTS, "      n: {values: [2, 3, 4]}", "      n: {values: [2, 3, 4]}\n      k: {values: [1]}")],
    "input-out-of-range": [(FACTS, "n: {values: [2, 3, 4]}", "n: {values: [-2, -3, -4]}")],
    "answer-not-finite": [
        (FACTS, "ask: {step: kept}", "ask: {step: half_life}"),
        (FACTS, "f: {values: [0.5, 0.8, 0.9]}", "f: {values: [1]}"),
        (FACTS, "    slips: [applied-once, multiplied-by-steps]\n", ""),
        (EN, '    slips:\n      applied-once: "You took the share once."\n      multiplied-by-steps: "You took the share times the steps."\n', ""),
        (ZH, '    slips:\n      applied-once: "你只留了一次。"\n      multiplied-by-steps: "你用比例乘了步數。"\n', ""),
    ],
    "drawn-and-set": [(FACTS, "    draw:", "    set: {f: 0.5}\n    draw:")],
    "drawn-too-few": [(FACTS, "f: {values: [0.5, 0.8, 0.9]}", "f: {values: [0.5, 0.8, 0.9], shape: [2, 2]}")],
    "drawn-nothing": [(FACTS, "f: {values: [0.5, 0.8, 0.9]}", "f: {values: [0.5, 0.8, 0.9], shape: [0, 3], distinct: false}")],
    "digits-out-of-range": [(FACTS, "    draw:", "    digits: 16\n    draw:")],
    # looks
    "formula-of-two-rows": [(EN, "a share $f$ is", "a share $\\frac{1}{2}$ is")],
    "formula-that-does-not-set": [(ZH, "每一步留下 $f$ 這麼多", "每一步留下 $\\nonsense{f}$ 這麼多")],
    "formula-without-reading": [(EN, "    : what is left = the share times itself, n times\n", "")],
    "formulas-differ": [(ZH, "$$c_n = f^n$$", "$$c_n = f^m$$")],
    "formula-that-does-not-set-in-key-point": [(EN, '"A step keeps a share."', "'A step keeps $\\nonsense{f}$.'")],
    "lone-star-in-summary": [(ZH, '"每一步都留下一部分的記憶。"', '"每一步都留下 *一部分的記憶。"')],
    "lone-dollar": [(EN, "a share $f$ is", "a share $f is")],
    "lone-star": [(EN, "*Where the picture breaks:* nothing", "*Where the picture breaks: nothing")],
    "heading-in-text": [(EN, "    You read page", "    # Why\n    You read page")],
    "link-in-text": [(EN, "the bell of page 2", "[the bell](http://x.org) of page 2")],
    "picture-too-wide": [(EN, "1 ──▶ 0.9 ──▶ 0.81", "1 ──▶ 0.9 ──▶ 0.81" + " ──▶ …" * 8)],
    "picture-too-wide-in-chinese": [(ZH, "1 ──▶ 0.9 ──▶ 0.81", "1 ──▶ 0.9 ──▶ 0.81" + "─▶ 再來一次" * 4)],
    # demos
    "words-of-no-demo": [("demos/sell/en.yaml", "", CELL)],
    "demo-step-without-words": [("demos/cell/en.yaml", "", CELL.replace("written: b, ", ""))],
    "words-of-no-input": [("demos/cell/en.yaml", "", CELL + "inputs: {q: a gate}\n")],
    "demo-without-english": [("demos/cell/zh-Hant.yaml", "", CELL)],
}  # fmt: skip


def folder(fault: str) -> Content:
    """Return the files of the pack with this fault."""
    content = {str(path.relative_to(GOOD)): path.read_bytes() for path in sorted(GOOD.rglob("*.yaml"))}
    for file, old, new in FAULTS[fault]:
        if new is None:
            del content[file]
        elif not old:
            content[file] = new.encode()
        else:
            text = content[file].decode()
            assert text.count(old) == 1, (fault, file, old)
            content[file] = text.replace(old, new).encode("utf-8", "surrogateescape")
    return content


def main() -> None:
    """Write every folder anew, but for its `expected.txt`."""
    for fault in FAULTS:
        shutil.rmtree(BAD / fault / "topics", ignore_errors=True)
        shutil.rmtree(BAD / fault / "demos", ignore_errors=True)
        for file, data in folder(fault).items():
            path = BAD / fault / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


if __name__ == "__main__":
    main()
