"""Reads the text format of Prometheus by its grammar, and refuses what does not follow it. Made for tests."""

import re

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_HEADER = re.compile(rf"# (HELP|TYPE) ({_NAME}) (.+)")
_SAMPLE = re.compile(rf"({_NAME})(?:\{{(.*)\}})? (\S+)")
_LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(,|$)')
Labels = frozenset[tuple[str, str]]


def parsed(text: str) -> dict[str, dict[Labels, float]]:
    """Samples by family; each family must have its help and type before its samples, once, and all in one place."""
    assert text.endswith("\n")
    found = dict[str, dict[Labels, float]]()
    headers = dict[str, list[str]]()
    for line in text.removesuffix("\n").split("\n"):
        if header := _HEADER.fullmatch(line):
            headers.setdefault(header[2], []).append(header[1])
            assert header[1] != "TYPE" or header[3] == ("counter" if header[2].endswith("_total") else "gauge")
            found[header[2]] = {}
            continue
        sample = _SAMPLE.fullmatch(line)
        assert sample is not None, line
        assert sample[1] == list(found)[-1], "samples of a family stand together"
        labels = _labels(sample[2] or "")
        assert labels not in found[sample[1]], "one sample for each set of labels"
        found[sample[1]][labels] = float(sample[3])
    assert all(words == ["HELP", "TYPE"] for words in headers.values())
    return found


def _labels(text: str) -> Labels:
    pairs, at = list[tuple[str, str]](), 0
    while at < len(text):
        label = _LABEL.match(text, at)
        assert label is not None, text
        pairs.append((label[1], re.sub(r"\\(.)", lambda one: {"n": "\n"}.get(one[1], one[1]), label[2])))
        at = label.end()
    assert len(dict(pairs)) == len(pairs)
    return frozenset(pairs)
