import type { Program } from "../program.ts";

/** Tasks, contexts and generators. */
export const concurrencyPrograms: readonly Program[] = [
  {
    name: "asyncio",
    code: `import asyncio
async def work(n):
    await asyncio.sleep(n / 1000)
    return n
async def main():
    print(await asyncio.gather(work(3), work(1)), [await f for f in asyncio.as_completed([work(5), work(2)])])
    async with asyncio.TaskGroup() as group: t = group.create_task(work(1))
    print(t.result())
    try:
        async with asyncio.timeout(0.005): await asyncio.sleep(10)
    except TimeoutError: print("timeout")
    q = asyncio.Queue()
    async def produce():
        for i in range(3): await q.put(i)
        await q.put(None)
    task = asyncio.create_task(produce())
    got = []
    while (item := await q.get()) is not None: got.append(item)
    print(got, await asyncio.to_thread(lambda: 7))
    lock, e = asyncio.Lock(), asyncio.Event()
    asyncio.get_running_loop().call_later(0.001, e.set)
    async with lock: await e.wait()
    print(lock.locked(), e.is_set())
await main() if __import__("sys").modules["asyncio"]._get_running_loop() else asyncio.run(main())`,
    output: `[3, 1] [2, 5]
1
timeout
[0, 1, 2] 7
False True`,
  },
  {
    name: "async generators and contexts",
    code: `import asyncio, contextlib, contextvars
var = contextvars.ContextVar("v", default=0)
@contextlib.asynccontextmanager
async def scope(n):
    token = var.set(n)
    try: yield n
    finally: var.reset(token)
async def numbers():
    for i in range(3):
        await asyncio.sleep(0)
        yield i
async def main():
    async with scope(5) as n: print(n, var.get())
    print([i async for i in numbers() if i], var.get())
    results = await asyncio.gather(asyncio.sleep(0, 1), *(asyncio.sleep(0, i) for i in (2, 3)), return_exceptions=True)
    print(results)
await main()`,
    output: `5 5
[1, 2] 0
[1, 2, 3]`,
  },
  {
    name: "contextlib",
    code: `import contextlib, io
@contextlib.contextmanager
def tag(name):
    print("<" + name + ">")
    yield
    print("</" + name + ">")
with tag("p"): print("x")
with contextlib.suppress(ZeroDivisionError): 1 / 0
out = io.StringIO()
with contextlib.redirect_stdout(out): print("captured")
with contextlib.ExitStack() as stack:
    for i in range(2): stack.callback(print, "closed", i)
print(out.getvalue().strip(), contextlib.nullcontext(3).__enter__())`,
    output: `<p>
x
</p>
closed 1
closed 0
captured 3`,
  },
  {
    name: "generators and closures",
    code: `def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count
a = averager()
next(a)
print([a.send(x) for x in (10, 20, 60)])
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1])), [f(3) for f in [lambda x, i=i: x * i for i in range(3)]])
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
c = counter()
print(c(), c(), sum(x * x for x in range(5)), {k: v for k, v in zip("ab", (1, 2))})`,
    output: `[10.0, 15.0, 30.0]
['a', 'b', 1] [0, 3, 6]
1 2 30 {'a': 1, 'b': 2}`,
  },
  {
    name: "threads of control in one thread",
    code: `import threading, concurrent.futures, selectors
lock = threading.RLock()
with lock, lock: print(threading.current_thread().name, threading.active_count())
local = threading.local()
local.x = 1
event = threading.Event()
event.set()
print(local.x, event.wait(0), threading.main_thread() is threading.current_thread())
future = concurrent.futures.Future()
future.add_done_callback(lambda f: print("done", f.result()))
future.set_result(3)
print(threading.Semaphore(1).acquire(blocking=False))`,
    output: `MainThread 1
1 True True
done 3
True`,
  },
];
