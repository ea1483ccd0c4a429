"""Documents as chunks: pieces that are small enough to be found, and that know where they come from."""

from __future__ import annotations

import hashlib
import os
import re

HEADING = re.compile(r"^#{1,6}\s+(.*)$")
SUFFIXES = (".md", ".txt")


class BadDocuments(Exception):
    """Documents that must not become an index; the text says which and why."""


def read_documents(folder: str) -> dict:
    """Texts by path below the folder."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(SUFFIXES):
                path = os.path.join(place, name)
                with open(path, encoding="utf-8") as file:
                    found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    if not found:
        raise BadDocuments(f"there is no document of {', '.join(SUFFIXES)}")
    return found


def sections(text: str) -> list:
    """Pairs of heading and text, in order; the text before the first heading has none."""
    found, heading, lines = [], "", []
    for line in [*text.splitlines(), None]:
        match = HEADING.match(line) if line is not None else None
        if line is not None and match is None:
            lines.append(line)
            continue
        if any(each.strip() for each in lines):
            found.append((heading, "\n".join(lines).strip()))
        heading, lines = (match.group(1).strip() if match else ""), []
    return found


def chunks_of(path: str, text: str, words: int, overlap: int) -> list:
    """Chunks of a document. Neighbours share words, so that a sentence at a border is whole in one of them."""
    if not 0 <= overlap < words:
        raise BadDocuments(f"settings.json, chunks: an overlap of {overlap} words is not less than {words}")
    found = []
    for heading, body in sections(text):
        tokens = body.split()
        for start in range(0, max(1, len(tokens) - overlap), words - overlap):
            piece = " ".join(tokens[start : start + words])
            identity = hashlib.sha256(f"{path}\0{heading}\0{piece}".encode()).hexdigest()[:16]
            found.append({"id": identity, "document": path, "heading": heading, "text": piece})
    return found


def all_chunks(documents: dict, settings: dict) -> list:
    """Chunks of all documents in the order of their paths, each text once."""
    seen, found = set(), []
    for path in sorted(documents):
        for chunk in chunks_of(path, documents[path], settings["words"], settings["overlap"]):
            if chunk["text"] not in seen:
                seen.add(chunk["text"])
                found.append(chunk)
    return found
