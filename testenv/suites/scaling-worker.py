"""A worker of the example Function on hev's SDK, as a user would write it; the variables in capitals are the test's."""

import asyncio
import json
import os

from hevlayer.udf import run_udf_worker, udf


@udf(output="tags")
async def tag(id: str, title: str) -> list[str]:
    await asyncio.sleep(float(os.environ["SECONDS_PER_ROW"]))
    return title.split()


if __name__ == "__main__":
    with open(f"{os.environ['RECORDS']}/{os.environ['HEVLAYER_WORKER_ID']}.json", "w") as record:
        json.dump(dict(os.environ), record)
    asyncio.run(run_udf_worker(tag))
