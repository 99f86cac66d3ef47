import type { ChatInit, ChatState, ChatStatus, UIMessage } from "ai";
import { AbstractChat } from "ai";

/** The state of a chat without any framework around it: what React's hook renders from. */
class PlainState implements ChatState<UIMessage> {
  status: ChatStatus = "ready";
  error: Error | undefined = undefined;
  messages: UIMessage[];

  constructor(messages: UIMessage[]) {
    this.messages = messages;
  }

  pushMessage = (message: UIMessage): void => {
    this.messages = [...this.messages, message];
  };

  popMessage = (): void => {
    this.messages = this.messages.slice(0, -1);
  };

  replaceMessage = (index: number, message: UIMessage): void => {
    this.messages = this.messages.with(index, structuredClone(message));
  };

  snapshot = <Value>(value: Value): Value => structuredClone(value);
}

/** The AI SDK's own client. */
export class PlainChat extends AbstractChat<UIMessage> {
  constructor({ messages = [], ...init }: ChatInit<UIMessage>) {
    super({ ...init, state: new PlainState(messages) });
  }

  /** The messages as JSON has them: without what is undefined. */
  get transcript(): unknown {
    return JSON.parse(JSON.stringify(this.messages));
  }
}
