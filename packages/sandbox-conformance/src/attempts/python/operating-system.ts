import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, none, stock } from "./snippets.ts";

/** Commands, processes, signals and the environment. */
export const operatingSystem: readonly Attempt[] = attemptFamily("Operating system", [
  [
    "a shell through os.system",
    stock("ran a command"),
    (host) => `import os\nos.system("${command(host)}")`,
  ],
  [
    "a shell through posix.system",
    stock("ran a command"),
    (host) => `import posix\nposix.system("${command(host)}")`,
  ],
  [
    "a shell through a fresh copy of posix",
    stock("ran a command"),
    (host) => `import importlib.machinery, importlib.util, sys
del sys.modules['posix']
import posix
posix.system("${command(host)}")`,
  ],
  ["os.popen", none, (host) => `import os\nos.popen("${command(host)}").read()`],
  [
    "subprocess",
    none,
    (host) => `import subprocess\nsubprocess.run("${command(host)}", shell=True)`,
  ],
  [
    "the function behind subprocess",
    none,
    ({ markerFile }) => `import _posixsubprocess as p, os
p.fork_exec([b'/bin/touch', b'${markerFile}'], [b'/bin/touch'], True, (), None, None, -1, -1, -1, -1, -1, -1, 3, 4, False, False, 0, None, None, None, -1, None)`,
  ],
  [
    "posix_spawn",
    none,
    ({ markerFile }) => `import os\nos.posix_spawn('/bin/touch', ['touch', '${markerFile}'], {})`,
  ],
  ["fork", none, () => "import os\nos.fork()"],
  ["forkpty", none, () => "import os\nos.forkpty()"],
  [
    "exec",
    none,
    ({ markerFile }) => `import os\nos.execv('/bin/touch', ['touch', '${markerFile}'])`,
  ],
  [
    "a pseudo terminal",
    none,
    ({ markerFile }) => `import pty\npty.spawn(['/bin/touch', '${markerFile}'])`,
  ],
  [
    "multiprocessing",
    none,
    ({ markerFile }) =>
      `import multiprocessing as m\nm.Process(target=open, args=('${markerFile}', 'w')).start()`,
  ],
  ["a thread", none, () => "import threading\nthreading.Thread(target=print).start()"],
  [
    "a sub-interpreter",
    none,
    ({ variable }) => `import _interpreters
one = _interpreters.create()
print(_interpreters.exec(one, """
import os, sys
print(sys.meta_path)
os.system('true')
import js
print(js.process.env.${variable})
"""))`,
  ],
  [
    "os.environ",
    none,
    ({ variable }) => `import os\nprint(dict(os.environ))\nos.environ['${variable}']`,
  ],
  [
    "environ of a fresh copy of posix",
    none,
    ({ variable }) =>
      `import sys\ndel sys.modules['posix']\nimport posix\nprint(posix.environ)\nposix.environ[b'${variable}']`,
  ],
  [
    "a variable that is expanded by the shell",
    stock("read the environment"),
    ({ variable, markerFile }) =>
      `import os\nos.system("echo command > '${markerFile}'; echo $${variable} > '${markerFile}.2'")\nos.system("cat '${markerFile}.2' >> '${markerFile}'")\nimport js\njs.process.getBuiltinModule('fs').readFileSync('${markerFile}.2', 'utf8')`,
  ],
  [
    "a signal to the parent",
    none,
    () => "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
  ],
  ["a signal to itself", none, () => "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"],
  ["a signal to the group", none, () => "import os, signal\nos.kill(0, signal.SIGKILL)"],
  ["a signal to everyone", none, () => "import os, signal\nos.kill(-1, signal.SIGKILL)"],
  ["killpg", none, () => "import os, signal\nos.killpg(0, signal.SIGTERM)"],
  ["a raised signal", none, () => "import signal\nsignal.raise_signal(signal.SIGABRT)"],
  ["an alarm", none, () => "import signal, time\nsignal.alarm(1)\ntime.sleep(2)"],
  [
    "a timer of the interpreter",
    none,
    () => "import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\ntime.sleep(1)",
  ],
  ["an exit of the process", none, () => "import os\nos._exit(0)"],
  ["an abort", none, () => "import os\nos.abort()"],
  ["a segmentation fault", none, () => "import faulthandler\nfaulthandler._sigsegv()"],
  [
    "a fatal error of Python",
    none,
    () => "import faulthandler\nfaulthandler._fatal_error_c_thread()",
  ],
  [
    "a dump after a time",
    none,
    () =>
      "import faulthandler, time\nfaulthandler.dump_traceback_later(0.1, exit=True)\ntime.sleep(1)",
  ],
  [
    "raised limits of the process",
    none,
    () =>
      "import resource\nprint(resource.getrlimit(resource.RLIMIT_NOFILE))\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
  ],
  [
    "users and groups of the host",
    none,
    () => "import pwd, grp\nprint(pwd.getpwall(), grp.getgrall())\nimport os\nos.setuid(0)",
  ],
  ["the system's log", none, () => "import syslog\nsyslog.syslog('hello')"],
  ["a browser", none, ({ url }) => `import webbrowser\nwebbrowser.open('${url}')`],
]);
