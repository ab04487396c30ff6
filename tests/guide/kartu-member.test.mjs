import assert from "node:assert/strict";
import { test } from "node:test";
import { says, TOKEN, useGuide } from "./harness.mjs";

const EXAMPLE = "5. Kartu member";
const { open } = useGuide();

const MEMBERS = [
  { as: "budi", id_user: "130173", token_user: "tu+budi/9f2c==", name: "Budi Santoso", level: "Reseller Emas", balance: "Rp1.250.000", points: "3.400 poin" },
  { as: "siti", id_user: "130174", token_user: "tu+siti/71aa==", name: "Siti Nurhaliza Rahmawati", level: "Member", balance: "Rp0", points: "0 poin" },
  { as: "oneil", id_user: "130175", token_user: "tu+oneil/c3d4==", name: "O'Neil \"<b>\nPutra</b>", level: "Basic reseller", balance: "Rp75.500", points: "120 poin" },
];

for (const member of MEMBERS) {
  test(`shows ${member.as} name, level and points, and the balance behind the eye`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as: member.as });
    await page.locator("#member .isi").waitFor();
    assert.equal(await page.locator("#member .nama").textContent(), member.name);
    assert.equal(await page.locator("#member .tingkat").textContent(), member.level);
    assert.equal(await page.locator("#member .poin").textContent(), member.points);

    const eye = page.getByRole("button", { name: "Tampilkan saldo" });
    const balance = page.locator("#member .saldo");
    assert.ok(!(await page.locator("#member").innerText()).includes(member.balance), "hidden at first");
    await eye.tap();
    assert.equal(await balance.textContent(), member.balance);
    assert.equal(await eye.getAttribute("aria-pressed"), "true");
    await eye.tap();
    assert.equal(await balance.textContent(), "Rp••••••");
    assert.equal(await eye.getAttribute("aria-pressed"), "false");

    const { id_user, token_user } = member;
    assert.deepEqual(await requests(), [{ token: TOKEN, token_user, id_user }]);
  });
}

for (const as of ["tamu", "literal"]) {
  test(`asks ${as} to log in, and sends nothing`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await says(page, "#member", "Anda belum masuk. Masuk dulu di aplikasi untuk melihat saldo dan poin.");
    assert.deepEqual(await requests(), []);
  });
}

test("a member who is refused is told to log in again", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "code:403" });
  await page.getByText("minta pembeli masuk lagi").waitFor();
  assert.equal(await page.locator("#member .isi").isVisible(), false);
});

test("after a failure, the button tries again", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,times:3" });
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await page.getByText("Budi Santoso").waitFor();
  assert.equal(await page.getByRole("button").count(), 1, "the eye alone");
});
