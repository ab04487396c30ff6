// A server that nobody has any business with.
import { once } from "node:events";
import { createServer } from "node:http";

export async function startStranger() {
  let connections = 0;
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" });
    response.end('{"code":200,"status":"ok","data":[]}');
  });
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://localhost:${server.address().port}`,
    /** What it heard. */
    heard: () => ({ connections, requests }),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
