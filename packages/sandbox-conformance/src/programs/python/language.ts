import type { Program } from "../program.ts";

/** The language, what it knows of itself, and whole small programs. */
export const languagePrograms: readonly Program[] = [
  {
    name: "inspect and types",
    code: `import inspect, types
def f(a, /, b: int = 2, *args, c, **kw) -> str: "Doc."
s = inspect.signature(f)
print(s, [p.kind.name for p in s.parameters.values()][:2], inspect.getdoc(f), s.bind(1, c=3).arguments)
class A:
    @property
    def x(self): return 1
    @staticmethod
    def y(): pass
print(inspect.isfunction(A.y), isinstance(inspect.getattr_static(A, "x"), property), [n for n, _ in inspect.getmembers(A, inspect.isfunction)])
ns = types.SimpleNamespace(a=1)
print(ns, types.MappingProxyType({"k": 1})["k"], types.new_class("B", (A,)).__mro__[1].__name__, isinstance(f, types.FunctionType))
g = (i for i in range(2))
next(g)
print(inspect.getgeneratorstate(g))`,
    output: `(a, /, b: int = 2, *args, c, **kw) -> str ['POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD'] Doc. {'a': 1, 'c': 3}
True True ['y']
namespace(a=1) 1 A True
GEN_SUSPENDED`,
  },
  {
    name: "ast",
    code: `import ast
tree = ast.parse("x = 1 + 2 * y\\nprint(x)")
print(ast.unparse(tree), [type(n).__name__ for n in ast.walk(tree) if isinstance(n, ast.operator)])
class Double(ast.NodeTransformer):
    def visit_Constant(self, node): return ast.Constant(node.value * 2)
print(ast.unparse(Double().visit(ast.parse("f(1, 'a')"))), ast.literal_eval("{'a': [1, (2, None)]}"))
try: ast.literal_eval("__import__('os')")
except ValueError as error: print("malformed" in str(error))
print(ast.dump(ast.parse("a", mode="eval").body))`,
    output: `x = 1 + 2 * y
print(x) ['Add', 'Mult']
f(2, 'aa') {'a': [1, (2, None)]}
True
Name(id='a', ctx=Load())`,
  },
  {
    name: "tokenize, keyword and dis",
    code: `import tokenize, io, keyword, dis, token
source = "def f(x):\\n    return x + 1  # add\\n"
print([token.tok_name[t.type] for t in tokenize.generate_tokens(io.StringIO(source).readline)][:6])
print(keyword.iskeyword("async"), keyword.issoftkeyword("match"))
names = [i.opname for i in dis.get_instructions(compile("a + b", "x", "eval"))]
print("BINARY_OP" in names, names[-1])
print(compile("1", "f", "eval").co_filename, dis.stack_effect(dis.opmap["POP_TOP"]))`,
    output: `['NAME', 'NAME', 'OP', 'NAME', 'OP', 'OP']
True True
True RETURN_VALUE
f -1`,
  },
  {
    name: "traceback and exceptions",
    code: `import traceback, sys
def inner(): raise KeyError("k")
try:
    try: inner()
    except KeyError as error: raise RuntimeError("outer") from error
except RuntimeError as error:
    text = "".join(traceback.format_exception(error))
    print("direct cause" in text, traceback.extract_tb(error.__cause__.__traceback__)[-1].name)
    error.add_note("see manual")
    print(traceback.format_exception_only(error))
try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except* ValueError as group: print(len(group.exceptions))
except* TypeError: print("types")
try: assert 1 > 2, "no"
except AssertionError as error: print(error)
finally: print(sys.exc_info()[0])`,
    output: `True inner
['RuntimeError: outer\\n', 'see manual\\n']
1
types
no
None`,
  },
  {
    name: "classes and descriptors",
    code: `class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.name)
    def __set__(self, o, v):
        if v < 0: raise ValueError(self.name)
        setattr(o, self.name, v)
class Meta(type):
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, {**ns, "tag": name.lower()}, **kw)
class Base(metaclass=Meta):
    registry = []
    def __init_subclass__(cls, **kw): Base.registry.append((cls.__name__, kw))
class Account(Base, kind="bank"):
    balance = Positive()
    __slots__ = ("_balance",)
    def __getattr__(self, name): return f"no {name}"
    def __matmul__(self, o): return "mat"
    def __class_getitem__(cls, k): return k
a = Account()
a.balance = 5
print(a.balance, Base.registry, Account.tag, a.other, a @ 1, Account[int])
try: a.balance = -1
except ValueError as error: print(error)
print(super(Account, a).__init__() is None, [c.__name__ for c in bool.__mro__])`,
    output: `5 [('Account', {'kind': 'bank'})] account no other mat <class 'int'>
_balance
True ['bool', 'int', 'object']`,
  },
  {
    name: "a simulation",
    code: `def life(cells):
    from collections import Counter
    near = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {c for c, n in near.items() if n == 3 or (n == 2 and c in cells)}
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): glider = life(glider)
print(sorted(glider))
def primes(n):
    sieve = bytearray([1]) * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]: sieve[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i in range(2, n + 1) if sieve[i]]
print(len(primes(10000)), primes(30))
import heapq
def shortest(graph, a, b):
    queue, seen = [(0, a, [])], set()
    while queue:
        cost, node, path = heapq.heappop(queue)
        if node in seen: continue
        seen.add(node)
        if node == b: return cost, path + [node]
        for other, weight in graph.get(node, {}).items(): heapq.heappush(queue, (cost + weight, other, path + [node]))
print(shortest({"a": {"b": 1, "c": 4}, "b": {"c": 2}, "c": {}}, "a", "c"))`,
    output: `[(1, 3), (2, 1), (2, 3), (3, 2), (3, 3)]
1229 [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
(3, ['a', 'b', 'c'])`,
  },
  {
    name: "a report from a table",
    code: `import csv, io, statistics, json
from collections import defaultdict
from datetime import date
text = """day,shop,amount
2024-01-01,A,10.50
2024-01-01,B,20.00
2024-01-02,A,14.50
2024-02-01,B,bad
2024-02-02,B,30.00
"""
totals, bad = defaultdict(list), []
for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
    try: totals[(row["shop"], date.fromisoformat(row["day"]).strftime("%b"))].append(float(row["amount"]))
    except ValueError: bad.append(number)
for (shop, month), amounts in sorted(totals.items()): print(f"{shop:<3}{month:<5}{sum(amounts):>8.2f}{statistics.mean(amounts):>8.2f}")
print(json.dumps({"bad": bad, "best": max(totals, key=lambda k: sum(totals[k]))}))
with open("/outputs/report.csv" if __import__("os").path.isdir("/outputs") else "/tmp/report.csv", "w", newline="") as f: csv.writer(f).writerows(totals)`,
    output: `A  Jan     25.00   12.50
B  Feb     30.00   30.00
B  Jan     20.00   20.00
{"bad": [5], "best": ["B", "Feb"]}`,
  },
  {
    name: "template strings and reprlib",
    code: `from string.templatelib import Template
name = "Al"
t = t"Hello {name!r:>5}"
print(t.strings, t.interpolations[0].value, t.interpolations[0].conversion, t.interpolations[0].format_spec)
import reprlib, annotationlib, keyword
print(reprlib.repr(list(range(100))), reprlib.Repr(maxstring=8).repr("x" * 100))
def f(x: Unknown): pass
print(annotationlib.get_annotations(f, format=annotationlib.Format.STRING))`,
    output: `('Hello ', '') Al r >5
[0, 1, 2, 3, 4, 5, ...] 'x...xx'
{'x': 'Unknown'}`,
  },
];
