// Pages that would take the workshop with them: it stays alive, says what is wrong, and loses nothing of what was typed.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { choose, findings, inBoth, launchChromium, serveFiles, TAG, textOf } from "./harness.mjs";

const warning = (page, pattern) => page.waitFor((source) => new RegExp(source).test(document.getElementById("peringatan").textContent + document.getElementById("tirai").textContent), pattern.source);
const consoleSays = (page, text) => page.waitFor((wanted) => [...document.querySelectorAll("#konsol li")].some((item) => item.textContent.includes(wanted)), text);
const SCRIPT_END = "</" + "script>";

/** Types at the end of the page, which shows that the workshop answers, and that nothing is lost. */
async function stillWorks(page, before) {
  await page.evaluate(() => document.querySelector(".cm-content").focus());
  await page.type("<!-- masih hidup -->");
  await page.waitFor(() => localStorage.getItem("bengkel:halaman").includes("<!-- masih hidup -->"));
  const text = await textOf(page);
  assert.equal(text.replace("<!-- masih hidup -->", ""), before);
}

/** Where the loop is, a page with it, and the words that the workshop has for it. */
const LOOPS = [
  ["in the page's script", `<p>x</p>\n<script>\nwhile (true) {}\n${SCRIPT_END}`, /Perulangan di baris 3/],
  ["without a block", `<p>x</p>\n<script>\nfor (;;) ;\n${SCRIPT_END}`, /Perulangan di baris 3/],
  ["inside of try and catch", `<script>\nfor (;;) { try { for (;;) {} } catch (error) {} }\n${SCRIPT_END}`, /Perulangan di baris 2/],
  ["in promises that never pause", `<script>\n(async function () { while (true) await 0; })();\n${SCRIPT_END}`, /Perulangan di baris 2/],
  ["in a module", `<script type="module">\nexport const a = 1;\ndo {} while (true);\n${SCRIPT_END}`, /Perulangan di baris 3/],
  ["in an attribute", `<img alt="" src="data:," onerror="while(true){}">`, /Perulangan di baris 1/],
  ["in a text that is run", `<script>\nsetTimeout("while (true) {}", 10);\n${SCRIPT_END}`, /Perulangan di kode yang dibuat/],
  ["in a function made of a text", `<script>\nnew Function("while (true) {}")();\n${SCRIPT_END}`, /Perulangan di kode yang dibuat/],
  ["in a script that a script adds", `<script>\nconst s = document.createElement("script"); s.textContent = "for (;;) {}"; document.documentElement.append(s);\n${SCRIPT_END}`, /Perulangan di kode yang dibuat/],
  ["in a handler of HTML that a script makes", `<p id="q"></p><script>\nq.innerHTML = "<img alt='' src='data:,' onerror='while (true) {}'>";\n${SCRIPT_END}`, /Perulangan di kode yang dibuat/],
  ["in a handler that a script sets as an attribute", `<p id="q"></p><script>\nq.setAttribute("onclick", "for (;;) {}"); setTimeout(function () { q.click(); }, 10);\n${SCRIPT_END}`, /Perulangan di kode yang dibuat/],
  ["of alerts", `<script>\nwhile (true) alert("halo");\n${SCRIPT_END}`, /Perulangan di baris 2/],
];

/** The address of a script that, once the page has shown, runs without an end. */
async function loopsForEver(t) {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/javascript" }).end("setTimeout(function () { for (;;) {} }, 500);"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/lain.js`;
}

// As on phones, where the preview shares the workshop's process.
test("a page that took the tab with it is there when the tab is opened anew, and is not run unasked", async (t) => {
  const server = await serveFiles();
  t.after(() => server.close());
  const browser = await launchChromium([]);
  t.after(() => browser.close());
  const elsewhere = await loopsForEver(t);
  const html = `<p id="isi">halo</p><script src="${elsewhere}">${SCRIPT_END}`;
  const first = await browser.newPage();
  await first.goto(server.url);
  await first.evaluate((text) => localStorage.setItem("bengkel:halaman", text), html);
  await first.goto("about:blank");
  await first.goto(server.url);
  const beat = () => first.evaluate(() => document.readyState);
  // The tab stands still: nobody answers in it any more, and its owner closes it.
  await waitUntilStill(beat);
  const page = await first.another();
  await first.end();
  await page.goto(server.url);
  await warning(page, /Pratinjau ditahan dulu/);
  assert.equal(await page.evaluate(() => document.querySelector("#layar iframe")), null);
  assert.equal(await textOf(page), html);
  // Mending it does not run it either; a tap does, and then it shows.
  await page.evaluate(() => document.querySelector(".cm-content").focus());
  await page.press("End");
  for (let left = `<script src="${elsewhere}">${SCRIPT_END}`.length; left > 0; left--) await page.press("Backspace");
  await page.waitFor(() => localStorage.getItem("bengkel:halaman") === '<p id="isi">halo</p>');
  assert.equal(await page.evaluate(() => document.querySelector("#layar iframe")), null);
  await page.click("#tirai .tombol");
  await page.waitInFrame(() => document.getElementById("isi") !== null);
});

