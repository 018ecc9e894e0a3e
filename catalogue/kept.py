"""Whole answers that are kept, for pages that read hundreds of measures whoever asks."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """A complete answer (200) as it goes out; ``tag`` is its entity tag."""

    body: bytes
    content_type: str
    headers: dict[str, str]
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.body).hexdigest()[:20]
        object.__setattr__(self, "tag", f'"{digest}"')


class Kept:
    """Answers by what was asked; those not asked for longest go when there is no more room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, asked: Hashable) -> Answer | None:
        """Return the answer to what was asked, None where it is not kept."""
        answer = self._answers.get(asked)
        if answer is not None:
            self._answers.move_to_end(asked)
        return answer

    def put(self, asked: Hashable, answer: Answer) -> None:
        """Keep an answer."""
        old = self._answers.pop(asked, None)
        self._bytes += len(answer.body) - (len(old.body) if old else 0)
        self._answers[asked] = answer
        while self._bytes > self._most_bytes:
            _, gone = self._answers.popitem(last=False)
            self._bytes -= len(gone.body)
