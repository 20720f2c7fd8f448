"""The quiz: puts a question, grades the answer, names the misconception behind it, chooses what to ask.

Words: a *question* stands in a topic; *asked*, its options are shuffled and its numbers drawn by a *variant* seed; a
*verdict* is what an answer is worth. Time and randomness come in as arguments. It knows nothing of screens, and
nothing of where answers are kept.
"""

from tutor.quiz.asking import Asked, ask
from tutor.quiz.certainty import CERTAINTIES, Certainty, read_certainty, split_certainty
from tutor.quiz.check import check
from tutor.quiz.choosing import WEAK, Candidate, choose, interleave, study_order
from tutor.quiz.grading import UnreadableError, Verdict, grade
from tutor.quiz.path import Step, stands_on, tree
from tutor.quiz.predicting import ask_step, hidden_count, hide

__all__ = [
    "CERTAINTIES",
    "WEAK",
    "Asked",
    "Candidate",
    "Certainty",
    "Step",
    "UnreadableError",
    "Verdict",
    "ask",
    "ask_step",
    "check",
    "choose",
    "grade",
    "hidden_count",
    "hide",
    "interleave",
    "read_certainty",
    "split_certainty",
    "stands_on",
    "study_order",
    "tree",
]
