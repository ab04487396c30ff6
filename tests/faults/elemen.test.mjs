// The classic script and its elements meet the faults: what they show instead, tell and write holds no secret.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { TOKEN } from "../support/mock-shop.mjs";
import { BROWSERS } from "./browsers.mjs";
import { searchLog, searchPage, searchText } from "./leaks.mjs";
import { CREDENTIALS, finder, memberData } from "./secrets.mjs";
import { startServer } from "./server.mjs";
import { rowsOfElements, rowsOfOtherEngines, TABLE } from "./table.mjs";

const HTML = readFileSync(new URL("elements.html", import.meta.url), "utf8");

/** What is asked by the page's elements. */
const ASKED = ["info", "produk", "transaksi", "catatan"];

const isHarmless = ({ expected }) => expected.ends === "well";
/** What elements can meet: their clock and their network are the other tests' business. */
const MET = TABLE.filter(({ action, clock }) => !action && !clock);

// Runs in the page.
async function settled() {
  for (const end = performance.now() + 40000; performance.now() < end; ) {
    const hosts = [...document.querySelectorAll("olshop-user,olshop-produk,olshop-transaksi,olshop-catatan")];
    if (hosts.every((host) => host.getAttribute("aria-busy") === "false")) {
      return { failures: window.failures, ...(await window.watch.report()) };
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("an element is still busy");
}

for (const [name, openBrowser] of Object.entries(BROWSERS)) {
  describe(name, () => {
    let server, browser, find, findTokens;
    before(async () => {
      [server, browser] = [await startServer(), await openBrowser()];
      const query = new URLSearchParams({ token: TOKEN, token_user: CREDENTIALS[1], id_user: CREDENTIALS[2] });
      const { data } = await (await fetch(`${server.url}/v1/user/info?${query}`)).json();
      find = finder(CREDENTIALS.concat(memberData(data)));
      findTokens = finder(CREDENTIALS.slice(0, 2));
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    for (const row of name === "Chromium" ? rowsOfElements(MET) : rowsOfOtherEngines(MET)) {
      test(row.name, async () => {
        const session = server.session();
        if (row.answer) await session.script(Array(ASKED.length).fill({ body: row.answer }));
        const html = HTML.replace("TOKEN", TOKEN).replace("BASE_URL", server.elsewhere + session.path(row.faults));
        await browser.goto(await server.paste("budi", html));
        const { failures, ...seen } = await browser.run(settled);

        // Who asks for a member is shown the member, whose id is a part of the transactions' numbers.
        const { markup, ...rest } = seen.kept;
        searchText(isHarmless(row) || row.answer ? findTokens : find, markup, "what is shown");
        searchPage(find, { ...seen, kept: rest });
        for (const failure of failures) searchText(find, failure, "the error that an element tells of");
        searchLog(find, await session.log(), new URL(server.elsewhere).host);
        assert.deepEqual([seen.trouble, browser.troubles()], [[], []], "nothing escapes");
        if (!isHarmless(row)) assert.ok(failures.length > 0, "the fault was met");
      });
    }
  });
}
