import type { Program } from "../program.ts";

/** Dates, files, archives and databases. */
export const timeAndFilePrograms: readonly Program[] = [
  {
    name: "datetime",
    code: `from datetime import datetime, date, timedelta, timezone, time
d = datetime(2024, 2, 29, 13, 5, tzinfo=timezone.utc)
print(d.isoformat(), (d + timedelta(days=366)).date(), d.astimezone(timezone(timedelta(hours=5, minutes=30))).strftime("%H:%M %z"))
print(datetime.strptime("03/Jan/2023 07:08", "%d/%b/%Y %H:%M"), date(2024, 12, 30).isocalendar()[1], d.timestamp())
print(date.fromisoformat("2024-W05-1"), (date(2024, 3, 1) - date(2024, 2, 1)).days, timedelta(hours=30.5), d.weekday())
print(datetime.fromisoformat("2024-01-02T03:04:05.678+01:00").utctimetuple().tm_hour, time(23, 59) > time(1))`,
    output: `2024-02-29T13:05:00+00:00 2025-03-01 18:35 +0530
2023-01-03 07:08:00 1 1709211900.0
2024-01-29 29 1 day, 6:30:00 3
2 True`,
  },
  {
    name: "calendar and time",
    code: `import calendar, time
print(calendar.month(2024, 2).splitlines()[2], calendar.isleap(1900), calendar.monthrange(2023, 9)[1], calendar.day_name[0])
print(time.strftime("%Y-%j", time.gmtime(86400 * 40)), calendar.timegm((1970, 1, 2, 0, 0, 0)), time.struct_time(range(9)).tm_mon)
a = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() - a >= 0.009, time.time() > 1.6e9, time.monotonic_ns() > 0, time.process_time() >= 0)`,
    output: `          1  2  3  4 False 30 Monday
1970-041 86400 1
True True True True`,
  },
  {
    name: "sqlite3",
    code: `import sqlite3
c = sqlite3.connect(":memory:")
c.row_factory = sqlite3.Row
c.executescript("create table s (region text, amount real); create index i on s(region);")
c.executemany("insert into s values (?, ?)", [("n", 10), ("s", 20.5), ("n", 5)])
for r in c.execute("select region, sum(amount) t, row_number() over (order by sum(amount) desc) n from s group by 1"): print(r["region"], r["t"], r["n"])
c.create_function("twice", 1, lambda x: x * 2)
print(c.execute("select twice(21), json_extract('{\\"a\\":[1,2]}', '$.a[1]'), upper('x') || 'y'").fetchone()[:])
with c:
    c.execute("delete from s where region = :r", {"r": "n"})
try:
    with c:
        c.execute("insert into s values ('x', 1)")
        raise ValueError
except ValueError: pass
print(c.execute("select count(*) from s").fetchone()[0], c.in_transaction)`,
    output: `s 20.5 1
n 15.0 2
(42, 2, 'Xy')
1 False`,
  },
  {
    name: "sqlite3 on a file",
    code: `import sqlite3, os
path = "/tmp/shop.db"
if os.path.exists(path): os.unlink(path)
with sqlite3.connect(path) as c:
    c.execute("create virtual table docs using fts5(body)") if any("FTS5" in o[0] for o in c.execute("pragma compile_options")) else c.execute("create table docs (body)")
    c.execute("insert into docs values ('the quick fox'), ('lazy dogs')")
c.close()
d = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
print(d.execute("select body from docs where body like '%dogs'").fetchall(), os.path.getsize(path) > 0)
try:
    d.execute("insert into docs values ('x')")
except sqlite3.OperationalError as error:
    print(error)
d.close()`,
    output: `[('lazy dogs',)] True
attempt to write a readonly database`,
  },
  {
    name: "zipfile",
    code: `import zipfile, io
b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a/b.txt", "hello " * 100)
    z.writestr("c.bin", bytes(range(256)))
with zipfile.ZipFile(b) as z:
    print(z.namelist(), z.getinfo("a/b.txt").compress_size < 100, z.read("c.bin")[-1], z.testzip())
    z.extractall("/tmp/unzipped")
print(open("/tmp/unzipped/a/b.txt").read()[:5], zipfile.Path(b, "a/").joinpath("b.txt").exists())`,
    output: `['a/b.txt', 'c.bin'] True 255 None
hello True`,
  },
  {
    name: "tarfile, gzip, bz2, lzma and zstd",
    code: `import tarfile, io, gzip, bz2, lzma
b = io.BytesIO()
with tarfile.open(fileobj=b, mode="w:gz") as t:
    info = tarfile.TarInfo("x.txt")
    info.size = 3
    t.addfile(info, io.BytesIO(b"abc"))
b.seek(0)
with tarfile.open(fileobj=b) as t: print(t.getnames(), t.extractfile("x.txt").read())
for m in (gzip, bz2, lzma): print(m.__name__, m.decompress(m.compress(b"a" * 1000)) == b"a" * 1000)
from compression import zstd
print("zstd", zstd.decompress(zstd.compress(b"b" * 1000))[:2])
with gzip.open("/tmp/x.gz", "wt") as f: f.write("line\\n" * 3)
with gzip.open("/tmp/x.gz", "rt") as f: print(sum(1 for _ in f))`,
    output: `['x.txt'] b'abc'
gzip True
bz2 True
lzma True
zstd b'bb'
3`,
  },
  {
    name: "pathlib and shutil",
    code: `from pathlib import Path, PurePosixPath
import shutil
root = Path("/tmp/tree")
shutil.rmtree(root, ignore_errors=True)
(root / "a" / "b").mkdir(parents=True)
(root / "a" / "one.txt").write_text("1\\n", encoding="utf-8")
(root / "two.csv").write_bytes(b"x")
print(sorted(p.relative_to(root).as_posix() for p in root.rglob("*")), (root / "two.csv").stat().st_size)
shutil.copytree(root / "a", root / "copy")
(root / "two.csv").rename(root / "three.csv")
print(sorted(p.name for p in root.iterdir()), (root / "copy" / "one.txt").read_text().strip())
p = PurePosixPath("/x/y.tar.gz")
print(p.stem, p.suffixes, p.with_suffix(".zip"), p.parts, PurePosixPath("/a/b").is_relative_to("/a"))
print(shutil.make_archive("/tmp/packed", "zip", root), shutil.disk_usage("/tmp").total > 0)`,
    output: `['a', 'a/b', 'a/one.txt', 'two.csv'] 1
['a', 'copy', 'three.csv'] 1
y.tar ['.tar', '.gz'] /x/y.tar.zip ('/', 'x', 'y.tar.gz') True
/tmp/packed.zip True`,
  },
  {
    name: "tempfile and os",
    code: `import tempfile, os, stat
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f")
    with open(path, "w") as f: f.write("abc")
    os.chmod(path, 0o600)
    print(oct(stat.S_IMODE(os.stat(path).st_mode)), [e.name for e in os.scandir(folder)], os.path.splitext("a.b.c"))
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+", suffix=".txt") as f:
    f.write("x\\ny")
    f.seek(0)
    print(f.readlines(), f.name.endswith(".txt"))
with tempfile.SpooledTemporaryFile(max_size=10) as f: print(f.write(b"x" * 20))
os.environ["MY_VAR"] = "1"
print(os.getenv("MY_VAR"), os.path.normpath("/a/../b//c"), os.path.commonpath(["/a/b", "/a/c"]), len(os.urandom(8)))`,
    output: `0o600 ['f'] ('a.b', '.c')
False
['x\\n', 'y'] True
20
1 /b/c /a 8`,
  },
  {
    name: "io",
    code: `import io
b = io.BytesIO(b"line1\\nline2\\n")
print(b.readline(), b.tell(), b.read(), io.StringIO("a\\r\\nb", newline=None).read())
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-16", write_through=True)
t.write("é")
print(t.buffer.getvalue()[:2], len(t.buffer.getvalue()))
with open("/tmp/rw", "w+b") as f:
    f.write(b"0123456789")
    f.seek(-3, 2)
    print(f.read(), f.truncate(4), f.seek(0), f.read())
r = io.BufferedReader(io.BytesIO(b"abcdef"))
print(r.peek(2)[:2], r.read1(3))`,
    output: `b'line1\\n' 6 b'line2\\n' a
b
b'\\xff\\xfe' 4
b'789' 4 0 b'0123'
b'ab' b'abc'`,
  },
  {
    name: "pickle",
    code: `import pickle, copyreg, io
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    assert pickle.loads(pickle.dumps([P(1), {2: (3,)}], protocol)) == [P(1), {2: (3,)}]
class Refs(pickle.Pickler):
    def persistent_id(self, o): return "ref" if isinstance(o, P) else None
class Back(pickle.Unpickler):
    def persistent_load(self, name): return name.upper()
out = io.BytesIO()
Refs(out).dump([P(1), "x"])
print(Back(io.BytesIO(out.getvalue())).load())
copyreg.pickle(complex, lambda c: (complex, (c.imag, c.real)))
print(pickle.loads(pickle.dumps(1 + 2j)))
print(pickle.HIGHEST_PROTOCOL, pickle.loads(pickle.dumps(len)) is len)`,
    output: `['REF', 'x']
(2+1j)
5 True`,
  },
  {
    name: "fileinput and linecache",
    code: `import fileinput, linecache, filecmp, os
for name, text in (("1", "a\\nb\\n"), ("2", "c\\n"), ("3", "a\\nb\\n")):
    with open("/tmp/fi" + name, "w") as f: f.write(text)
with fileinput.input(["/tmp/fi1", "/tmp/fi2"]) as lines: print([(lines.filelineno(), l.strip()) for l in lines])
print(linecache.getline("/tmp/fi1", 2), filecmp.cmp("/tmp/fi1", "/tmp/fi3", shallow=False), filecmp.cmp("/tmp/fi1", "/tmp/fi2", shallow=False))
with fileinput.input("/tmp/fi2", inplace=True) as lines:
    for line in lines: print(line.upper(), end="")
print(open("/tmp/fi2").read())`,
    output: `[(1, 'a'), (2, 'b'), (1, 'c')]
b
 True False
C`,
  },
  {
    name: "wave, colorsys and mimetypes",
    code: `import wave, colorsys, mimetypes, struct, math
with wave.open("/tmp/a.wav", "wb") as w:
    w.setparams((1, 2, 8000, 0, "NONE", ""))
    w.writeframes(b"".join(struct.pack("<h", int(1000 * math.sin(i / 5))) for i in range(800)))
with wave.open("/tmp/a.wav") as w: print(w.getnframes() / w.getframerate(), w.getnchannels())
print([round(x, 3) for x in colorsys.rgb_to_hsv(1, 0.5, 0)], mimetypes.guess_type("x.csv")[0], mimetypes.guess_extension("application/pdf"))`,
    output: `0.1 1
[0.083, 1.0, 1] text/csv .pdf`,
  },
];
