"""Conversations to learn from: lines of JSON with messages, as chat models take them."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re

ROLES = ("system", "user", "assistant")


class BadConversations(Exception):
    """Conversations that must not be learned; the text says where and why."""


def read_lines(folder: str) -> list:
    """Pairs of place and conversation of all .jsonl files."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.jsonl"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                place = f"{os.path.relpath(path, folder)}, line {number}"
                try:
                    found.append((place, json.loads(line)))
                except json.JSONDecodeError as error:
                    raise BadConversations(f"{place}: {error.msg}") from None
    if not found:
        raise BadConversations("there is no conversation: no .jsonl file, or only empty ones")
    return found


def problem_of(conversation, settings: dict):
    """What is wrong with a conversation, or None."""
    messages = conversation.get("messages") if isinstance(conversation, dict) else None
    if not isinstance(messages, list) or not messages:
        return "has no messages"
    for message in messages:
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            return f"has a message without one of the roles {', '.join(ROLES)}"
        if not isinstance(message.get("content"), str) or not message["content"].strip():
            return "has a message without text"
    spoken = [message["role"] for message in messages if message["role"] != "system"]
    if any(message["role"] == "system" for message in messages[1:]):
        return "has a system message that is not the first"
    if not spoken or spoken != ["user", "assistant"] * (len(spoken) // 2):
        return "does not go from user to assistant in turns, and end with the assistant"
    return _over_limits(messages, settings)


def _over_limits(messages: list, settings: dict):
    limits = settings["limits"]
    if len(messages) > limits["messages"]:
        return f"has {len(messages)} messages; allowed: {limits['messages']}"
    characters = sum(len(message["content"]) for message in messages)
    if characters > limits["characters"]:
        return f"has {characters} characters; allowed: {limits['characters']}"
    for pattern in settings["forbidden"]:
        if any(re.search(pattern, message["content"]) for message in messages):
            # The text itself is not told: it would be in the logs then.
            return f"has something that settings.json forbids: {pattern}"
    return None


def key_of(conversation: dict) -> str:
    """Identity of a conversation: what was asked. So a question is never in two sets with two answers."""
    asked = [message["content"].strip().lower() for message in conversation["messages"] if message["role"] == "user"]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def accept(lines: list, settings: dict, most_told: int = 20) -> list:
    """Conversations that can be learned, each question once. Every problem is told; one is enough to refuse."""
    problems = [f"{place} {problem}" for place, problem in ((place, problem_of(each, settings)) for place, each in lines) if problem]
    if problems:
        rest = f"\n... and {len(problems) - most_told} more" if len(problems) > most_told else ""
        raise BadConversations("\n".join(problems[:most_told]) + rest)
    return list({key_of(each): each for _, each in reversed(lines)}.values())[::-1]


def split(conversations: list, shares: dict) -> dict:
    """Conversations by set; the set depends on the question alone, whatever else is in the data."""
    sets = {name: [] for name in shares}
    for conversation in conversations:
        place = int(key_of(conversation)[:8], 16) % sum(shares.values())
        for name, share in shares.items():
            place -= share
            if place < 0:
                sets[name].append(conversation)
                break
    empty = [name for name, found in sets.items() if not found]
    if empty:
        raise BadConversations(f"no conversations for {', '.join(empty)}: there are only {len(conversations)}")
    return sets
