"""The quiz: puts a question, grades the answer, names the misconception behind it, chooses what to ask.

Words: a *question* stands in a topic; *asked*, its options are shuffled and its numbers drawn by a *variant* seed; a
*verdict* is what an answer is worth. Time and randomness come in as arguments. It knows nothing of screens, and
nothing of where answers are kept.
"""

from tutor.quiz.asking import Asked, ask
from tutor.quiz.check import check
from tutor.quiz.choosing import Candidate, choose, study_order
from tutor.quiz.grading import UnreadableError, Verdict, grade

__all__ = ["Asked", "Candidate", "UnreadableError", "Verdict", "ask", "check", "choose", "grade", "study_order"]
