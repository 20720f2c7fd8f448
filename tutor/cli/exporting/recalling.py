"""A logged answer -> the question as it was put then: the same order of options, the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.look import Look
from tutor.library import ContentError, Lesson
from tutor.library.model import Topic
from tutor.quiz import Asked, ask


@dataclass(eq=False)
class Recalling:
    """Puts logged questions again; reads each topic once."""

    look: Look
    topics: Mapping[str, Topic]
    lessons: dict[str, Lesson | None] = field(default_factory=dict)

    def asked(self, event: progress.Event) -> tuple[Asked, Lesson] | None:
        """Return the question of an answer and its lesson; None where the content has it no more, or revised."""
        topic, _, name = at.renamed(self.topics).get(event.question, event.question).rpartition("/")
        lesson = self._lesson(topic)
        for question in lesson.topic.questions if lesson else []:
            if lesson and question.id == name and question.revision == event.revision:
                try:
                    return ask(topic, question, lesson.words.questions[name], event.variant), lesson
                except ContentError:  # faulty content, which `tutor check` tells
                    return None
        return None

    def _lesson(self, topic: str) -> Lesson | None:
        if topic not in self.lessons:
            try:
                self.lessons[topic] = self.look.shelf.lesson(topic, self.look.language)
            except ContentError:
                self.lessons[topic] = None
        return self.lessons[topic]
