"""A client that reads answers the way DashScope's own SDK for Python does, and is as easily confused.

    python-client.py URL     plays a conversation, and prints what it saw as JSON
    python-client.py trip    says which streams it falls over
"""

import json
import sys

import requests

OBJECTS = {"thread.message", "thread.run", "thread.run.step", "thread", "assistant", "list"}


class Parsed:
    """Fields become attributes, objects by their name, and a list of parts becomes its last one."""

    def __init__(self, fields):
        for name, value in fields.items():
            setattr(self, name, read(value) if name != "content" else value)
        if getattr(self, "object", "") in ("assistant", "thread.run"):
            self.tools = [dict(tool) for tool in fields["tools"]]
        if getattr(self, "object", "") == "thread.run.step":
            self.step_details = dict(fields["step_details"])
        if getattr(self, "object", "") == "thread.message.delta":
            for part in fields["delta"]["content"]:
                self.text = part["text"]["value"]


def read(value):
    if isinstance(value, dict) and value.get("object") in OBJECTS:
        return Parsed(value)
    if isinstance(value, list):
        return [read(item) for item in value]
    return value


def read_lines(lines):
    """Line by line: what is behind `event:` is the event's name, a space included."""
    event = None
    for line in lines:
        if not line:
            continue
        line = line.decode("utf8")
        if line.startswith("event:"):
            event = line[len("event:"):]
        elif line.startswith("data:"):
            data = line[len("data:"):]
            if event == "done":
                return
            if event == "error":
                yield event, Parsed(json.loads(data))
                return
            if data.strip() == "[DONE]":
                raise AttributeError("'list' object has no attribute 'object'")
            yield event.strip(), Parsed(json.loads(data))


class Client:
    def __init__(self, base_url):
        self.base_url = base_url

    def call(self, method, path, body=None, stream=False):
        headers = {
            "Accept": "application/json; charset=utf-8",
            "Authorization": "Bearer key",
            "User-Agent": "dashscope/0; python/3; platform/test; processor/test",
        }
        if method == "POST":
            headers["Content-Type"] = "application/json; charset=utf-8"
            data = json.dumps(body)
        else:
            data = None
        # A new connection for every call.
        session = requests.Session()
        response = session.request(
            method, self.base_url + path, headers=headers, data=data, stream=stream, timeout=60
        )
        if stream and "text/event-stream" in response.headers.get("content-type", ""):
            return read_lines(response.iter_lines())
        answer = Parsed(response.json())
        answer.status_code = response.status_code
        return iter([(None, answer)]) if stream else answer


def wait(client, path):
    while True:
        run = client.call("GET", path)
        # What the SDK waits for; any other status would be waited for without end.
        if run.status_code != 200 or run.status in (
            "cancelled", "failed", "completed", "expired", "requires_action",
        ):
            return run


def play(base_url):
    client = Client(base_url)
    saw = {}
    tool = {"type": "function", "function": {"name": "get_weather", "description": "",
            "parameters": {"type": "object", "properties": {}}}}
    assistant = client.call("POST", "/assistants", {
        "model": "qwen-max", "name": None, "tools": [tool], "file_ids": [], "metadata": None})
    saw["assistant"] = [assistant.status_code, assistant.object, len(assistant.tools)]
    thread = client.call("POST", "/threads", "")
    messages = f"/threads/{thread.id}/messages"
    client.call("POST", messages, {"role": "user", "content": "Weather in 奥斯陆?"})
    run = client.call("POST", f"/threads/{thread.id}/runs", {
        "assistant_id": assistant.id, "stream": False})
    path = f"/threads/{thread.id}/runs/{run.id}"
    waiting = wait(client, path)
    calls = waiting.required_action["submit_tool_outputs"]["tool_calls"]
    saw["waiting"] = [waiting.status, [call["function"]["name"] for call in calls]]
    client.call("POST", path + "/submit_tool_outputs", {
        "tool_outputs": [{"output": "rain"} for _ in calls], "stream": False})
    saw["done"] = wait(client, path).status
    page = client.call("GET", messages + "?limit=20&order=desc")
    saw["messages"] = [[one.role, one.content[0]["text"]["value"]] for one in page.data]
    steps = client.call("GET", path + "/steps")
    saw["steps"] = [one.step_details["type"] for one in steps.data]

    client.call("POST", messages, {"role": "user", "content": "And in a stream?"})
    events = client.call("POST", f"/threads/{thread.id}/runs", {
        "assistant_id": assistant.id, "stream": True}, stream=True)
    names, text = [], ""
    for event, data in events:
        names.append(event)
        if event == "thread.message.delta":
            text += data.text
        if event == "thread.run.requires_action":
            pending, waits = data.id, data.required_action["submit_tool_outputs"]["tool_calls"]
    events = client.call("POST", f"/threads/{thread.id}/runs/{pending}/submit_tool_outputs", {
        "tool_outputs": [{"tool_call_id": "", "output": "sun"} for _ in waits], "stream": True},
        stream=True)
    for event, data in events:
        names.append(event)
        if event == "thread.message.delta":
            text += data.text
    saw["stream"] = [names[0], names[-1], text]

    refused = client.call("POST", "/assistants", {"model": "nobody"})
    saw["refused"] = [refused.status_code, refused.code, bool(refused.message), bool(refused.request_id)]
    items = list(client.call("POST", f"/threads/{thread.id}/runs", {
        "assistant_id": "asst_nobody", "stream": True}, stream=True))
    saw["refused stream"] = [[event, data.status_code] for event, data in items]
    updated = client.call("POST", f"/assistants/{assistant.id}", {
        "name": "Ann", "file_ids": [], "metadata": None})
    saw["updated"] = [updated.name, len(updated.tools)]
    deleted = client.call("DELETE", f"/assistants/{assistant.id}")
    saw["deleted"] = [deleted.status_code, deleted.deleted]
    return saw


def trip():
    streams = {
        "as it should be": [b"event:done", b"data:[DONE]"],
        "a comment": [b": keep-alive", b"", b"event:done", b"data:[DONE]"],
        "a space before done": [b"event: done", b"data: [DONE]"],
        "one JSON on two lines": [b"event:thread.created", b'data:{"id":', b'data:"a"}'],
        "a delta that is an object": [
            b"event:thread.message.delta",
            b'data:{"object":"thread.message.delta","delta":{"content":{"type":"text"}}}',
        ],
        "no tools": [b"event:thread.run.created", b'data:{"object":"thread.run","tools":null}'],
    }
    fell = []
    for name, lines in streams.items():
        try:
            list(read_lines(iter(lines)))
        except Exception:
            fell.append(name)
    return fell


print(json.dumps(trip() if sys.argv[1] == "trip" else play(sys.argv[1])))
