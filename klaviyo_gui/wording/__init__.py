"""What shells say in the same words: what, where, why, what to do."""

from klaviyo_gui.wording.accounts import (
    PUBLIC_MEANS,
    PUBLIC_SEND,
    help_words,
    left_key_words,
    use_words,
)
from klaviyo_gui.wording.amounts import (
    KIND_WORDS,
    amount,
    bare,
    begun,
    count,
    duration,
    in_state,
    listed,
    span,
    unit,
)
from klaviyo_gui.wording.errors import error_words, in_use_words, unread_words
from klaviyo_gui.wording.faults import fault_words
from klaviyo_gui.wording.joins import join_words, joins_words, key_words, match_words
from klaviyo_gui.wording.phrases import both, either, quoted
from klaviyo_gui.wording.pill import pill_words, question_words
from klaviyo_gui.wording.problems import finding_words, problem_words
from klaviyo_gui.wording.refusals import exception_words
from klaviyo_gui.wording.repairs import repair_words
from klaviyo_gui.wording.report import report_page
from klaviyo_gui.wording.row_filter import (
    condition_words,
    conditions_words,
    filter_words,
    unwanted_words,
)
from klaviyo_gui.wording.several import event_count_words, further_words, unsent_words
from klaviyo_gui.wording.sources import source_words, target_label
from klaviyo_gui.wording.values import moment_words, value_words
from klaviyo_gui.wording.waits import (
    alike_words,
    damaged_words,
    detail_words,
    pause_words,
    waiting_words,
)
from klaviyo_gui.wording.words import Words

__all__ = [
    "KIND_WORDS",
    "PUBLIC_MEANS",
    "PUBLIC_SEND",
    "Words",
    "alike_words",
    "amount",
    "bare",
    "begun",
    "both",
    "condition_words",
    "conditions_words",
    "count",
    "damaged_words",
    "detail_words",
    "duration",
    "either",
    "error_words",
    "event_count_words",
    "exception_words",
    "fault_words",
    "filter_words",
    "finding_words",
    "further_words",
    "help_words",
    "in_state",
    "in_use_words",
    "join_words",
    "joins_words",
    "key_words",
    "left_key_words",
    "listed",
    "match_words",
    "moment_words",
    "pause_words",
    "pill_words",
    "problem_words",
    "question_words",
    "quoted",
    "repair_words",
    "report_page",
    "source_words",
    "span",
    "target_label",
    "unit",
    "unread_words",
    "unsent_words",
    "unwanted_words",
    "use_words",
    "value_words",
    "waiting_words",
]
