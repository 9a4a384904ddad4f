"""Reads exports and reporting views with what data teams use, and holds the numbers against one another.

Usage: read_exports.py --api URL --token TEXT --clickhouse URL --database NAME --folder PATH
Ends with 1 where two readers differ.
"""

import argparse
import hashlib
import json
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlparse

import clickhouse_connect
import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

FORMATS = {"csv": "csv", "ndjson": "ndjson", "parquet": "parquet", "arrow": "arrow"}


class Api:
    def __init__(self, base: str, token: str) -> None:
        self.base = base
        self.headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    def call(self, path: str, body: dict | None = None) -> tuple[bytes, dict]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, headers=self.headers)
        with urllib.request.urlopen(request) as answer:
            return answer.read(), dict(answer.headers.items())

    def export(self, order: dict, path: Path) -> dict:
        body, _ = self.call("/v1/exports", order)
        place = json.loads(body)["links"]["self"]
        deadline = time.monotonic() + 120
        while True:
            job = json.loads(self.call(place)[0])["data"]
            if job["state"] in ("done", "failed") or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        if job["state"] != "done":
            raise SystemExit(f"the export did not come: {job}")
        content, _ = self.call(f"{place}/file")
        path.write_bytes(content)
        manifest = json.loads(self.call(f"{place}/manifest")[0])
        digest = hashlib.sha256(content).hexdigest()
        check(f"{path.name}: sha256 of the manifest", manifest["file"]["sha256"], digest)
        check(f"{path.name}: bytes of the manifest", manifest["file"]["bytes"], len(content))
        return manifest


failures = 0


def check(what: str, expected: object, found: object) -> None:
    global failures
    same = expected == found
    failures += 0 if same else 1
    print(f"{'same ' if same else 'OTHER'}  {what}: {found}" + ("" if same else f", expected {expected}"))


def summary_of(table: pa.Table) -> dict:
    held = table.column("held_at")
    if not pa.types.is_timestamp(held.type):
        held = pc.cast(held, pa.timestamp("ms", tz="UTC"))
    states = {row["values"]: row["counts"] for row in pc.value_counts(table.column("state").cast(pa.string())).to_pylist()}
    return {
        "rows": table.num_rows,
        "held": states.get("held", 0),
        "minutes": round(pc.sum(table.column("duration_minutes")).as_py() or 0, 6),
        "last held": max(at for at in held.to_pylist() if at is not None).isoformat(timespec="milliseconds"),
        "people": len(pc.unique(table.column("mentee_id"))),
    }


def by_duckdb(sql: str) -> dict:
    rows, held, minutes, last, people = duckdb.sql(
        f"""SELECT count(*), count(*) FILTER (state = 'held'), round(sum(duration_minutes), 6),
        epoch_ms(max(held_at)), count(DISTINCT mentee_id) FROM {sql}"""
    ).fetchall()[0]
    return {"rows": rows, "held": held, "minutes": minutes, "last held ms": last, "people": people}


def read_files(api: Api, folder: Path) -> dict:
    # One moment for all of them: what is stored in between is in none.
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    manifests = {name: api.export({"rows": "meetings", "format": name, "as_of": now, "known_at": now}, folder / f"meetings.{name}") for name in FORMATS}
    parquet = pyarrow.parquet.read_table(folder / "meetings.parquet")
    with pa.memory_map(str(folder / "meetings.arrow")) as source:
        arrow = pa.ipc.open_file(source).read_all()
    wanted = ["state", "held_at", "duration_minutes", "mentee_id"]
    options = pa.csv.ConvertOptions(include_columns=wanted, column_types={"duration_minutes": pa.float64(), "held_at": pa.timestamp("ms", tz="UTC")})
    text = pa.csv.read_csv(folder / "meetings.csv", convert_options=options, parse_options=pa.csv.ParseOptions(newlines_in_values=True))
    summary = summary_of(parquet)
    check("parquet by pyarrow: rows of the manifest", manifests["parquet"]["file"]["rows"], parquet.num_rows)
    check("arrow by pyarrow: everything as parquet", summary, summary_of(arrow))
    check("csv by pyarrow: everything as parquet", summary, summary_of(text))
    check("columns of the manifest", [one["name"] for one in manifests["parquet"]["schema"]], parquet.column_names)
    first = by_duckdb(f"read_parquet('{folder}/meetings.parquet')")
    check("parquet by duckdb: rows, held, minutes, people", [summary[one] for one in ("rows", "held", "minutes", "people")], [first[one] for one in ("rows", "held", "minutes", "people")])
    check("csv by duckdb: as parquet", first, by_duckdb(f"read_csv('{folder}/meetings.csv', header = true)"))
    check("ndjson by duckdb: as parquet", first, by_duckdb(f"read_json('{folder}/meetings.ndjson', format = 'newline_delimited')"))
    return summary


def read_views(url: str, database: str, summary: dict) -> None:
    place = urlparse(url)
    client = clickhouse_connect.get_client(host=place.hostname, port=place.port, database=f"{database}_reporting")
    views = client.query("SHOW TABLES").result_columns[0]
    print(f"views by clickhouse-connect: {', '.join(views)}")
    columns = client.query("SELECT column_name, data_type, column_comment FROM information_schema.columns WHERE table_schema = {s:String} AND table_name = 'meetings' ORDER BY ordinal_position", parameters={"s": f"{database}_reporting"})
    check("every column of meetings has a comment", [], [name for name, _, comment in columns.result_rows if comment == ""])
    described = client.query("DESCRIBE TABLE meetings")
    check("DESCRIBE and information_schema name the same columns", [row[0] for row in columns.result_rows], [row[0] for row in described.result_rows])
    comment = client.command("SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'meetings'")
    print(f"comment of meetings: {comment[:90]}…")
    rows, held = client.query("SELECT count(), countIf(state = 'held') FROM meetings").first_row
    check("reporting.meetings by clickhouse-connect: rows and held of the files", [summary["rows"], summary["held"]], [rows, held])
    table = client.query_arrow("SELECT state, held_at, duration_minutes, mentee_id FROM meetings", use_strings=True)
    check("reporting.meetings as Arrow: everything as the files", summary, summary_of(table))


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("api", "token", "clickhouse", "database", "folder"):
        options.add_argument(f"--{name}", required=True)
    given = options.parse_args()
    summary = read_files(Api(given.api, given.token), Path(given.folder))
    print(f"meetings: {summary}")
    read_views(given.clickhouse, given.database, summary)
    print("all the same" if failures == 0 else f"{failures} differences")
    raise SystemExit(0 if failures == 0 else 1)


main()
