"""Which misconceptions a learner's answers showed, and where each is refuted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tutor import progress
from tutor.cli.look import Look
from tutor.cli.standing import words_of
from tutor.library.model import Question, Topic
from tutor.show.quiz import command_to
from tutor.show.status import Met

MOST = 5  # a few are enough to work on


def met(look: Look, topics: Mapping[str, Topic], known: Mapping[str, progress.CardState]) -> list[Met]:
    """Return the misconceptions that answers showed, those met most often first."""
    times: Counter[tuple[str, str]] = Counter()
    asked: dict[tuple[str, str], Counter[str]] = {}
    for question, card in known.items():
        for name, count in card.misconceptions.items():
            if topic := home_of(name, question, topics):
                times[topic, name] += count
                asked.setdefault((topic, name), Counter())[question] += count
    rows = []
    for (topic, name), count in times.most_common(MOST):
        words = words_of(look, topic)
        if words and name in words.misconceptions:
            said = words.misconceptions[name]
            ((question, _),) = asked[topic, name].most_common(1)
            command = _explained(topic, topics[topic], question)
            rows.append(Met(topic, name, said.claim, said.correction, count, command))
    return rows


def home_of(misconception: str, question: str, topics: Mapping[str, Topic]) -> str | None:
    """Return the topic that refutes what an answer to `question` showed: its own, else one with its demo, else any."""
    demo = question.startswith("demo:")  # demo:lstm/c/2; others are rnn/order-matters, pack/rnn/order-matters
    named = question.removeprefix("demo:").partition("/")[0] if demo else question.rpartition("/")[0]
    holders = [name for name, topic in topics.items() if misconception in topic.misconceptions]
    if named in holders:
        return named
    return next(iter([*(name for name in holders if named in topics[name].demos), *holders]), None)


def _explained(name: str, topic: Topic, asked: str) -> str:
    """Return the command that shows the part which `asked` is about; how it works, for a value of a demo."""
    question: Question | None = next((one for one in topic.questions if f"{name}/{one.id}" == asked), None)
    return command_to(name, question) if question else f"tutor explain {name} --section how"
