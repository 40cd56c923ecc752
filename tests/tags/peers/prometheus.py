"""Our metrics as the Python client of Prometheus reads them."""

from dataclasses import replace

from prometheus_client.parser import text_string_to_metric_families  # type: ignore[import-not-found]

from kiosk.tags.metrics import exposition
from tests.tags.exposition import parsed
from tests.tags.records import PLAIN, WELL, of


def check_metrics() -> str:
    records = [
        WELL,
        replace(PLAIN, id="C3"),
        replace(WELL, id='a"b\\n\nc\\', room="ü,=", battery_percent=7, problem="x", online=False),
    ]
    text = exposition(of(record) for record in records)
    found = {
        family.name: {frozenset(sample.labels.items()): sample.value for sample in family.samples}
        for family in text_string_to_metric_families(text)
    }
    assert found == parsed(text)
    assert {family.type for family in text_string_to_metric_families(text)} == {"gauge"}
    return f"{sum(map(len, found.values()))} samples"


CHECKS = (check_metrics,)
