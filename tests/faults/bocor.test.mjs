// Secrets in what is no fault of the network: a server that repeats them, options that are wrong, answers that are good.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";
import { BROWSERS } from "./browsers.mjs";
import { searchLog, searchPage, searchText } from "./leaks.mjs";
import { CREDENTIALS, finder, memberData } from "./secrets.mjs";
import { startServer } from "./server.mjs";
import { startStranger } from "./stranger.mjs";
import { ENDPOINTS } from "./table.mjs";

const { tokenUser, idUser } = MEMBERS.budi;
const MEMBER = { token: TOKEN, tokenUser, idUser, retry: false };
const IN_THE_ADDRESS = "halaman-terkunci";
const IN_THE_COOKIE = "kue-terkunci";

const REDIRECTS = [301, 302, 303, 307, 308];

/** What a page may have mixed up; each holds a secret. */
const WRONG_OPTIONS = {
  "a base URL with the token in its query": { baseUrl: `https://contoh.id/v1?token=${encodeURIComponent(TOKEN)}` },
  "a base URL with a password": { baseUrl: `https://${encodeURIComponent(TOKEN)}@contoh.id/v1` },
  "the token as base URL": { baseUrl: TOKEN },
  "a token that is an object": { token: { nilai: TOKEN } },
  "a token_user that is a list": { tokenUser: [tokenUser] },
  "an id_user that is an object": { idUser: { id: idUser } },
  "the id_user as timeout": { timeout: idUser },
  "the token as retry": { retry: TOKEN },
  "the token as cache": { cache: TOKEN },
  "the token as storage": { cache: { storage: TOKEN } },
  "the id_user as limit": { dailyLimit: idUser },
};

for (const [name, openBrowser] of Object.entries(BROWSERS)) {
  describe(name, () => {
    let server, stranger, browser, find, findSent;
    before(async () => {
      [server, stranger, browser] = [await startServer(), await startStranger(), await openBrowser()];
      for (const origin of [server.elsewhere, server.url]) {
        await browser.goto(`${origin}/pages/faults/page.html?${IN_THE_ADDRESS}`);
        await browser.run((value) => void (document.cookie = `sesi=${value}; path=/`), IN_THE_COOKIE);
      }
      const { info } = await ask(server.elsewhere, server.session(), "-", ["info"]);
      const secrets = CREDENTIALS.concat(memberData(JSON.parse(info.data)[0]));
      find = finder(secrets);
      findSent = finder([...secrets, IN_THE_ADDRESS, IN_THE_COOKIE]);
    });
    after(async () => {
      await browser?.close();
      await stranger?.stop();
      await server?.stop();
    });

    const ask = (origin, session, faults, calls) =>
      browser.run((question) => window.ask(question), { calls, options: { ...MEMBER, timeout: 20_000, baseUrl: origin + session.path(faults) } });
    const report = () => browser.run(() => window.watch.report());

    test("the API hears of neither cookies nor the page's address, be it of the page's own origin or another", async () => {
      for (const origin of [server.url, server.elsewhere]) {
        const session = server.session();
        const ended = await ask(origin, session, "-", Object.keys(ENDPOINTS));
        for (const [call, { ends }] of Object.entries(ended)) assert.equal(ends, "well", call);
        const log = await session.log();
        assert.equal(log.length, Object.keys(ENDPOINTS).length);
        searchLog(findSent, log, new URL(origin).host);
      }
    });

    test("good answers leave nothing of the member in the page, even with the cache on", async () => {
      const calls = Object.keys(ENDPOINTS);
      const session = server.session();
      for (let turn = 0; turn < 2; turn += 1) await ask(server.elsewhere, session, "-", calls);
      await ask(server.elsewhere, session, "status:503", calls);
      searchPage(find, await report());
    });

    for (const status of REDIRECTS) {
      test(`a ${status} with the token in its address leads nowhere`, async () => {
        const session = server.session();
        const location = `${stranger.url}/v1/app/slide?token=${encodeURIComponent(TOKEN)}`;
        await session.script([{ status, headers: { location }, body: "" }]);
        const { slide } = await ask(server.elsewhere, session, "-", ["slide"]);
        assert.equal(slide.ends, "invalid_response");
        searchText(find, slide.laidOpen, "the error");
        searchPage(find, await report());
        assert.deepEqual(stranger.heard(), { connections: 0, requests: [] });
      });
    }

    test("the stranger hears those who follow a redirect", async () => {
      const followed = await browser.run(async (url) => (await fetch(url)).status, `${stranger.url}/halo`);
      assert.equal(followed, 200);
      assert.ok(stranger.heard().requests.includes("GET /halo"));
    });

    test("a server that repeats the secrets in its reason", async () => {
      const session = server.session();
      const said = CREDENTIALS.flatMap((secret) => [secret, encodeURIComponent(secret), encodeURIComponent(secret).toLowerCase()]);
      await session.script([{ body: { code: 403, status: `Akses ditolak untuk ${said.join(", ")}` } }]);
      const { info } = await ask(server.elsewhere, session, "-", ["info"]);
      assert.equal(info.ends, "forbidden");
      assert.match(info.status, /^Akses ditolak untuk \*\*\*/);
      searchText(find, info.laidOpen, "the error");
    });

    for (const [what, options] of Object.entries(WRONG_OPTIONS)) {
      test(`${what} is refused without being repeated`, async () => {
        const refused = await browser.run((options) => window.openClient(options), { ...MEMBER, ...options });
        assert.equal(refused.kind, "invalid_argument");
        searchText(find, refused.laidOpen, "the error");
        searchPage(find, await report());
      });
    }

    test("a client that is laid open shows nothing", async () => {
      const { laidOpen } = await browser.run((options) => window.openClient(options), MEMBER);
      assert.match(laidOpen, /inApp=true/);
      searchText(find, laidOpen, "the client");
    });
  });
}
