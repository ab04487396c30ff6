import assert from "node:assert/strict";
import { test } from "node:test";
import { says, useGuide } from "./harness.mjs";

const { open } = useGuide();

const GREETED = { budi: "Selamat datang kembali!", oneil: "Selamat datang kembali!", tamu: "Anda belum masuk.", literal: "Anda belum masuk." };

for (const [as, text] of Object.entries(GREETED)) {
  test(`the tag's attributes tell ${as} apart`, async (t) => {
    const { page } = await open(t, "Shortcode", { as });
    await says(page, "#sapaan", text);
  });
}

const BALANCES = { budi: "Saldo Anda Rp1.250.000", oneil: "Saldo Anda Rp75.500" };

for (const [as, text] of Object.entries(BALANCES)) {
  test(`options from an element's attributes know ${as}`, async (t) => {
    const { page } = await open(t, "Shortcode (2)", { as });
    await says(page, "#saldo", text);
  });
}

for (const as of ["tamu", "literal"]) {
  test(`options from an element's attributes know that ${as} is nobody`, async (t) => {
    const { page, requests } = await open(t, "Shortcode (2)", { as });
    await page.getByText("Belum masuk").waitFor();
    assert.deepEqual(await requests(), []);
  });
}
