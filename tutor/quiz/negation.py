"""Whether something is said of a place in a text, or denied, or in doubt. English and Chinese.

This is no parser. A *negator* (not, never, 不, 沒有) reaches forward inside its clause. A *denial* (wrong, a myth, 錯)
or a *doubt* (people think, 以為) in the same sentence, and a denial at the head of the next one, may take back what was
said.
"""

from __future__ import annotations

from tutor.quiz.phrases import Match, Passage, phrase
from tutor.quiz.slots import is_chinese

_NEGATORS = (
    "not|no|nor|neither|none|never|nothing|nobody|nowhere|without|cannot|cant|dont|doesnt|didnt|isnt|arent|wasnt|werent|wont"
    "|wouldnt|couldnt|shouldnt|hasnt|havent|hardly|unlike|rather than|instead of|far from|fails to|stops being"
    "|不|没|无|非|未"
)
_HARMLESS = (  # they hold a negator and deny nothing
    "not only|not just|not merely|no matter|no doubt|no wonder|nothing but"
    "|不同|不过|不只|不单|不断|不但|不仅|不管|不论|不少|不久|不得不|不如|不妨|不错|不停|差不多|对不对|是不是|能不能|会不会|要不要"
    "|无论|无限|无穷|无止境|无关|非常|非线性|除非|未来|不变|不动|忘不了|不需要|不必要|不重要|不相关|没用|用不到"
)
_OPENERS = (  # separated by |, as the other lists; a negator before them does not reach beyond
    "because|but|so|since|while|whereas|although|though|therefore|hence|until|因为|但|可是|所以|而是|却|因此|于是"
)
_DENIALS = (
    "wrong|wrongly|false|myth|untrue|mistake*|mistook|misconception*|misunderst*|incorrect*|not so|not true|not right"
    "|错|误会|误解|误以为|迷思|不对|不是真的|不正确|并非如此|不是这样"
)
_DOUBTS = "think*|believe*|often said|supposed*|seem*|as if|might|pretend*|以为|好像|仿佛|看起来|听起来|看似|似乎"

NEAR_WORDS = 6
NEAR_CHARACTERS = 9
HEAD = 8  # slots at the head of the next sentence that may take this one back


class Polarity:
    """What a passage says of its own places."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._negators = _covered(passage, _NEGATORS) & ~_covered(passage, _HARMLESS)
        self._openers = _covered(passage, _OPENERS)
        self._denials = _covered(passage, _DENIALS)
        self._doubts = _covered(passage, _DOUBTS)

    def negated(self, match: Match) -> bool:
        """True if a negator stands shortly before the match or in a gap of it, one that is not part of the match."""
        slots = self._passage.slots
        chinese = any(is_chinese(slots[slot].word[:1]) for slot in match.slots)
        near = NEAR_CHARACTERS if chinese else NEAR_WORDS
        before = _span(max(self._clause(match.first), match.first - near), match.first)
        return bool(self._negators & ~_own(match) & (before | _span(match.first, match.last)))

    def doubted(self, match: Match) -> bool:
        """True if something farther away may take the match back, or the sentence is a question."""
        slots = self._passage.slots
        sentence = self._passage.sentence(match.first)
        following = self._passage.sentence(sentence.stop + 1)
        head = _span(following.start, min(following.stop, following.start + HEAD))
        around = _span(sentence.start, sentence.stop) & ~_own(match)
        far = _span(self._clause(match.first), match.first)
        asked = sentence.stop < len(slots) and slots[sentence.stop].stop == "?"
        unlike = self._negators & far | (self._denials | self._doubts) & around | self._denials & head
        return asked or bool(unlike)

    def _clause(self, slot: int) -> int:
        """Return the first slot of the clause around `slot`: behind a comma, or a word that opens a clause."""
        slots = self._passage.slots
        start = slot
        while start and slots[start - 1].clause == slots[slot].clause and not self._openers >> (start - 1) & 1:
            start -= 1
        return start


def _covered(passage: Passage, listed: str) -> int:
    bits = 0
    for text in listed.split("|"):
        bits |= passage.covered(phrase(text))
    return bits


def _own(match: Match) -> int:
    return sum(1 << slot for slot in match.slots)


def _span(start: int, stop: int) -> int:
    """Return the bits of the slots from `start` to before `stop`."""
    return (1 << stop) - (1 << start) if stop > start else 0
