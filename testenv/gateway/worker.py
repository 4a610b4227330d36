"""A pull worker on hev's SDK, for the tests: it measures texts, and fails where a row tells it to."""

import asyncio
import os

from hevlayer.udf import PermanentError, TransientError, run_udf_worker, udf

already_seen: set[str] = set()


@udf(output="length")
async def measure(id: str, text: str | None = None, fail: str | None = None) -> int:
    await asyncio.sleep(float(os.environ.get("SECONDS_PER_ROW", "0")))
    if fail == "permanent":
        raise PermanentError("cannot be measured")
    if fail == "transient" and id not in already_seen:
        already_seen.add(id)
        raise TransientError("not now")
    return len(text or "")


if __name__ == "__main__":
    poll_interval = float(os.environ.get("POLL_SECONDS", "2"))
    asyncio.run(run_udf_worker(measure, poll_interval=poll_interval))
