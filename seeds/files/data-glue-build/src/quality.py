"""What data must be like before anybody sees it."""

from __future__ import annotations


def problems_of(measures: dict, rules: dict) -> list:
    """What is wrong with the data of a run.

    `measures`: accepted, rejected (rows), duplicates (rows beyond the first of a key), reasons (rejected rows by problem).
    """
    read = measures["accepted"] + measures["rejected"]
    found = []
    if measures["accepted"] < rules["leastRows"]:
        found.append(f"{measures['accepted']} rows are accepted; at least {rules['leastRows']} are expected")
    if measures["rejected"] > rules["mostRejectedShare"] * read:
        most = sorted(measures["reasons"].items(), key=lambda each: (-each[1], each[0]))[:5]
        told = ", ".join(f"{reason} ({count})" for reason, count in most)
        found.append(f"{measures['rejected']} of {read} rows are rejected: {told}")
    if measures["duplicates"]:
        found.append(f"{measures['duplicates']} rows repeat a key")
    return found
