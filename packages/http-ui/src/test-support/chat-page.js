import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport, lastAssistantMessageIsCompleteWithToolCalls } from "ai";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const id = new URLSearchParams(location.search).get("chat");
const transport = new DefaultChatTransport({ api: "/ui/chat" });

/** A page of a chat as the documentation shows it: loads the messages, resumes, runs a tool in the browser. */
function Chat({ messages }) {
  const chat = useChat({
    id,
    messages,
    transport,
    resume: true,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
    onToolCall({ toolCall }) {
      const runs = Number(sessionStorage.getItem("toolRuns") ?? 0) + 1;
      sessionStorage.setItem("toolRuns", String(runs));
      const output = { answer: `${toolCall.input.a} and ${runs}` };
      void chat.addToolOutput({ tool: toolCall.toolName, toolCallId: toolCall.toolCallId, output });
    },
  });
  window.chat = chat;
  return createElement(
    "main",
    { "data-status": chat.status },
    chat.messages.map((message) =>
      createElement(
        "p",
        { key: message.id, id: message.id },
        message.parts.map((part) => part.text ?? "").join(""),
      ),
    ),
  );
}

const response = await fetch(`/ui/chat/${encodeURIComponent(id)}/messages`);
const { messages } = await response.json();
createRoot(document.body).render(createElement(Chat, { messages }));
