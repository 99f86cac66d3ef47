/** What `--help` prints. */
export const help = `inhouse serve [options]

Serves assistants, threads and runs over HTTP: OpenAI's dialect at /v1, DashScope's at /api/v1, the UI message stream of
useChat at /ui. When it is ready it prints one line of JSON with the addresses. SIGTERM or Ctrl-C stops it.

  --port N                the port; 0: any that is free (default: 4242)
  --host HOST             the address to listen on (default: 127.0.0.1, this machine only)
  --storage WHERE         memory (default), lowdb:DIR, sqlite:FILE or postgres:URL
  --scripted              models that need no key: echo, call-function, code, draw, slow, fail
  --api-key [TENANT:]KEY  take only requests with this key, as Authorization: Bearer KEY; may be repeated
  --packages DIR          Python packages that code may import, as inhouse packages makes them
  --allow WHAT            what functions kept as data may do: storage, files:read, files, tools, or an origin such as
                          https://api.example.com for requests; may be repeated (default: they only compute)
  --tools FILE            further tools: a module whose default export is a list of them; may be repeated
  --insecure              serve a network although no key is asked for
  --cors ORIGIN           let web pages of this origin call; may be repeated; * is every page
  --cancel-on-disconnect  cancel a run when the reader of its stream leaves
  --quiet                 do not log requests
  --help                  print this

Environment:
  OPENAI_API_KEY, OPENAI_BASE_URL   where models are found, without --scripted
  INHOUSE_API                       chat or responses: which API the models are called by
  INHOUSE_IMAGE_MODEL               the image model of text_to_image; without it there is no such tool
  INHOUSE_API_KEYS                  further keys, as in --api-key, separated by commas
  INHOUSE_SESSION_KEY               a secret of 32 bytes or more: Python sessions are kept in the storage, signed with it

inhouse assistants moves assistants from one storage to another; see inhouse assistants --help.
inhouse packages prepares a folder of Python packages; see inhouse packages --help.
`;

/** What `assistants --help` prints. */
export const assistantsHelp = `inhouse assistants list --storage WHERE
inhouse assistants export ID --storage WHERE [--out FILE]
inhouse assistants import FILE --storage WHERE [options]

Makes one JSON file of an assistant with its tools, and an assistant of such a file. Secrets and files stay behind; the file
says which. An assistant is imported as a whole or not at all, and its new id is printed.

  --storage WHERE  lowdb:DIR, sqlite:FILE or postgres:URL
  --tenant NAME    whose assistants (default: default)
  --out FILE       what to write (default: standard output)

To import (FILE may be - for standard input):

  --missing FILE   a JSON file that says for each part of the document's missing, by its at, what belongs there, or null
  --skip-missing   go without all that is missing
  --model NAME     another model than the file names; whether there is such a model is not checked
  --allow WHAT, --tools FILE, --packages DIR
                   what the tools of the file may be and may do, as for inhouse serve
`;

/** What `packages --help` prints. */
export const packagesHelp = `inhouse packages add NAME|WHEEL... --folder DIR [--from WHERE]
inhouse packages list --folder DIR
inhouse packages verify --folder DIR

Prepares a folder of Python packages for the code interpreter: wheels, and a lock file with their hashes. Code in the
sandbox has no network; it can import what is in the folder.

  add        adds packages, and all that they need: names (six, 'six>=1.16', six==1.16.0) or paths of wheels (*.whl).
             Nothing is written before all of it was fetched and checked.
  list       prints what is there
  verify     checks every wheel against its hash, as the sandbox does; the exit code is 1 if one is refused

  --folder DIR  the folder (default: ./python-packages)
  --from WHERE  where packages come from: a folder of wheels, or the address of a package index (https://pypi.org/simple/)
                or of a Pyodide distribution (https://cdn.jsdelivr.net/pyodide/v314.0.7/full/). Without it there is no
                network access.
  --help        print this
`;
