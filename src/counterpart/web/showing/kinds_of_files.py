"""What a file is, as people call it: the names that computers have for kinds of files are for computers."""

from __future__ import annotations

from counterpart.foundation.words import Words

_PROGRAMS = frozenset(
    {
        "application/vnd.microsoft.portable-executable",
        "application/x-dosexec",
        "application/x-executable",
        "application/x-mach-binary",
        "application/x-pie-executable",
        "application/x-sharedlib",
        "text/javascript",
        "text/x-msdos-batch",
        "text/x-perl",
        "text/x-php",
        "text/x-shellscript",
    }
)
_PACKED = frozenset({"application/gzip", "application/x-7z-compressed", "application/x-rar", "application/zip"})


def kind_said(words: Words, media_type: str) -> str:
    """Return what a file of a media type is called; a type without a word of its own keeps its name."""
    if media_type in _PROGRAMS:
        return words.gettext("a program")
    if media_type in _PACKED:
        return words.gettext("a packed file")
    if media_type == "application/pdf":
        return words.gettext("a PDF document")
    if media_type == "text/html":
        return words.gettext("a web page")
    if media_type.startswith("image/"):
        return words.gettext("a picture")
    return words.gettext("a text") if media_type.startswith("text/") else media_type
