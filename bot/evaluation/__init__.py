"""A question file → figures by type, misses, floors, and what changed since an earlier run."""

from bot.evaluation.comparison import Comparison, Shift, compare
from bot.evaluation.figures import FEWER, NAMES, Figure, Figures, Name, figures
from bot.evaluation.floor import Floor, FloorError, Judged, judge, read_floor
from bot.evaluation.gold import ALL, Aim, Gold
from bot.evaluation.measure import Outcome, evaluate, measure
from bot.evaluation.question_file import EvaluationError, QuestionFile, Unread, read_questions
from bot.evaluation.run import Run, Source, read_run, run_file
from bot.evaluation.shelf import Shelf, normalise

__all__ = [
    "ALL",
    "FEWER",
    "NAMES",
    "Aim",
    "Comparison",
    "EvaluationError",
    "Figure",
    "Figures",
    "Floor",
    "FloorError",
    "Gold",
    "Judged",
    "Name",
    "Outcome",
    "QuestionFile",
    "Run",
    "Shelf",
    "Shift",
    "Source",
    "Unread",
    "compare",
    "evaluate",
    "figures",
    "judge",
    "measure",
    "normalise",
    "read_floor",
    "read_questions",
    "read_run",
    "run_file",
]
