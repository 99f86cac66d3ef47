/** The module `tools`, by which code calls the assistant's other tools. Part of the module `_sandbox`. */
export const toolsSource: string = String.raw`
_tool_device = None
_tool_calls = 0
_tool_answers = {}
_tool_futures = {}
_tool_json = json.JSONEncoder(allow_nan=False, ensure_ascii=False).encode


class ToolError(Exception):
    """A tool failed, or was not called. Its message says why."""

    def __init__(self, message, tool=None):
        super().__init__(message)
        self.tool = tool


def _begin_tools():
    global _tool_device
    if _tool_device is not None and not _is_tool_device(_tool_device):
        _tool_device = None
    # What an earlier call of the model left waiting is never answered.
    _tool_answers.clear()
    _tool_futures.clear()


def _is_tool_device(descriptor):
    # In a session that was put away and taken up again, the number may be that of another file.
    try:
        return os.fstat(descriptor).st_rdev == os.stat("/dev/tools").st_rdev
    except OSError:
        return False


def _with_tool_device(action, argument):
    global _tool_device
    for _ in range(2):
        if _tool_device is None:
            _tool_device = os.open("/dev/tools", os.O_RDWR)
        try:
            return action(_tool_device, argument)
        except OSError as error:
            # The code before may have closed every file that it found.
            if error.errno != 8:
                raise
            _tool_device = None
    raise ToolError("the way to the tools is closed")


def _send_tool_call(name, arguments):
    global _tool_calls
    _tool_calls += 1
    request = b"C %d %s\n%s" % (_tool_calls, name.encode(), _tool_json(arguments).encode("utf-8", "replace"))
    try:
        _with_tool_device(os.write, request)
    except OSError as error:
        if error.errno == 22:
            raise ToolError(f"The arguments of '{name}' are too long.", name) from None
        if error.errno == 6:
            raise ToolError(f"Too many calls wait for their answers: '{name}' was not called.", name) from None
        raise
    return _tool_calls


def _take_tool_answer(timeout=None):
    if timeout is not None:
        _with_tool_device(os.write, b"W %f\n" % timeout)
    chunk = _with_tool_device(os.read, 1 << 16)
    if not chunk:
        return False
    head, _, body = chunk.partition(b"\n")
    number, kind, length = head.split(b" ")
    chunks = [body]
    left = int(length) - len(body)
    while left > 0:
        chunk = _with_tool_device(os.read, min(left, 1 << 20))
        if not chunk:
            break
        chunks.append(chunk)
        left -= len(chunk)
    answer = (kind, b"".join(chunks).decode())
    future = _tool_futures.pop(int(number), None)
    if future is None:
        _tool_answers[int(number)] = answer
    elif not future.done():
        future.set_result(answer)
    return True


def _tool_value(name, answer):
    kind, text = answer
    if kind != b"ok":
        raise ToolError(text, name or None)
    if text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return text


def _tool_arguments(arguments, named):
    if len(arguments) > 1 or (arguments and not isinstance(arguments[0], dict)):
        raise TypeError("tools take their arguments by name, or as one dict")
    return {**(arguments[0] if arguments else {}), **named}


def _call_tool(name, arguments):
    number = _send_tool_call(name, arguments)
    while number not in _tool_answers:
        if not _take_tool_answer():
            raise ToolError(f"The call of '{name}' was given up.", name)
    return _tool_value(name, _tool_answers.pop(number))


async def _call_tool_async(name, arguments):
    future = asyncio.get_running_loop().create_future()
    number = _send_tool_call(name, arguments)
    _tool_futures[number] = future
    try:
        return _tool_value(name, await future)
    finally:
        if _tool_futures.pop(number, None) is not None:
            # Cancelled, as by a time limit of the code's own: the tool can stop.
            _with_tool_device(os.write, b"G %d\n" % number)


def _is_tool_name(name):
    return isinstance(name, str) and 0 < len(name) <= 64 and name.isascii() and name.isprintable() and " " not in name


class Tools(types.ModuleType):
    """The assistant's other tools: tools.NAME(argument=value) calls one, tools.available() lists them."""

    ToolError = ToolError

    @staticmethod
    def available():
        """The functions that can be called: a list of dicts with name, description and parameters (JSON Schema)."""
        return _call_tool("", {})

    @staticmethod
    def call(name, /, *arguments, **named):
        """Calls a tool and waits for it. JSON objects and lists come back as dicts and lists, all else as a str."""
        if not _is_tool_name(name):
            raise ToolError(f"There is no tool {name!r}.")
        return _call_tool(name, _tool_arguments(arguments, named))

    @staticmethod
    async def call_async(name, /, *arguments, **named):
        """The same, to be awaited: several may run at once, as in asyncio.gather."""
        if not _is_tool_name(name):
            raise ToolError(f"There is no tool {name!r}.")
        return await _call_tool_async(name, _tool_arguments(arguments, named))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*arguments, **named):
            return self.call(name, *arguments, **named)

        function.__name__ = function.__qualname__ = name
        return function

    def __dir__(self):
        return ["ToolError", "available", "call", "call_async", *(one["name"] for one in self.available())]


sys.modules["tools"] = Tools("tools", Tools.__doc__)
`;
