"""Why rows cannot be written as a file, in words."""

from __future__ import annotations

from klaviyo_gui.core import errors
from klaviyo_gui.language import tr
from klaviyo_gui.wording.amounts import cause_words
from klaviyo_gui.wording.words import Words

ExportError = errors.ExportOverSource | errors.ExportUnwritable


def export_error_words(error: ExportError) -> Words:
    """Return such an error in words."""
    match error:
        case errors.ExportOverSource(path):
            return Words(
                tr("{name} is the file that the rows come from.", name=path.name),
                tr("Nothing was changed. Choose another name."),
            )
        case errors.ExportUnwritable(path, cause):
            return Words(
                tr("{name} could not be saved: {cause}.", name=path.name, cause=cause_words(cause)),
                tr("Choose another folder."),
            )
