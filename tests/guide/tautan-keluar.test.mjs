import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, ONEIL, says, useGuide } from "./harness.mjs";

const EXAMPLE = "9. Tautan keluar";
const { open } = useGuide();

for (const [as, member] of Object.entries({ budi: BUDI, oneil: ONEIL })) {
  test(`${as}'s identity reaches the other server whole`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await says(page, "#tautan [role=status]", "");
    const arrived = page.waitForRequest("http://link_luar.com/**");
    await page.getByRole("link", { name: "Cek akun saya" }).tap();
    const url = new URL((await arrived).url());
    assert.equal(url.origin + url.pathname, "http://link_luar.com/cekuser.php");
    // As PHP reads it: "+" is a space, so it must have come encoded.
    assert.deepEqual(Object.fromEntries(url.searchParams), member);
    assert.deepEqual(await requests(), []);
  });
}

for (const as of ["tamu", "literal"]) {
  test(`${as} is asked to log in and gets no link that could send a shortcode`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await says(page, "#tautan [role=status]", "Masuk dulu di aplikasi untuk membuka akun Anda.");
    assert.deepEqual(await page.getByRole("link").allTextContents(), ["Instagram toko"]);
    assert.equal(await page.getByText("Cek akun saya").isVisible(), false);
    assert.deepEqual(await requests(), []);
  });
}

test("the other link is marked for the phone's browser", async (t) => {
  const { page } = await open(t, EXAMPLE);
  const href = await page.getByRole("link", { name: "Instagram toko" }).getAttribute("href");
  assert.equal(href, "https://www.instagram.com/?bukaolshop_open_browser=true");
});
