"""Reads the text format of Prometheus by its grammar, and refuses what does not follow it. Made for tests."""

import re

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_HEADER = re.compile(rf"# (HELP|TYPE) ({_NAME}) (.+)")
_SAMPLE = re.compile(rf"({_NAME})(?:\{{(.*)\}})? (\S+)")
_LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(,|$)')
Labels = frozenset[tuple[str, str]]


def parsed(text: str) -> dict[str, dict[Labels, float]]:
    """Samples by family; each family must have its help and type before its samples, once, and all in one place.

    A histogram's are found by the names of its three parts.
    """
    assert text.endswith("\n")
    found = dict[str, dict[Labels, float]]()
    headers, parts, histograms = dict[str, list[str]](), tuple[str, ...](), list[str]()
    for line in text.removesuffix("\n").split("\n"):
        if header := _HEADER.fullmatch(line):
            headers.setdefault(header[2], []).append(header[1])
            if header[1] == "HELP":
                continue
            if header[3] == "histogram":
                histograms.append(header[2])
                parts = tuple(f"{header[2]}_{part}" for part in ("bucket", "sum", "count"))
            else:
                assert header[3] == ("counter" if header[2].endswith("_total") else "gauge")
                parts = (header[2],)
            found |= {part: {} for part in parts}
            continue
        sample = _SAMPLE.fullmatch(line)
        assert sample is not None, line
        assert sample[1] in parts, "samples of a family stand together"
        labels = _labels(sample[2] or "")
        assert labels not in found[sample[1]], "one sample for each set of labels"
        found[sample[1]][labels] = float(sample[3])
    assert all(words == ["HELP", "TYPE"] for words in headers.values())
    for name in histograms:
        _check_histogram(found[f"{name}_bucket"], found[f"{name}_count"][frozenset()])
    return found


def _check_histogram(buckets: dict[Labels, float], count: float) -> None:
    """Each bucket holds what the one before holds, in the order of their bounds, and the last one holds all."""
    bounds = [float(dict(labels)["le"]) for labels in buckets]
    assert bounds == sorted(bounds)
    assert bounds[-1] == float("inf")
    assert list(buckets.values()) == sorted(buckets.values())
    assert list(buckets.values())[-1] == count


def _labels(text: str) -> Labels:
    pairs, at = list[tuple[str, str]](), 0
    while at < len(text):
        label = _LABEL.match(text, at)
        assert label is not None, text
        pairs.append((label[1], re.sub(r"\\(.)", lambda one: {"n": "\n"}.get(one[1], one[1]), label[2])))
        at = label.end()
    assert len(dict(pairs)) == len(pairs)
    return frozenset(pairs)
