"""The floor of an all-304 poll: aiohttp, sixteen connections, one sqlite3 transaction. `python -m bench.floor304 DB BASE FEEDS`.

The first call stores the validators; each further one asks with them.
"""

import asyncio
import sqlite3
import sys

import aiohttp


async def poll(file: str, base: str, feeds: int) -> None:
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, etag TEXT, checked REAL)")
    known = dict(database.execute("SELECT url, etag FROM feeds"))
    found: list[tuple[str, str | None]] = []
    slots = asyncio.Semaphore(16)

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        headers = {"If-None-Match": known[url]} if known.get(url) else {}
        async with slots, session.get(url, headers=headers) as answer:
            await answer.read()
            found.append((url, answer.headers.get("ETag", known.get(url))))

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=16)) as session:
        await asyncio.gather(*(one(session, f"{base}/feed/{number}") for number in range(feeds)))
    with database:
        database.executemany("INSERT OR REPLACE INTO feeds VALUES (?, ?, julianday())", found)
    database.close()


if __name__ == "__main__":
    asyncio.run(poll(sys.argv[1], sys.argv[2], int(sys.argv[3])))
