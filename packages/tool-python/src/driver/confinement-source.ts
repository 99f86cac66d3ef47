/**
 * The Python half of the confinement. `lock()` runs before a snapshot is taken, `wake()` in every interpreter before the
 * seal. Part of the module `_sandbox`.
 */
export const confinementSource: string = `
import asyncio, ctypes, gc, os, random, sys, time, warnings
from importlib.abc import MetaPathFinder


class SandboxEventLoop(asyncio.BaseEventLoop):
    """A loop without input and output: what cannot go on by a timer can never go on."""

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        if _tool_futures:
            if not _take_tool_answer(timeout) and timeout is None:
                raise RuntimeError("the code awaits a tool that will never answer")
            return []
        if timeout is None:
            raise RuntimeError("the code awaits something that can never happen in this sandbox")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def run_in_executor(self, executor, function, *arguments):
        future = self.create_future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future


class SandboxEventLoopPolicy(asyncio.events._AbstractEventLoopPolicy):
    _loop = None

    def get_event_loop(self):
        if self._loop is None or self._loop.is_closed():
            self._loop = SandboxEventLoop()
        return self._loop

    def set_event_loop(self, loop):
        self._loop = loop

    def new_event_loop(self):
        return SandboxEventLoop()


_unavailable = {
    "js": "The module 'js' is not available: this Python has no access to JavaScript.",
    "pyodide_js": "The module 'pyodide_js' is not available: this Python has no access to JavaScript.",
    "micropip": "The module 'micropip' is not available: packages cannot be installed.",
}


class UnavailableModules(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        reason = _unavailable.get(name.partition(".")[0])
        if reason is not None:
            raise ModuleNotFoundError(reason, name=name)
        return None


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    device = os.open("/dev/sleep", os.O_WRONLY)
    try:
        os.write(device, repr(float(seconds)).encode())
    finally:
        os.close(device)


# A snapshot must find the objects that Pyodide expects where they were; nobody can call them after the seal.
_kept = []


class _Uncallable(ctypes._CFuncPtr):
    _flags_ = 0
    _restype_ = ctypes.c_int

    def __call__(self, *arguments):
        raise OSError("this Python calls no native code")


def _refuse_native_calls():
    # Packages import ctypes for the sizes of its types. The seal ends the session at any call; an exception is kinder.
    ctypes._CFuncPtr = _Uncallable
    for name in ("_cast", "_string_at", "_wstring_at", "memmove", "memset"):
        if hasattr(ctypes, name):
            setattr(ctypes, name, _Uncallable())


# Other parts of this module add to these.
_first_finders = []
_last_finders = []


def _remove_finders():
    # Pyodide's own finders know the JavaScript modules and advise to install packages.
    sys.meta_path[:] = [
        UnavailableModules(),
        *_first_finders,
        *(
            finder
            for finder in sys.meta_path
            if not (getattr(finder, "__module__", None) or type(finder).__module__).startswith(("_pyodide", "_sandbox"))
            and not type(finder).__module__.startswith(("_pyodide", "_sandbox"))
        ),
        *_last_finders,
    ]


def lock():
    _remove_finders()
    import _pyodide._importhook
    proxies = _pyodide._importhook.jsfinder.jsproxies
    _kept.extend(proxies.values())
    proxies.clear()
    for name in [*sys.modules]:
        if name.partition(".")[0] in ("js", "pyodide_js"):
            _kept.append(sys.modules.pop(name))
    asyncio._set_running_loop(None)
    asyncio.events._set_event_loop_policy(SandboxEventLoopPolicy())
    asyncio.run = asyncio.runners.run
    time.sleep = sleep
    _refuse_native_calls()
    # A module written to /outputs must not leave its byte code there.
    sys.dont_write_bytecode = True
    # Shown where packages are installed, as a rule: here they are compiled whenever a session imports them.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module="/lib/")
    os.environ.pop("PYTHONHASHSEED", None)
    random.seed(0)
    gc.collect()


def wake():
    # Pyodide adds these whenever it starts.
    _remove_finders()
    sys.path[:] = ["", *(folder for folder in sys.path if folder)]
    # All interpreters begin with the memory of one: what is random must not be the same in all of them.
    random.seed()
`;
