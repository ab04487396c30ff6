// A mock server for one file of tests, and what a page designer does with a shop: paste a page, and ask the API.
import { startMockServer } from "./mock-server.mjs";

/** The mock shop's token. */
export const TOKEN = "bW9jay90b2tvK2NvbnRvaA/x+y==";

/** The mock shop's members: what the app replaces the shortcodes with. */
export const MEMBERS = {
  budi: { tokenUser: "tu+budi/9f2c==", idUser: "130173", saldo: 1250000 },
  siti: { tokenUser: "tu+siti/71aa==", idUser: "130174", saldo: 0 },
  oneil: { tokenUser: "tu+oneil/c3d4==", idUser: "130175", saldo: 75500 },
};

/** Starts the server; the caller stops it. */
export async function startMockShop() {
  const { url, stop } = await startMockServer();
  // The same server, but for a browser another origin: as a CDN is, and the real API.
  const elsewhere = url.replace("127.0.0.1", "localhost");
  let sessions = 0;

  return {
    url,
    elsewhere,
    stop,

    /** A corner of the API of its own; `faults` in the mock server's words. */
    session(faults = "-") {
      sessions += 1;
      const corner = `/uji/${process.pid}-${sessions}`;
      return {
        baseUrl: `${elsewhere}${corner}/${faults}/v1`,
        /** Where `siapa` sees a file of the demo that asks this corner. */
        inApp: (siapa, file) => `${url}/app/${siapa}${corner}/${faults}/${file}`,
        /** Has the next requests answered with these, one after the other; in the mock server's words. */
        async answerWith(answers) {
          const body = JSON.stringify(answers);
          const answer = await fetch(`${url}${corner}/script`, { method: "POST", body });
          if (!answer.ok) throw new Error(`mock server: HTTP ${answer.status}`);
        },
        /** The requests that it received, preflights left out. */
        async log() {
          const entries = await (await fetch(`${url}${corner}/log`)).json();
          return entries.filter(({ method }) => method === "GET");
        },
      };
    },

    /** Pastes a page into the app; resolves to the address where `siapa` sees it. */
    async paste(siapa, html) {
      const answer = await fetch(`${url}/app/${siapa}/tempel`, { method: "POST", body: html });
      if (answer.status !== 201) throw new Error(`mock server: HTTP ${answer.status}`);
      return new URL((await answer.json()).url, url).href;
    },
  };
}
