import type { Program } from "../program.ts";

/** Structures, numbers and algorithms. */
export const dataPrograms: readonly Program[] = [
  {
    name: "collections",
    code: `from collections import Counter, OrderedDict, defaultdict, deque, namedtuple, ChainMap
counts = Counter("mississippi")
print(counts.most_common(2), counts["z"])
groups = defaultdict(list)
for word in ("apple", "avocado", "beet"): groups[word[0]].append(word)
print(dict(groups))
window = deque(range(10), maxlen=3)
window.rotate(1)
print(list(window))
Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1)._replace(y=5), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
order = OrderedDict(a=1, b=2)
order.move_to_end("a")
print(list(order))`,
    output: `[('i', 4), ('s', 4)] 0
{'a': ['apple', 'avocado'], 'b': ['beet']}
[9, 7, 8]
Point(x=1, y=5) 3
['b', 'a']`,
  },
  {
    name: "itertools",
    code: `import itertools as it
print(list(it.accumulate([1, 2, 3, 4], initial=0)), list(it.batched("ABCDE", 2)))
print([(k, len(list(g))) for k, g in it.groupby("aaabbc")])
print(list(it.permutations("abc", 2))[:3], sum(1 for _ in it.product(range(3), repeat=3)))
print(list(it.pairwise([1, 4, 9])), list(it.zip_longest([1], [2, 3], fillvalue=0)))
print(list(it.islice(it.count(10, 5), 3)), list(it.takewhile(lambda n: n < 3, it.cycle([1, 2, 3]))))`,
    output: `[0, 1, 3, 6, 10] [('A', 'B'), ('C', 'D'), ('E',)]
[('a', 3), ('b', 2), ('c', 1)]
[('a', 'b'), ('a', 'c'), ('b', 'a')] 27
[(1, 4), (4, 9)] [(1, 2), (0, 3)]
[10, 15, 20] [1, 2]`,
  },
  {
    name: "functools",
    code: `import functools
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info().hits)
@functools.singledispatch
def show(x): return "other"
@show.register
def _(x: int): return "int"
print(show(1), show("x"), functools.reduce(lambda a, b: a * b, range(1, 6)))
@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) >= V(0), functools.partial(int, base=2)("101"), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))`,
    output: `2880067194370816120 88
int other 120
True 5 [3, 2, 1]`,
  },
  {
    name: "heapq and bisect",
    code: `import heapq, bisect
heap = [5, 1, 8, 3]
heapq.heapify(heap)
print(heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.nlargest(2, heap), heapq.nsmallest(2, [9, 4, 7]))
print(list(heapq.merge([1, 4], [2, 3])))
scores = [60, 70, 80]
print(["FDCB"[bisect.bisect(scores, s)] for s in (55, 70, 79, 99)])
bisect.insort(scores, 65)
print(scores)`,
    output: `1 0 [8, 5] [4, 7]
[1, 2, 3, 4]
['F', 'C', 'C', 'B']
[60, 65, 70, 80]`,
  },
  {
    name: "dataclasses",
    code: `from dataclasses import dataclass, field, asdict, replace, FrozenInstanceError
@dataclass(order=True, frozen=True, slots=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: tuple = ()
a, b = Item(2.5, "tea"), Item(1.0, "bun", ("sweet",))
print(sorted([a, b])[0].name, asdict(b), replace(a, price=3.0))
try:
    a.price = 1
except FrozenInstanceError as error:
    print(type(error).__name__)`,
    output: `bun {'price': 1.0, 'name': 'bun', 'tags': ('sweet',)} Item(price=3.0, name='tea', tags=())
FrozenInstanceError`,
  },
  {
    name: "enum",
    code: `from enum import Enum, Flag, IntEnum, StrEnum, auto, unique
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
print(Perm.R | Perm.X, Perm.W in (Perm.R | Perm.W), ~Perm.R == Perm.W | Perm.X)
class Color(StrEnum):
    RED = auto()
print(Color.RED, Color("red").name, [int(n) for n in IntEnum("N", "A B C")])
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)`,
    output: `Perm.R|X True True
red RED [1, 2, 3]
duplicate values found in <enum 'Bad'>: B -> A`,
  },
  {
    name: "abc and typing",
    code: `from abc import ABC, abstractmethod
from typing import Protocol, TypedDict, NamedTuple, get_type_hints, runtime_checkable, Literal, Optional, get_args
class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...
class Square(Shape):
    def __init__(self, a: float): self.a = a
    def area(self): return self.a ** 2
try:
    Shape()
except TypeError as error:
    print("abstract" in str(error))
@runtime_checkable
class HasArea(Protocol):
    def area(self) -> float: ...
print(isinstance(Square(2), HasArea), Square(3).area())
class Movie(TypedDict, total=False):
    name: str
    year: int
class P(NamedTuple):
    x: int
    y: int = 2
print(get_type_hints(Movie), P(1), get_args(Literal["a", "b"]), Optional[int])
def first[T](items: list[T]) -> T: return items[0]
print(first([7]), first.__type_params__)`,
    output: `True
True 9
{'name': <class 'str'>, 'year': <class 'int'>} P(x=1, y=2) ('a', 'b') int | None
7 (T,)`,
  },
  {
    name: "copy and weakref",
    code: `import copy, weakref, gc
class Node:
    def __init__(self, value): self.value, self.next = value, None
a = Node([1])
a.next = a
b = copy.deepcopy(a)
print(b.next is b, b.value is a.value, copy.copy(a).value is a.value)
ref = weakref.ref(b)
cache = weakref.WeakValueDictionary(k=b)
called = []
weakref.finalize(b, called.append, "gone")
del b
gc.collect()
print(ref(), dict(cache), called)`,
    output: `True False True
None {} ['gone']`,
  },
  {
    name: "array, struct and memoryview",
    code: `import array, struct
a = array.array("h", [1, -2, 300])
a.byteswap()
print(a[0], a.itemsize, len(a.tobytes()))
packed = struct.pack("<IhB3s", 1, -2, 255, b"abc")
print(packed.hex(" "), struct.unpack("<IhB3s", packed), struct.calcsize(">qd"))
view = memoryview(bytearray(b"hello world"))
view[0:5] = b"HELLO"
print(bytes(view[:7]), view.cast("B").nbytes)
print(list(struct.iter_unpack("<H", b"\\1\\0\\2\\0")))`,
    output: `256 2 6
01 00 00 00 fe ff ff 61 62 63 (1, -2, 255, b'abc') 16
b'HELLO w' 11
[(1,), (2,)]`,
  },
  {
    name: "decimal and fractions",
    code: `from decimal import Decimal, getcontext, localcontext, ROUND_HALF_EVEN
from fractions import Fraction
print(Decimal("0.1") + Decimal("0.2"), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_EVEN))
with localcontext() as context:
    context.prec = 40
    print(Decimal(2).sqrt())
print(getcontext().prec, Decimal("1E+3").normalize(), Decimal("-0").is_signed())
print(Fraction(3, 4) + Fraction("0.25"), Fraction(3.14159).limit_denominator(100), Fraction(-7, 3).__floor__())`,
    output: `0.3 2.68
1.414213562373095048801688724209698078570
28 1E+3 True
1 311/99 -3`,
  },
  {
    name: "statistics",
    code: `import statistics as s
data = [2, 4, 4, 4, 5, 5, 7, 9]
print(s.mean(data), s.median(data), s.mode(data), s.pstdev(data), s.quantiles(data, n=4))
print(round(s.correlation([1, 2, 3], [2, 4, 7]), 4), s.linear_regression([1, 2, 3], [2, 4, 6]))
n = s.NormalDist(100, 15)
print(round(n.cdf(130), 4), round(n.inv_cdf(0.5), 2), s.fmean([1.5, 2.5], weights=[1, 3]), s.geometric_mean([1, 100]))`,
    output: `5 4.5 4 2.0 [4.0, 4.5, 6.5]
0.9934 LinearRegression(slope=2.0, intercept=0.0)
0.9772 100.0 2.25 10.0`,
  },
  {
    name: "math and cmath",
    code: `import math, cmath
print(math.comb(52, 5), math.gcd(84, 36, 60), math.isqrt(10**20), math.prod([2, 3, 7]), math.lcm(4, 6))
print(round(math.hypot(3, 4), 1), math.fsum([0.1] * 10), math.nextafter(1, 2) > 1, math.dist((0, 0), (3, 4)))
print(abs(cmath.exp(1j * math.pi) + 1) < 1e-12, cmath.polar(1j)[0], (1 + 2j) * (3 - 1j))
print(math.inf > 10**308, math.nan != math.nan, math.factorial(20), round(math.log2(10), 4), math.sumprod([1, 2], [3, 4]))`,
    output: `2598960 12 10000000000 42 12
5.0 1.0 True 5.0
True 1.0 (5+5j)
True True 2432902008176640000 3.3219 11`,
  },
  {
    name: "random with a seed",
    code: `import random
r = random.Random(42)
print(r.randint(1, 100), round(r.random(), 6), r.choice("abc"), r.sample(range(100), 3))
deck = list(range(5))
r.shuffle(deck)
print(deck, r.choices("xyz", weights=[0, 0, 1], k=3), round(r.gauss(0, 1), 4))`,
    output: `82 0.111331 c [35, 31, 28]
[4, 3, 2, 0, 1] ['z', 'z', 'z'] 0.1476`,
  },
  {
    name: "graphlib",
    code: `from graphlib import TopologicalSorter, CycleError
graph = {"D": {"B", "C"}, "C": {"A"}, "B": {"A"}}
sorter = TopologicalSorter(graph)
sorter.prepare()
levels = []
while sorter.is_active():
    ready = sorted(sorter.get_ready())
    levels.append(ready)
    sorter.done(*ready)
print(levels)
try:
    list(TopologicalSorter({"a": ["b"], "b": ["a"]}).static_order())
except CycleError as error:
    print(len(error.args[1]))`,
    output: `[['A'], ['B', 'C'], ['D']]
3`,
  },
  {
    name: "queue and sched",
    code: `import queue, sched
q = queue.PriorityQueue()
for item in ((2, "b"), (1, "a"), (3, "c")): q.put(item)
print([q.get_nowait()[1] for _ in range(3)], q.empty())
now = [0]
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
log = []
s.enter(5, 1, lambda: log.append(("late", now[0])))
s.enter(1, 1, log.append, (("early", 1),))
s.run()
print(log)
try:
    queue.Queue(1).get_nowait()
except queue.Empty:
    print("empty")`,
    output: `['a', 'b', 'c'] True
[('early', 1), ('late', 5)]
empty`,
  },
  {
    name: "sorting and slicing",
    code: `rows = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(rows, key=lambda r: (-r[1], r[0])), [*reversed("abc")], list(range(10))[8:2:-2])
from operator import itemgetter, attrgetter, methodcaller
print(list(map(itemgetter(0), rows)), methodcaller("upper")("x"))
a, *b, c = [1, 2, 3, 4]
print(a, b, c, {**{"x": 1}, "y": 2} | {"x": 3}, [y := 5, y * 2])
match {"type": "point", "at": [1, 2]}:
    case {"type": "point", "at": [x, y]} if x < y: print("point", x, y)
    case _: print("other")`,
    output: `[('a', 2), ('b', 2), ('c', 1)] ['c', 'b', 'a'] [8, 6, 4]
['b', 'a', 'c'] X
1 [2, 3] 4 {'x': 3, 'y': 2} [5, 10]
point 1 2`,
  },
];
