// Amounts, dates and discounts as pages show them, without a browser. The cases are in tests/elements/aturan.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { diskon, tanggal } from "../../pkg-template/element-format.js";
import { rupiah } from "../../pkg-template/helpers.js";

const random = (most) => Math.floor(Math.random() * most);
const digits = (number, length) => String(number).padStart(length, "0");

test("every amount can be read back, to the nearest rupiah", () => {
  for (let i = 0; i < 100000; i++) {
    const amount = (Math.random() - 0.5) * 10 ** random(16);
    const text = rupiah(amount);
    assert.match(text, /^-?Rp\d{1,3}(\.\d{3})*$/);
    const shown = Number(text.replace(/Rp|\./g, ""));
    assert.ok(Math.abs(shown - amount) <= 0.5, `${amount} is shown as ${text}`);
  }
});

test("every date can be read back", () => {
  for (let i = 0; i < 20000; i++) {
    const date = [digits(random(10000), 4), digits(1 + random(12), 2), digits(1 + random(31), 2)];
    const [shown, time] = tanggal(`${date.join("-")} 07:05:09`).split(", ");
    const [day, month, year] = shown.split(" ");
    assert.equal(time, "07.05");
    assert.deepEqual([digits(year, 4), digits(day, 2)], [date[0], date[2]]);
    assert.equal(tanggal(date.join("-")), `${day} ${month} ${year}`);
  }
});

test("a discount is never promised too high", () => {
  for (let i = 0; i < 100000; i++) {
    const [price, before] = [random(10 ** random(8)), random(10 ** random(8))];
    const text = diskon(price, before);
    if (before <= price) assert.equal(text, "");
    else {
      const percent = -Number(text.replace("%", ""));
      assert.ok(percent === 1 || price <= (before * (100 - percent)) / 100 + 1e-6, `${price} ${before} ${text}`);
    }
  }
});
