"""A pull worker on hev's SDK (pip install hevlayer==0.7.3): it tags a product with the colour in its title."""

import asyncio

from hevlayer.udf import PermanentError, run_udf_worker, udf

COLOURS = {"blue", "red", "green", "black", "white"}


@udf(output="tags")
async def tag(id: str, title: str) -> list[str]:
    tags = [word for word in title.lower().split() if word in COLOURS]
    if not tags:
        raise PermanentError(f"{id} has no colour")
    return tags


if __name__ == "__main__":
    asyncio.run(run_udf_worker(tag, poll_interval=0.2))
