// Lets one browser meet every row of the table, and looks at two things after each: that the calls ended as documented
// and left a page that works, and that no secret has got anywhere.
import { after, before, test } from "node:test";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";
import { ACTIONS } from "./actions.mjs";
import { searchLog, searchPage, searchRequests, searchText } from "./leaks.mjs";
import { CREDENTIALS, finder, memberData } from "./secrets.mjs";
import { startServer } from "./server.mjs";
import { ATTEMPTS, ENDPOINTS, TABLE } from "./table.mjs";
import { judge } from "./verdict.mjs";

/** What a request would bring along that has a `Referer` or a cookie. */
const IN_THE_ADDRESS = "halaman-terkunci";
const IN_THE_COOKIE = "kue-terkunci";

const TIMEOUT = 20_000;

const OPTIONS = {
  token: TOKEN,
  tokenUser: MEMBERS.budi.tokenUser,
  idUser: MEMBERS.budi.idUser,
  cache: false,
  retry: { attempts: ATTEMPTS, baseDelay: 1, maxDelay: 5 },
};

/**
 * @param {() => Promise<import("./browsers.mjs").Browser>} openBrowser
 * @param {import("./table.mjs").Row[]} [rows]
 */
export function meetEveryFault(openBrowser, rows = TABLE) {
  let server, doomed, browser;
  /** What the calls bring when nothing goes wrong, by call. */
  let usual;
  let find, findSent;

  before(async () => {
    [server, doomed] = [await startServer(), await startServer()];
    browser = await openBrowser();
    // A cookie for the API's host, and then for the page's.
    for (const origin of [server.elsewhere, server.url]) {
      await browser.goto(`${origin}/pages/faults/page.html?${IN_THE_ADDRESS}`);
      await browser.run((value) => void (document.cookie = `sesi=${value}; path=/`), IN_THE_COOKIE);
    }
    usual = await ask({ calls: Object.keys(ENDPOINTS), timeout: TIMEOUT }, server, "-", server.session());
    const secrets = CREDENTIALS.concat(memberData(JSON.parse(usual.info.data)[0]));
    find = finder(secrets);
    findSent = finder([...secrets, IN_THE_ADDRESS, IN_THE_COOKIE]);
    await browser.run(() => window.watch.report());
    browser.troubles();
    browser.requests();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await doomed?.stop();
  });

  function ask({ calls, timeout, clock }, asked, faults, session) {
    const options = { ...OPTIONS, timeout, baseUrl: asked.elsewhere + session.path(faults) };
    return browser.run((question) => window.ask(question), { calls, clock, options });
  }

  /** Lets the page meet a row; everything that can be known of it afterwards. */
  async function meet(row) {
    const action = ACTIONS[row.action ?? "nothing"];
    const asked = action.onDoomed ? doomed : server;
    const session = asked.session();
    if (row.answer) await session.script(row.calls.map((call) => ({ body: row.answer, only: lastPart(ENDPOINTS[call]) })));

    await action.before?.({ browser, doomed });
    const [ended] = await Promise.all([ask(row, asked, row.faults, session), action.meanwhile?.({ browser, doomed }, session.log)]);
    await action.after?.({ browser, doomed });
    await browser.run(() => window.rightClock());

    const log = await settled(session.log, row);
    const afterwards = await ask({ calls: ["slide"], timeout: TIMEOUT }, asked, "-", asked.session());
    const seen = await browser.run(() => window.watch.report());
    const host = new URL(asked.elsewhere).host;
    return { row, ended, log, afterwards, seen, troubles: browser.troubles(), requests: browser.requests(), host };
  }

  for (const row of rows) {
    const { ends } = row.expected;
    let met = null;
    test(`${row.name}: ${ends === "well" ? "no harm" : ends}`, async () => {
      met = await meet(row);
      judge(met, usual);
    });

    test(`${row.name}: no leak`, (t) => {
      if (met === null) return t.skip("the page did not come so far");
      const { ended, log, seen, requests, host } = met;
      for (const [call, { laidOpen = "" }] of Object.entries(ended)) searchText(find, laidOpen, `the error of ${call}`);
      searchPage(find, seen);
      searchLog(findSent, log, host);
      searchRequests(findSent, requests, host);
    });
  }
}

/** By which the mock server knows an endpoint. */
const lastPart = (path) => path.split("/").pop();

/** The log, once the requests are in it that were on their way when the calls gave up. */
async function settled(read, { expected, calls }) {
  for (let turn = 0; ; turn += 1) {
    const log = await read();
    const all = typeof expected.requests === "number" ? expected.requests * calls.length : 0;
    if (log.length >= all || turn === 40) return log;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
