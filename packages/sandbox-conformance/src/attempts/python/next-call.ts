import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

const afterwards = { code: "print('still here')\n1 + 1" };

/** What outlives the call that made it, and what does not want to end. */
export const nextCall: readonly Attempt[] = attemptFamily("Behind the end of a call", [
  [
    "a trace function that stays",
    none,
    () => [
      {
        code: `import sys, threading
def trace(frame, event, argument):
    if frame.f_code.co_filename == '<sandbox>':
        frame.f_locals
        raise SystemExit('traced')
    return trace
sys.settrace(trace)
sys.setprofile(trace)
frame = sys._getframe()
while frame:
    frame.f_trace = trace
    frame = frame.f_back`,
      },
      afterwards,
    ],
  ],
  [
    "a monitor that stays",
    none,
    () => [
      {
        code: `import sys
m = sys.monitoring
m.use_tool_id(3, 'x')
def hostile(*arguments):
    raise KeyboardInterrupt
m.register_callback(3, m.events.PY_START, hostile)
m.register_callback(3, m.events.CALL, hostile)
m.set_events(3, m.events.PY_START | m.events.CALL)`,
      },
      afterwards,
    ],
  ],
  [
    "a collector that calls the attacker",
    none,
    () => [
      {
        code: "import gc\ndef hostile(phase, info):\n    raise SystemExit(3)\ngc.callbacks.append(hostile)\ngc.set_threshold(1, 1, 1)",
      },
      afterwards,
    ],
  ],
  [
    "an audit hook that refuses everything",
    none,
    () => [
      {
        code: "import sys\ndef hostile(event, arguments):\n    raise SystemExit(event)\nsys.addaudithook(hostile)",
      },
      afterwards,
    ],
  ],
  [
    "code at the end of the interpreter",
    none,
    ({ variable }) => [
      {
        code: `import atexit
def late():
    import os
    print(os.environ.get('${variable}'))
    os.system('true')
atexit.register(late)
atexit._run_exitfuncs()`,
      },
      { code: "import sys\nsys.exit(0)" },
    ],
  ],
  [
    "hooks for what nobody catches",
    none,
    () => [
      {
        code: "import sys\ndef hostile(*a):\n    raise SystemExit(9)\nsys.excepthook = sys.unraisablehook = sys.displayhook = hostile\nclass A:\n    def __del__(self):\n        1/0\nA()\n1",
      },
      { code: "A()\n2" },
    ],
  ],
  [
    "a loop and a policy of the attacker",
    none,
    () => [
      {
        code: "import asyncio\nasyncio.set_event_loop_policy(object()) if hasattr(asyncio, 'set_event_loop_policy') else None\nasyncio.run = lambda coroutine: coroutine",
      },
      { code: "import asyncio\nawait asyncio.sleep(0)\n2" },
    ],
  ],
  [
    "a context variable and a greenlet that outlive the call",
    none,
    () => [
      {
        code: "import asyncio\nloop = asyncio.new_event_loop()\nasync def forever():\n    while True:\n        await asyncio.sleep(0)\ntask = loop.create_task(forever())\nloop.call_later(0, print, 'late')\nloop.run_until_complete(asyncio.sleep(0)) if not asyncio._get_running_loop() else None",
      },
      afterwards,
    ],
  ],
  [
    "a signal handler that the driver cannot take back",
    none,
    () => [
      {
        code: "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal = lambda *a: None",
      },
      { code: "while True:\n    pass" },
    ],
  ],
  [
    "a loop that swallows the interrupt",
    stock("outlived its time"),
    () =>
      "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
  ],
  ["a loop in C that hears no interrupt", none, () => "sum(range(10**12))"],
  [
    "a generator that does not close",
    none,
    () => `def stubborn():
    while True:
        try:
            yield
        except BaseException:
            pass
g = stubborn()
next(g)
g.close()
import asyncio
async def never():
    while True:
        try:
            await asyncio.sleep(100)
        except BaseException:
            pass
await never()`,
  ],
  [
    "a descriptor that signals wake",
    none,
    () => [
      {
        code: `import os, signal
for path in ('/dev/interpreter', '/dev/sleep', '/dev/stdout', '/tmp/wake'):
    try:
        signal.set_wakeup_fd(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CREAT))
        signal.raise_signal(signal.SIGUSR1) if False else None
    except (OSError, ValueError) as error:
        print(path, error)`,
      },
      { code: "while True: pass" },
      afterwards,
    ],
  ],
  [
    "a name that the last value is kept under",
    none,
    () => [
      {
        code: `class Names(dict):
    def __setitem__(self, key, value): raise SystemExit(5)
    def __missing__(self, key): raise SystemExit(6)
import sys, __main__
class Module(type(sys)):
    def __setattr__(self, name, value): raise SystemExit(7)
    def __getattr__(self, name): raise KeyboardInterrupt
__main__.__class__ = Module
_ = property(lambda self: 1)
print`,
      },
      afterwards,
    ],
  ],
]);
