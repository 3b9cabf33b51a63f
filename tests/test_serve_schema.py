"""The API does what its own description promises, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.serving import Server, serving

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
SENSE = (checks.positive_data_acceptance,)  # no schema says which words are a capacity
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built, tmp_path_factory.mktemp("serve")) as server:
        yield server


def test_every_answer_is_as_described(server: Server) -> None:
    described = schemathesis.openapi.from_url(f"{server.url}openapi.json")
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
        )
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            case.call_and_validate(excluded_checks=SENSE if case.path == "/api/what-if" else ())

        answered()
        tried += 1
    assert tried > 50
