import type { Attempt, AttemptStep } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none } from "./snippets.ts";

/** Python that answers the host in the driver's place, by whatever file or descriptor it does that. */
const reply = (bytes: string): string => `import os
text = ${bytes}
for path in ('/dev/interpreter', '/dev/call', '/dev/reply', '/dev/host'):
    try:
        fd = os.open(path, os.O_WRONLY)
    except OSError:
        continue
    rest = text
    try:
        while rest:
            rest = rest[os.write(fd, rest):]
    except OSError as error:
        print(error)
`;

const replyAndStop = (bytes: string): string => `${reply(bytes)}
import sys
sys.modules['_sandbox'].__dict__['_reply'] = lambda outcome: None`;

const afterwards: AttemptStep = { code: "1 + 1" };

/** Answers to the host that only the sandbox itself may give, or that nobody should be able to give. */
export const forgedReplies: readonly Attempt[] = attemptFamily("Forged replies", [
  ["nothing", none, () => reply("b'null'")],
  ["a second answer before the first", none, () => reply(`b'{"value": "forged"}'`)],
  [
    "an answer in the driver's place",
    none,
    () => [{ code: replyAndStop(`b'{"value": "forged"}'`) }, afterwards],
  ],
  ["no answer", none, () => [{ code: replyAndStop("b''") }, afterwards]],
  ["text that is no JSON", none, () => replyAndStop("b'{\"value\": NaN, }'")],
  ["bytes that are no text", none, () => replyAndStop('b\'{"value": "\\xff\\xfe\\xc3"}\'')],
  ["lone surrogates", none, () => replyAndStop(`b'{"value": "\\\\ud800 \\\\udfff"}'`)],
  ["NUL characters", none, () => replyAndStop(`b'{"value": "\\\\u0000"}'`)],
  [
    "a value of another type",
    none,
    () => [
      { code: replyAndStop(`b'{"value": {"toString": 1, "length": 3}}'`) },
      { code: replyAndStop(`b'{"value": [1, 2, 3], "exitCode": "x"}'`) },
    ],
  ],
  [
    "keys of JavaScript's own",
    none,
    () =>
      replyAndStop(
        `b'{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "value": "x"}'`,
      ),
  ],
  [
    "keys that come twice",
    none,
    () =>
      replyAndStop(
        `b'{"value": "a", "value": {"x": 1}, "files": [], "files": 1, "type": "ready"}'`,
      ),
  ],
  [
    "an answer as deep as it can be",
    none,
    () => replyAndStop(`b'{"value": ' + b'[' * 200000 + b']' * 200000 + b'}'`),
  ],
  [
    "a failure as deep as it can be",
    none,
    () => replyAndStop(`b'{"failure": ' + b'{"a":' * 50000 + b'1' + b'}' * 50000 + b'}'`),
  ],
  [
    "a number beyond all numbers",
    none,
    () => replyAndStop(`b'{"exitCode": 1' + b'0' * 5000 + b'}'`),
  ],
  [
    "an answer that is too long",
    none,
    () => replyAndStop(`b'{"value": "' + b'x' * (64 << 20) + b'"}'`),
  ],
  [
    "a kind of failure that is a property of every object",
    none,
    () =>
      replyAndStop(
        `b'{"failure": {"kind": "constructor", "name": "x", "message": "", "line": null, "traceback": ""}}'`,
      ),
  ],
  [
    "a failure that pretends to be the host's",
    none,
    () =>
      replyAndStop(
        `b'{"failure": {"kind": "python", "name": "SandboxViolation", "message": "\\\\u001b]0;x\\\\u0007", "line": 1e308, "traceback": "x"}, "files": [{"path": "/etc/passwd"}]}'`,
      ),
  ],
  [
    "messages of a worker on every descriptor",
    none,
    () => `import os, json, struct
for message in ({'type': 'ready'}, {'type': 'violation', 'operation': 'x'}, {'type': 'done', 'value': 'forged'}):
    body = json.dumps(message).encode()
    for frame in (body, body + b'\\n', struct.pack('>I', len(body)) + body, struct.pack('<I', len(body)) + body, struct.pack('>I', 2**32 - 1), b'Content-Length: 9999999999\\r\\n\\r\\n'):
        for fd in range(64):
            try:
                os.write(fd, frame)
            except OSError:
                pass`,
  ],
  [
    "the request read before the driver reads it",
    none,
    () => [
      {
        code: `import os, sys
sandbox = sys.modules['_sandbox']
fd = os.open('/dev/interpreter', os.O_RDWR)
original = sandbox.__dict__['_request']
def request():
    text = original()
    os.write(fd, b'{"value": "early"}')
    return text
sandbox.__dict__['_request'] = request`,
      },
      afterwards,
    ],
  ],
  [
    "prints that become answers",
    none,
    () => [
      {
        code: "import os\nfd = os.open('/dev/interpreter', os.O_WRONLY)\nos.dup2(fd, 1)\nos.dup2(fd, 2)\nprint('{')",
      },
      { code: "print('x' * 100000)" },
    ],
  ],
  [
    "an answer written by a finaliser behind the call",
    none,
    () => [
      {
        code: `import os
class Late:
    def __del__(self):
        fd = os.open('/dev/interpreter', os.O_WRONLY)
        os.write(fd, b'{"value": "late"}')
late = Late()`,
      },
      { code: "late = None" },
      afterwards,
    ],
  ],
]);
