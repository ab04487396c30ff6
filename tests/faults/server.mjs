// The mock server, with the folder of these tests' pages, on a port that it comes back to.
import { fileURLToPath } from "node:url";
import { freePort } from "../support/free-port.mjs";
import { startMockServer } from "../support/mock-server.mjs";

const PAGES = fileURLToPath(new URL("..", import.meta.url));

export async function startServer() {
  const port = await freePort();
  const start = () => startMockServer(["--listen", `127.0.0.1:${port}`, "--pages", PAGES]);
  let running = await start();
  const { url } = running;
  let sessions = 0;

  return {
    url,
    /** The same server, but for a browser another origin: as the real API is. */
    elsewhere: url.replace("127.0.0.1", "localhost"),
    stop: () => running.stop(),
    async startAgain() {
      running = await start();
    },

    /** A corner of the API of its own. */
    session() {
      sessions += 1;
      const corner = `/uji/${process.pid}-${sessions}`;
      return {
        path: (faults) => `${corner}/${faults}/v1`,
        /** The requests that it received, in order. */
        log: async () => (await fetch(`${url}${corner}/log`)).json(),
        script: (answers) => fetch(`${url}${corner}/script`, { method: "POST", body: JSON.stringify(answers) }),
      };
    },

    /** Pastes a page into the app; resolves to the address where `siapa` sees it. */
    async paste(siapa, html) {
      const answer = await fetch(`${url}/app/${siapa}/tempel`, { method: "POST", body: html });
      return new URL((await answer.json()).url, url).href;
    },
  };
}
