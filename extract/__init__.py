"""Text in, facts out: what a policy says, each fact with the characters it came from.

:func:`extract_source` is all that most callers need.
"""

from extract.models import Extraction, Source
from extract.pipeline import extract_source, extract_text

__all__ = ["Extraction", "Source", "extract_source", "extract_text"]
