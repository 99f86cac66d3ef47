import { once } from "node:events";
import { connect } from "node:net";

/**
 * Sends bytes as they are, and reads until the server closes the connection.
 *
 * @returns all that came
 */
export async function rawRequest(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // A server that has heard enough may reset the connection while the rest is still being sent.
  socket.on("error", () => undefined);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(bytes);
  await once(socket, "close");
  return answer;
}
