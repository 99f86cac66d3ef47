import { displaySource } from "./display-source.ts";
import { figuresSource } from "./figures-source.ts";
import { packagesSource } from "./packages-source.ts";

/** Runs the code of one call; the worker calls `run` each time, by its address. Part of the module `_sandbox`. */
export const runSource: string = String.raw`
import ast, io, json, linecache, re, signal, traceback, types
import __main__

_session = __main__.__dict__
_count = 0
_reserve = None
_streams = {}
_interruptible = False


def run():
    _reply(_run(**json.loads(_request())))


def tell_address():
    _reply(id(run))


def _hold_reserve():
    # Code that fills the memory leaves this much to the driver and to the next call, which may free some.
    global _reserve
    try:
        _reserve = bytearray(1 << 20)
    except MemoryError:
        pass


def _release_reserve():
    global _reserve
    _reserve = None


def _interrupted(number, frame):
    # asyncio replaces Python's default handler by one that waits for the loop, which may be asleep.
    # The driver itself is about to answer, and must not be kept from it.
    if _interruptible:
        raise KeyboardInterrupt


def _request():
    device = os.open("/dev/interpreter", os.O_RDONLY)
    try:
        chunks = []
        while chunk := os.read(device, 1 << 16):
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        os.close(device)


def _reply(outcome):
    rest = json.dumps(outcome).encode()
    device = os.open("/dev/interpreter", os.O_WRONLY)
    try:
        while rest:
            rest = rest[os.write(device, rest):]
    finally:
        os.close(device)


def _run(code, valueChars):
    global _count, _text_limit
    _count += 1
    _text_limit = valueChars + 1
    _notes.clear()
    _begin_tools()
    filename = f"<cell {_count}>"
    linecache.cache[filename] = (len(code), None, code.splitlines(True), filename)
    # The code before may have closed or redirected these, or ignored the signal.
    sys.stdout = _stream(1)
    sys.stderr = _stream(2)
    signal.signal(signal.SIGINT, _interrupted)
    outcome = _guarded(lambda: _execute(code, filename), filename)
    if outcome.get("failure", {}).get("kind") == "interrupted":
        # Its time is over: drawing takes long.
        _drop_figures()
    else:
        # What was drawn before an error belongs to this call, not to the next.
        saving = _guarded(_save_figures, filename)
        if "failure" in saving and "failure" not in outcome:
            outcome = saving
    return {**outcome, "notes": _notes}


def _guarded(action, filename):
    global _interruptible
    try:
        try:
            _interruptible = True
            return action() or {}
        finally:
            _interruptible = False
            _release_reserve()
            _flush()
    except SystemExit as error:
        return {"exitCode": _exit_code(error)}
    except BaseException as error:
        return {"failure": _failure(error, _kind(error), filename)}


def _execute(code, filename):
    try:
        body, last = _compile(code, filename)
    except SyntaxError as error:
        return {"failure": _failure(error, "syntax", filename)}
    _hold_reserve()
    result = _evaluate([code for code in (body, last) if code is not None])
    if result is None or last is None:
        return None
    _session["_"] = result
    return {"value": _describe(result)}


def _stream(descriptor):
    try:
        stream = _streams[descriptor]
        # A closed one has none.
        if stream.fileno() == descriptor:
            return stream
    except (KeyError, ValueError):
        pass
    raw = open(descriptor, "wb", buffering=8192, closefd=False)
    stream = io.TextIOWrapper(raw, "utf-8", "backslashreplace", newline="\n", line_buffering=True)
    _streams[descriptor] = stream
    return stream


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def _compile(code, filename):
    tree = ast.parse(code, filename)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return (
        compile(tree, filename, "exec", flags=flags) if tree.body else None,
        compile(last, filename, "eval", flags=flags) if last is not None else None,
    )


def _evaluate(codes):
    if any(_awaits(code) for code in codes):
        # One loop for all of it: the last line may await what the lines before it began.
        coroutine = _evaluate_in_loop(codes)
        try:
            return asyncio.run(coroutine)
        finally:
            coroutine.close()
    result = None
    for code in codes:
        result = eval(code, _session)
    return result


async def _evaluate_in_loop(codes):
    result = None
    for code in codes:
        if _awaits(code):
            coroutine = types.FunctionType(code, _session)()
            try:
                result = await coroutine
            finally:
                coroutine.close()
        else:
            result = eval(code, _session)
    return result


def _awaits(code):
    return code.co_flags & 0x80


def _exit_code(error):
    if error.code is None or isinstance(error.code, int):
        return min(max(int(error.code or 0), 0), 255)
    print(error.code, file=sys.stderr, flush=True)
    return 1


def _kind(error):
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, ModuleNotFoundError) or _wants_time_zones(error):
        return "package"
    if isinstance(error, ToolError):
        return "tool"
    if _is_network(error):
        return "network"
    if isinstance(error, OSError) and error.errno == 51:
        return "disk"
    if isinstance(error, OSError) and error.errno == 29:
        return "stdin"
    return "python"


def _is_network(error):
    for _ in range(8):
        if not isinstance(error, OSError):
            return False
        frame = error.__traceback__
        while frame is not None:
            if frame.tb_frame.f_code.co_filename.endswith("/socket.py"):
                return True
            frame = frame.tb_next
        # urllib keeps the error of the socket as the reason of its own.
        error = getattr(error, "reason", None) or error.__context__
    return False


def _text(error):
    try:
        return _advice_of_pyodide.sub("", str(error))[:4000]
    except Exception:
        return ""


def _is_user_frame(frame):
    return not frame.filename.startswith(("/lib/", "<sandbox>", "<frozen "))


def _keep_user_frames(summary, depth=0):
    if summary is None or depth > 10:
        return
    kept = [frame for frame in summary.stack if _is_user_frame(frame)]
    summary.stack[:] = kept
    for other in (summary.__cause__, summary.__context__, *(summary.exceptions or ())):
        _keep_user_frames(other, depth + 1)


def _wants_time_zones(error):
    # The standard library reads them from the system, which has none here, or from this package.
    return type(error).__name__ == "ZoneInfoNotFoundError" and "tzdata" not in sys.modules


_advice_of_pyodide = re.compile(r"(?: |\n|\\n)*On Pyodide you must do \S+ package before you use zoneinfo\.")


def _missing_module(error):
    if _wants_time_zones(error):
        return "tzdata"
    if not isinstance(error, ModuleNotFoundError) or not isinstance(error.name, str):
        return None
    name = error.name.partition(".")[0]
    known = name in _unavailable or name in sys.modules or name in sys.stdlib_module_names
    return None if known else name[:200]


def _tool_of(error):
    try:
        return str(error.tool)[:200] if error.tool else None
    except Exception:
        return None


def _failure(error, kind, filename):
    try:
        summary = traceback.TracebackException.from_exception(error)
        _keep_user_frames(summary)
        lines = [frame.lineno for frame in summary.stack if frame.filename == filename]
        if kind == "syntax":
            lines = [error.lineno]
        text = _advice_of_pyodide.sub("", "".join(summary.format()))[-8000:]
    except Exception:
        lines = []
        text = type(error).__name__
    return {
        "kind": kind,
        "name": type(error).__name__[:200],
        "message": _text(error),
        "line": lines[-1] if lines else None,
        "module": _missing_module(error),
        "tool": _tool_of(error) if kind == "tool" else None,
        "traceback": text,
    }
`.concat(displaySource, figuresSource, packagesSource);
