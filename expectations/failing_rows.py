"""The one kind of expectation: how many rows a query gives, which has to be none."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)

_COUNT = "unexpected_rows_query.row_count"


class FailingRows(UnexpectedRowsExpectation):
    """Great Expectations' own kind for a query, which counts the rows and does not fetch any.

    The kind it is made of asks twice, once for the first of the rows and once for their number; a row is not for a
    result to hold, and the second scan of all rows takes as long as the first.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = (_COUNT,)

    def _validate(self, metrics: dict[str, Any], *_settings: Any, **_others: Any) -> dict[str, Any]:
        """Success where there are none, and their number whatever the format of results."""
        rows = metrics[_COUNT]
        return {"success": rows == 0, "result": {"observed_value": rows}}
