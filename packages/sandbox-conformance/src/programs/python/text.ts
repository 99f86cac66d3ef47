import type { Program } from "../program.ts";

/** Text, formats and encodings. */
export const textPrograms: readonly Program[] = [
  {
    name: "json",
    code: `import json
from decimal import Decimal
data = {"name": "Zoë", "n": [1, 2.5, None, True], "nested": {"k": "v"}}
text = json.dumps(data, sort_keys=True, separators=(",", ":"))
print(text)
print(json.loads(text) == data, json.dumps("ë", ensure_ascii=False), json.loads("1.10", parse_float=Decimal))
try:
    json.loads('{"a": }')
except json.JSONDecodeError as error:
    print(error.msg, error.pos)
print(json.dumps([1, {"a": 2}], indent=1))`,
    output: `{"n":[1,2.5,null,true],"name":"Zo\\u00eb","nested":{"k":"v"}}
True "ë" 1.10
Expecting value 6
[
 1,
 {
  "a": 2
 }
]`,
  },
  {
    name: "csv",
    code: `import csv, io
text = 'name,qty\\n"Smith, J",3\\n"He said ""hi""",4\\n'
rows = list(csv.DictReader(io.StringIO(text)))
print(rows[0]["name"], sum(int(r["qty"]) for r in rows), rows[1]["name"])
out = io.StringIO()
writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\\n")
writer.writerows([["a", 1.5], ["b,c", 2]])
print(out.getvalue())
print(csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter)`,
    output: `Smith, J 7 He said "hi"
"a",1.5
"b,c",2

;`,
  },
  {
    name: "re",
    code: `import re
log = "2024-02-29 ERROR disk full\\n2024-03-01 INFO ok"
print(re.findall(r"^(\\d{4})-(\\d\\d)-\\d\\d (?P<level>[A-Z]+)", log, re.M))
print(re.sub(r"(?<=\\b)(\\w)(\\w*)", lambda m: m[1].upper() + m[2], "hello big world"))
m = re.fullmatch(r"(?P<user>[^@]+)@(?P<host>[\\w.]+)", "a.b@c.org")
print(m.groupdict(), re.split(r"[,;]\\s*", "a, b;c"), re.escape("a.b"))
print(re.search(r"(?i)straße", "STRAßE") is not None, re.sub(r"(a)(b)?", r"[\\1|\\2]", "ab a"))`,
    output: `[('2024', '02', 'ERROR'), ('2024', '03', 'INFO')]
Hello Big World
{'user': 'a.b', 'host': 'c.org'} ['a', 'b', 'c'] a\\.b
True [a|b] [a|]`,
  },
  {
    name: "string and format",
    code: `import string
print(string.Template("$who owes \${amount} $$").substitute(who="Al", amount=5), string.hexdigits)
print(f"{1234567.891:,.2f} {0.256:.1%} {255:#06x} {'mid':*^9} {-5:+d} {3.14159:e}")
print("{0[k]} {1.real} {2!r:>5}".format({"k": 1}, 2, "x"), f"{'nested':{'>'}{8}}", f"{2+3=}")
print(string.capwords("the quick  fox"), "tschüß".casefold(), "a\\tb".expandtabs(4), "%s-%05.1f" % ("a", 2.25))`,
    output: `Al owes 5 $ 0123456789abcdefABCDEF
1,234,567.89 25.6% 0x00ff ***mid*** -5 3.141590e+00
1 2   'x'   nested 2+3=5
The Quick Fox tschüss a   b a-002.2`,
  },
  {
    name: "textwrap and pprint",
    code: `import textwrap, pprint
print(textwrap.fill("The quick brown fox jumps over the lazy dog", width=20, subsequent_indent="  "))
print(textwrap.dedent("    a\\n      b"), textwrap.shorten("one two three four", 12, placeholder="…"))
pprint.pp({"key": list(range(12)), "other": {"a": "x" * 30, "b": "y" * 30}}, width=40, compact=True)`,
    output: `The quick brown fox
  jumps over the
  lazy dog
a
  b one two…
{'key': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
         10, 11],
 'other': {'a': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
           'b': 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'}}`,
  },
  {
    name: "difflib",
    code: `import difflib
a, b = "one\\ntwo\\nthree".splitlines(), "one\\n2\\nthree\\nfour".splitlines()
print("\\n".join(difflib.unified_diff(a, b, "a", "b", lineterm="")))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 2))`,
    output: `--- a
+++ b
@@ -1,3 +1,4 @@
 one
-two
+2
 three
+four
['apple', 'ape'] 0.75`,
  },
  {
    name: "html",
    code: `import html
from html.parser import HTMLParser
print(html.escape('<a href="x">&</a>'), html.unescape("&lt;&eacute;&#8364;&gt;"))
class Links(HTMLParser):
    found = []
    def handle_starttag(self, tag, attributes):
        if tag == "a": self.found.append(dict(attributes).get("href"))
    def handle_data(self, data):
        if data.strip(): self.found.append(data.strip())
Links().feed("<p>Hi <a href='/x'>there</a><br/><a>no</a>")
print(Links.found)`,
    output: `&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt; <é€>
['Hi', '/x', 'there', None, 'no']`,
  },
  {
    name: "xml",
    code: `import xml.etree.ElementTree as ET
from xml.dom import minidom
from xml.sax.saxutils import escape
root = ET.fromstring("<shop><item id='1'><p>2.5</p></item><item id='2'><p>4</p></item></shop>")
print([(i.get("id"), float(i.findtext("p"))) for i in root.iter("item")], root.find("item[@id='2']/p").text)
ET.SubElement(root, "item", id="3").text = "new & <old>"
ET.indent(root)
print(ET.tostring(root, encoding="unicode").splitlines()[-2])
print(minidom.parseString("<a><b/>x</a>").documentElement.childNodes.length, escape("<&>"))`,
    output: `[('1', 2.5), ('2', 4.0)] 4
  <item id="3">new &amp; &lt;old&gt;</item>
2 &lt;&amp;&gt;`,
  },
  {
    name: "email",
    code: `from email.message import EmailMessage
from email import message_from_string, policy
from email.utils import parseaddr, formataddr
m = EmailMessage()
m["Subject"], m["From"], m["To"] = "Grüße", "a@x.org", "B <b@y.org>"
m.set_content("Hello\\n")
m.add_attachment(b"1,2", maintype="text", subtype="csv", filename="d.csv")
back = message_from_string(m.as_string(), policy=policy.default)
print(back["subject"], parseaddr(back["to"]), [p.get_content_type() for p in back.walk()])
print([a.get_filename() for a in back.iter_attachments()], formataddr(("Zoë", "z@x.org")))`,
    output: `Grüße ('B', 'b@y.org') ['multipart/mixed', 'text/plain', 'text/csv']
['d.csv'] =?utf-8?q?Zo=C3=AB?= <z@x.org>`,
  },
  {
    name: "urllib.parse and ipaddress",
    code: `from urllib.parse import urlsplit, urlencode, parse_qs, quote, unquote_plus, urljoin
import ipaddress
u = urlsplit("https://me:pw@ex.org:8443/a/b?q=1&q=2&e=#top")
print(u.hostname, u.port, parse_qs(u.query, keep_blank_values=True), u.fragment)
print(urlencode({"a b": "c&d", "l": [1, 2]}, doseq=True), quote("a/ü", safe=""), unquote_plus("a+b%21"), urljoin("http://x/a/b", "../c"))
net = ipaddress.ip_network("10.0.0.0/29")
print(net.num_addresses, ipaddress.ip_address("10.0.0.5") in net, ipaddress.ip_address("::1").is_loopback, [str(h) for h in net.hosts()][-1])`,
    output: `ex.org 8443 {'q': ['1', '2'], 'e': ['']} top
a+b=c%26d&l=1&l=2 a%2F%C3%BC a b! http://x/c
8 True True 10.0.0.6`,
  },
  {
    name: "base64 and binascii",
    code: `import base64, binascii, quopri
print(base64.b64encode(b"hello\\xff").decode(), base64.urlsafe_b64decode("_-8="), base64.b32encode(b"hi"), base64.a85encode(b"test"))
print(binascii.hexlify(b"\\x00\\xff", ":"), binascii.crc32(b"123456789"), base64.b85decode(base64.b85encode(b"x" * 5)))
print(quopri.encodestring("é=".encode()), bytes.fromhex("DE AD"))
try:
    base64.b64decode("abc", validate=True)
except binascii.Error as error:
    print(error)`,
    output: `aGVsbG// b'\\xff\\xef' b'NBUQ====' b'FCfN8'
b'00:ff' 3421780262 b'xxxxx'
b'=C3=A9=3D' b'\\xde\\xad'
Incorrect padding`,
  },
  {
    name: "hashlib, hmac and zlib",
    code: `import hashlib, hmac, zlib
for name in ("md5", "sha1", "sha256", "sha3_256", "blake2b"): print(name, hashlib.new(name, b"abc").hexdigest()[:16])
print(hmac.new(b"key", b"message", "sha256").hexdigest()[:16], hmac.compare_digest("a", "a"))
print(zlib.crc32(b"abc"), zlib.adler32(b"abc"), len(zlib.compress(bytes(1000))) < 30)
print(hashlib.shake_128(b"abc").hexdigest(8), hashlib.file_digest(__import__("io").BytesIO(b"abc"), "sha256").hexdigest()[:8])`,
    output: `md5 900150983cd24fb0
sha1 a9993e364706816a
sha256 ba7816bf8f01cfea
sha3_256 3a985da74fe225b2
blake2b ba80a53f981c4d0d
6e9ef29b75fffc5b True
891568578 38600999 True
5881092dd818bf5c ba7816bf`,
  },
  {
    name: "unicode",
    code: `import unicodedata, codecs
s = "e\\u0301"
print(len(s), len(unicodedata.normalize("NFC", s)), unicodedata.name("€"), unicodedata.category("Å"), unicodedata.lookup("SNOWMAN"))
print("ñandú".encode("latin-1"), b"\\xe4".decode("cp1252"), "日本".encode("shift_jis").hex(), codecs.encode("Hello", "rot13"))
print("".join(c for c in unicodedata.normalize("NFD", "crème brûlée") if not unicodedata.combining(c)), "ǅ".swapcase(), "½".isnumeric())
print("a\\ud800".encode("utf-8", "surrogatepass"), "x\\xff".encode("ascii", "backslashreplace"), b"\\xff".decode("utf-8", "replace"))`,
    output: `2 1 EURO SIGN Lu ☃
b'\\xf1and\\xfa' ä 93fa967b Uryyb
creme brulee ǅ True
b'a\\xed\\xa0\\x80' b'x\\\\xff' \ufffd`,
  },
  {
    name: "configparser and tomllib",
    code: `import configparser, tomllib, io
c = configparser.ConfigParser()
c.read_string("[DEFAULT]\\nroot = /srv\\n[web]\\nport = 80\\npath = %(root)s/www\\ndebug = yes\\n")
print(c.getint("web", "port"), c["web"]["path"], c.getboolean("web", "debug"), c.sections())
out = io.StringIO()
c.write(out)
print(out.getvalue().count("="))
t = tomllib.loads('title = "x"\\n[owner]\\ndob = 1979-05-27\\nports = [1, 2]\\n[[fruit]]\\nname = "apple"')
print(t["owner"]["dob"].year, t["fruit"], t["owner"]["ports"])`,
    output: `80 /srv/www True ['web']
4
1979 [{'name': 'apple'}] [1, 2]`,
  },
  {
    name: "shlex, fnmatch and glob",
    code: `import shlex, fnmatch, glob, os
print(shlex.split('cp "my file" dest\\\\ dir'), shlex.quote("it's"), shlex.join(["a b", "c"]))
print(fnmatch.filter(["a.py", "b.txt", "c.PY"], "*.py"), fnmatch.translate("a*")[:6])
os.makedirs("/tmp/g/sub", exist_ok=True)
for p in ("a.csv", "b.txt", "sub/c.csv"): open("/tmp/g/" + p, "w").close()
print(sorted(glob.glob("/tmp/g/**/*.csv", recursive=True)), glob.glob("*.txt", root_dir="/tmp/g"))`,
    output: `['cp', 'my file', 'dest dir'] 'it'"'"'s' 'a b' c
['a.py'] (?s:a.
['/tmp/g/a.csv', '/tmp/g/sub/c.csv'] ['b.txt']`,
  },
  {
    name: "numbers as text",
    code: `import numbers, locale, string
print(int("0b101", 0), int("ff", 16), float("1e-3"), complex("1+2j"), float.fromhex("0x1.8p1"), (3.5).hex())
print((1234).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\\1\\0", "little"), round(2.5), round(-1.567, 2), 7 // -2, -7 % 3, divmod(7, 2))
print(isinstance(1, numbers.Integral), 10**30, 0.1 + 0.2, f"{1/3:.20f}", 1_000_000, 2**-1, pow(3, -1, 11))`,
    output: `5 255 0.001 (1+2j) 3.0 0x1.c000000000000p+1
11 b'\\x00\\xff' 1 2 -1.57 -4 2 (3, 1)
True 1000000000000000000000000000000 0.30000000000000004 0.33333333333333331483 1000000 0.5 4`,
  },
];