/** Waits until a question is not answered for three seconds. @param {() => Promise<unknown>} ask */
async function waitUntilStill(ask) {
  for (;;) {
    const isAnswered = await Promise.race([ask().then(() => true), new Promise((resolve) => setTimeout(resolve, 3000))]);
    if (!isAnswered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

inBoth((bengkel) => {
  const { open } = bengkel;
  for (const [where, html, words] of LOOPS) {
    test(`an endless loop ${where}`, async (t) => {
      const page = await open(t, html);
      await warning(page, words);
      await stillWorks(page, html);
    });
  }

  test("a page that goes elsewhere, at once or by a link", async (t) => {
    const html = `<script>location.href = "data:text/html,pergi";${SCRIPT_END}<p>x</p>`;
    const page = await open(t, html);
    await warning(page, /pindah ke alamat lain/);
    await stillWorks(page, html);
  });

  test("a page that goes elsewhere by itself, as its head says", async (t) => {
    for (const [content, words] of [["0;url=https://contoh.id/pergi", "pindah ke alamat lain.*ke https://contoh.id/pergi"], ["1; URL='lain.html'", "pindah ke alamat lain.*lain.html"]]) {
      const html = `<meta http-equiv="refresh" content="${content}"><p>x</p>`;
      const page = await open(t, html);
      await warning(page, new RegExp(words));
      assert.equal(await page.evaluate(() => document.querySelector("#layar iframe")), null);
      await stillWorks(page, html);
    }
    const again = await open(t, `<meta http-equiv="refresh" content="5"><p id="isi">x</p>`);
    await consoleSays(again, "memuat ulang dirinya sesudah 5 detik");
    await again.waitInFrame(() => document.getElementById("isi") !== null);
  });

  // Chromium on computers runs the preview in a process of its own: a loop that no guard reaches stops there alone.
  if (bengkel.name === "Chromium") {
    test("an endless loop in a script from elsewhere, which nobody can guard: the preview is ended, and the workshop goes on", async (t) => {
      const elsewhere = await loopsForEver(t);
      const html = `<p>x</p><script src="${elsewhere}">${SCRIPT_END}`;
      const page = await open(t, html);
      await warning(page, /Halaman berhenti menjawab/);
      assert.equal(await page.evaluate(() => document.querySelector("#layar iframe")), null);
      await stillWorks(page, html);
    });
  }

  test("a link leads nowhere, and is told; a form too; windows and full screen are refused", async (t) => {
    const page = await open(t, `<a id="tautan" href="https://contoh.id/">x</a><script>window.open("https://contoh.id/jendela"); document.documentElement.requestFullscreen().catch(() => {}); alert("halo");${SCRIPT_END}`);
    await page.waitInFrame(() => document.getElementById("tautan") !== null);
    await page.inFrame(() => document.getElementById("tautan").click());
    for (const words of ["https://contoh.id/jendela", "Layar penuh ditolak", "alert: halo", "di aplikasi terbuka: https://contoh.id/"]) await consoleSays(page, words);
    assert.equal(await page.evaluate(() => document.fullscreenElement), null);
  });

  test("two megabytes of page", async (t) => {
    const html = `<!doctype html><p>awal</p>\n${"<p>baris yang panjang sekali untuk memenuhi halaman ini</p>\n".repeat(35_000)}<p id="ujung">akhir</p>`;
    assert.ok(html.length > 2_000_000);
    const page = await open(t, html);
    await page.waitInFrame(() => document.getElementById("ujung") !== null);
    await stillWorks(page, html);
    await page.evaluate(() => document.getElementById("tombol-bagikan").click());
    assert.match(await page.evaluate(() => document.getElementById("tautan").value), /#halaman=/);
  });

  test("tens of thousands of tags that nobody closes", async (t) => {
    const html = "<div><b>".repeat(15_000);
    const page = await open(t, html);
    const found = await findings(page);
    assert.equal(found[0].rule, "tag-tak-ditutup");
    await stillWorks(page, html);
  });

  test("the end of a script inside of a text, and HTML that ends in the middle of a tag", async (t) => {
    for (const html of [`<script>const t = "${SCRIPT_END}";${SCRIPT_END}`, '<p class="a', "<script>let a = 1;", "<!--", "<style>p{", "<textarea>", "</p></div></x>", "\u0000<p>"]) {
      const page = await open(t, html);
      await page.waitFor(() => document.querySelector("#layar iframe") !== null);
      await stillWorks(page, html);
    }
  });

  test("a console that never ends, and messages that pretend to be the workshop's", async (t) => {
    const html = `<script>setInterval(function () { for (var i = 0; i < 500; i++) console.log("baris " + i); }, 5); setInterval(function () { parent.postMessage({ bengkel: 1, messages: [{ type: "console", level: "log", text: "<img src=x onerror=window.diretas=1>" }, { type: "__proto__" }, { type: "height", height: "x" }, null, { type: "request", id: {}, url: "bukan alamat", method: {} }] }, "*"); }, 20);${SCRIPT_END}`;
    const page = await open(t, html);
    await consoleSays(page, "baris 1");
    await stillWorks(page, html);
    assert.ok((await page.evaluate(() => document.querySelectorAll("#konsol li").length)) <= 301);
    assert.equal(await page.evaluate(() => window.diretas), undefined);
  });

  test("what was typed is there after a reload", async (t) => {
    const page = await open(t, "<p>awal</p>");
    await page.evaluate(() => document.querySelector(".cm-content").focus());
    await page.type("halo ");
    await page.waitFor(() => localStorage.getItem("bengkel:halaman").includes("halo "));
    const url = await page.evaluate(() => location.href);
    await page.goto("about:blank");
    await page.goto(url);
    await page.waitFor(() => document.querySelector(".cm-content")?.textContent.includes("halo <p>awal</p>"));
  });

  test("a wrong token: the API's refusal is in words, and the library's own page state shows", async (t) => {
    const html = `<olshop-produk id="rak"></olshop-produk>${TAG}`;
    const page = await open(t, html);
    await choose(page, "network", "http:401");
    await page.waitInFrame(() => document.querySelector("#rak [role=alert]") !== null);
    await page.waitFor(() => /Token tidak valid/.test(document.getElementById("permintaan").textContent));
    await stillWorks(page, html);
  });
}, { isLong: true });
