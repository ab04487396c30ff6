import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, cards, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const card = (page) => page.getByRole("region", { name: "Akun Anda" });
const show = (page) => card(page).getByRole("button", { name: "Tampilkan saldo dan poin" });
const hide = (page) => card(page).getByRole("button", { name: "Sembunyikan saldo dan poin" });

test("balance and points stand behind the eye, and nowhere in the page before it opens", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  const info = await demo.api("/user/info", BUDI);
  await card(page).getByText(info.nama_user).waitFor();
  await show(page).waitFor();
  const hidden = await page.content();
  assert.ok(!hidden.includes("1.250.000") && !hidden.includes("3.400"), "no amount while hidden");
  assert.match(await card(page).locator("dl").innerText(), /•••••/);

  await show(page).click();
  await hide(page).waitFor();
  assert.match(await card(page).locator("dl").innerText(), /Saldo\s+Rp1\.250\.000\s+Poin\s+3\.400/);

  await hide(page).click();
  await show(page).waitFor();
  assert.ok(!(await page.content()).includes("1.250.000"));
});

test("one eye opens all cards", async (t) => {
  const { page } = await demo.open(t);
  await show(page).click();
  await card(page).getByText("Rp1.250.000").waitFor();
  await page.getByRole("link", { name: "Akun", exact: true }).click();
  await card(page).getByText("3.400").waitFor();
});

test("the member is asked for once for all cards", async (t) => {
  const { page, requests } = await demo.open(t);
  await show(page).waitFor();
  await page.getByRole("link", { name: "Akun", exact: true }).click();
  await card(page).getByText("Budi").waitFor();
  assert.equal((await requests("/user/info")).length, 1);
});

test("a name full of markup is shown letter by letter", async (t) => {
  const { page } = await demo.open(t, { as: "oneil", at: "/akun" });
  await until(async () => (await card(page).innerText()).includes('O\'Neil "<b> Putra</b>'), "the name");
  assert.equal(await card(page).locator("b").count(), 0);
});

test("the link to top up leads to the shop's site", async (t) => {
  const { page } = await demo.open(t);
  const link = card(page).getByRole("link", { name: "Isi saldo" });
  assert.equal(await link.getAttribute("href"), "https://olshopgue.bukaolshop.site/akun/?page=topup");
});

for (const as of ["tamu", "literal"]) {
  test(`nobody logged in (${as}): every member's place says so, and no request names a member`, async (t) => {
    const { page, requests } = await demo.open(t, { as });
    await card(page).getByText("Masuk dulu di aplikasi").waitFor();
    await cards(page);
    for (const at of ["riwayat", "mutasi/saldo", "mutasi/poin", "akun"]) {
      await page.evaluate((hash) => (window.location.hash = hash), "#/" + at);
      await page.locator("h1", { hasText: /./ }).waitFor();
      await page.getByRole("main").getByText("Masuk dulu di aplikasi").waitFor();
    }
    for (const endpoint of ["/user/info", "/user/transaksi", "/user/catatan"]) {
      assert.deepEqual(await requests(endpoint), []);
    }
    const sent = JSON.stringify(await requests(""));
    assert.ok(!/token_user|%7B|\{\{/.test(sent), "no shortcode was sent");
  });
}

test("a member whose session ended is told so, and the shop still works", async (t) => {
  const { page } = await demo.open(t, {
    prepare: (page) =>
      page.route("**/user/info?*", (route) => route.fulfill({ json: { code: 403, status: "Token user salah" } })),
  });
  await card(page).getByText("Sesi Anda sudah berakhir").waitFor();
  await cards(page);
});
