import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** To a server on the host's loopback address. */
export const network: readonly Attempt[] = attemptFamily("Network", [
  [
    "fetch of js",
    stock("reached the network"),
    ({ url }) => `import js\nresponse = await js.fetch('${url}')\nawait response.text()`,
  ],
  [
    "pyfetch",
    stock("reached the network"),
    ({ url }) =>
      `from pyodide.http import pyfetch\nresponse = await pyfetch('${url}')\nawait response.text()`,
  ],
  [
    "a socket of Node",
    stock("reached the network"),
    ({ port }) => `import js, asyncio
socket = js.process.getBuiltinModule('net').connect(${port}, '127.0.0.1')
socket.write('GET / HTTP/1.1\\r\\n\\r\\n')
await asyncio.sleep(0.5)`,
  ],
  [
    "WebSocket of js",
    stock("reached the network"),
    ({ port }) =>
      `import js, asyncio\nsocket = js.WebSocket.new('ws://127.0.0.1:${port}/')\nawait asyncio.sleep(0.5)`,
  ],
  [
    "a socket",
    none,
    ({ port }) => `import socket
s = socket.create_connection(('127.0.0.1', ${port}), timeout=2)
s.sendall(b'GET / HTTP/1.1\\r\\n\\r\\n')
s.recv(1000)`,
  ],
  [
    "a socket that waits for its connection",
    stock("reached the network"),
    ({ port }) => `import socket, asyncio
s = socket.socket()
s.setblocking(False)
try:
    s.connect(('127.0.0.1', ${port}))
except OSError as error:
    print(error)
await asyncio.sleep(0.5)
try:
    s.send(b'GET / HTTP/1.1\\r\\n\\r\\n')
except OSError as error:
    print(error)`,
  ],
  [
    "_socket",
    none,
    ({ port }) => `import _socket\n_socket.socket(2, 1).connect(('127.0.0.1', ${port}))`,
  ],
  [
    "a datagram",
    none,
    ({ port }) =>
      `import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'hello', ('127.0.0.1', ${port}))`,
  ],
  [
    "a socket of the file system",
    none,
    () => "import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('/tmp/s')\ns.listen()",
  ],
  ["a pair of sockets", none, () => "import socket\nsocket.socketpair()"],
  [
    "a server of its own",
    none,
    () =>
      "import socket\ns = socket.socket()\ns.bind(('0.0.0.0', 0))\ns.listen()\nprint(s.getsockname())",
  ],
  [
    "http.client",
    none,
    ({ port }) =>
      `import http.client\nc = http.client.HTTPConnection('127.0.0.1', ${port}, timeout=2)\nc.request('GET', '/')\nc.getresponse().read()`,
  ],
  ["urllib", none, ({ url }) => `import urllib.request\nurllib.request.urlopen('${url}').read()`],
  [
    "urllib with a file address",
    none,
    ({ secretFile }) =>
      `import urllib.request\nurllib.request.urlopen('file://${secretFile}').read()`,
  ],
  [
    "urllib3 patched by Pyodide",
    none,
    ({ url }) =>
      `import pyodide_http\npyodide_http.patch_all()\nimport urllib.request\nurllib.request.urlopen('${url}').read()`,
  ],
  [
    "a stream of asyncio",
    none,
    ({ port }) =>
      `import asyncio\nreader, writer = await asyncio.open_connection('127.0.0.1', ${port})\nwriter.write(b'GET / HTTP/1.1\\r\\n\\r\\n')\nawait reader.read(100)`,
  ],
  [
    "a loop of asyncio with a selector",
    none,
    ({ port }) => `import asyncio
from asyncio import selector_events
loop = selector_events.BaseSelectorEventLoop()
loop.run_until_complete(asyncio.open_connection('127.0.0.1', ${port}))`,
  ],
  ["names by the resolver", none, () => "import socket\nsocket.gethostbyname('localhost')"],
  ["mail", none, ({ port }) => `import smtplib\nsmtplib.SMTP('127.0.0.1', ${port}, timeout=2)`],
  [
    "file transfer",
    none,
    ({ port }) => `import ftplib\nf = ftplib.FTP(timeout=2)\nf.connect('127.0.0.1', ${port})`,
  ],
  [
    "a log handler",
    none,
    ({ port }) =>
      `import logging.handlers\nh = logging.handlers.SocketHandler('127.0.0.1', ${port})\nh.emit(logging.makeLogRecord({'msg': 'x'}))`,
  ],
  [
    "XML with an external entity",
    none,
    ({ url, secretFile }) => `import xml.sax, xml.sax.handler, io
class Handler(xml.sax.handler.ContentHandler):
    def characters(self, text):
        print(text)
parser = xml.sax.make_parser()
parser.setFeature(xml.sax.handler.feature_external_ges, True)
parser.setContentHandler(Handler())
for target in ('file://${secretFile}', '${url}'):
    try:
        parser.parse(io.BytesIO(f'<!DOCTYPE a [<!ENTITY e SYSTEM "{target}">]><a>&e;</a>'.encode()))
    except Exception as error:
        print(error)`,
  ],
]);
