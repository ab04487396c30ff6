// Who is logged in, and texts with shortcodes: the same cases that the Rust side is held to.
import { BukaOlshop } from "/pkg/index.js";
import { assert, MEMBERS, session, test, TOKEN } from "./harness.js";

const shortcode = (name) => "{" + "{" + name + "}" + "}";

test("inApp is true when both values are real", () => {
  const inApp = (tokenUser, idUser) => new BukaOlshop({ token: "t", tokenUser, idUser }).inApp;
  assert.equal(inApp("abc", "7"), true);
  assert.equal(inApp(undefined, undefined), false);
  assert.equal(inApp("abc", undefined), false);
  assert.equal(inApp(null, "7"), false);
  assert.equal(inApp("", ""), false);
  assert.equal(inApp("abc", "   "), false);
  const spellings = [
    shortcode("token_user"),
    shortcode(" token_user "),
    shortcode("\n\ttoken_user"),
    "%7B%7Btoken_user%7D%7D",
    "%7b%7b%20token_user%20%7d%7d",
    " " + shortcode("TOKEN_USER") + " ",
    shortcode("id_user"),
  ];
  for (const spelling of spellings) {
    assert.equal(inApp(spelling, "7"), false, spelling);
    assert.equal(inApp("abc", spelling), false, spelling);
  }
});

test("a shortcode that was not replaced is never sent", async () => {
  const mock = session();
  const toko = new BukaOlshop({
    token: TOKEN,
    tokenUser: shortcode("token_user"),
    idUser: shortcode(" id_user "),
    baseUrl: mock.baseUrl,
  });
  await toko.produk.list();
  for (const entry of await mock.log()) {
    assert.deepEqual(Object.keys(entry.params).sort(), ["page", "token", "total_data"]);
  }
});

test("member calls of nobody send nothing", async () => {
  const mock = session();
  const toko = new BukaOlshop({ token: TOKEN, tokenUser: "x", baseUrl: mock.baseUrl, cache: false });
  const nobody = { kind: "not_logged_in", code: null, attempts: 0, retryable: false, message: /masuk/ };
  await assert.rejects(toko.user.info(), Object.assign({ endpoint: "/user/info" }, nobody));
  await assert.rejects(toko.user.catatan.list(), Object.assign({ endpoint: "/user/catatan" }, nobody));
  await assert.rejects(toko.user.catatan.list({ tipe: "poin" }), nobody);
  await assert.rejects(toko.user.transaksi.list(), Object.assign({ endpoint: "/user/transaksi" }, nobody));
  await assert.rejects(toko.user.transaksi.all().toArray(), nobody);
  await assert.rejects(toko.user.catatan.pages()[Symbol.asyncIterator]().next(), nobody);
  assert.throws(() => toko.template("?u=" + shortcode("token_user")), nobody);
  assert.deepEqual(await mock.log(), []);
});

test("template fills both values, encoded, and nothing else", () => {
  const toko = new BukaOlshop({ token: "t", tokenUser: "a/b+c=&é", idUser: "7" });
  assert.equal(
    toko.template("http://link_luar.com/cekuser.php?token_user=" + shortcode("token_user") + "&id_user=" + shortcode(" id_user ")),
    "http://link_luar.com/cekuser.php?token_user=a%2Fb%2Bc%3D%26%C3%A9&id_user=7",
  );
  assert.equal(toko.template(shortcode("nama_user") + shortcode("id_user") + shortcode("id_user")), shortcode("nama_user") + "77");
  assert.equal(toko.template(""), "");
  assert.equal(toko.template("$& $1 {token_user}"), "$& $1 {token_user}");
});

test("template of nobody leaves texts without need alone", () => {
  const toko = new BukaOlshop({ token: "t" });
  assert.equal(toko.template("halo " + shortcode("nama_user")), "halo " + shortcode("nama_user"));
});

test("template takes texts only", () => {
  const toko = new BukaOlshop({ token: "t" });
  for (const text of [undefined, null, 5, {}, []]) {
    assert.throws(() => toko.template(text), { kind: "invalid_argument", message: /template/ });
  }
});

test("a member's name with quotes and tags in it does no harm", async () => {
  const toko = new BukaOlshop(Object.assign({ token: TOKEN, baseUrl: session().baseUrl, cache: false }, MEMBERS.oneil));
  const info = await toko.user.info();
  assert.match(info.nama_user, /^O'Neil "<b>/);
  assert.equal(info.jumlah_saldo, 75500);
});

/** The cases that the Rust side's tests read from the same files. */
async function cases(name) {
  const answer = await fetch("/pages/cases/" + name + ".json");
  if (!answer.ok) throw new Error("no cases: HTTP " + answer.status);
  return answer.json();
}

test("every case of a value that a page received, as in Rust", async () => {
  const all = await cases("placeholder");
  assert.ok(all.length > 40);
  for (const { name, value, real } of all) {
    assert.equal(new BukaOlshop({ token: "t", tokenUser: value, idUser: "7" }).inApp, real, name + ": " + value);
    assert.equal(new BukaOlshop({ token: "t", tokenUser: "abc", idUser: value }).inApp, real, name + ": " + value);
  }
});

test("a token in quotes rejects the first call, which names the quotes", async () => {
  for (const token of ["\u201cabc\u201d", "\u2018abc\u2019", '"abc"', "abc\u201d", " \u201cabc\u201d "]) {
    const toko = new BukaOlshop({ token });
    await assert.rejects(toko.produk.list(), { kind: "invalid_argument", message: /tanda kutip/ }, token);
    await assert.rejects(toko.quota(), { kind: "invalid_argument", message: /tanda kutip/ }, token);
  }
  await new BukaOlshop({ token: " abc " }).quota();
});

test("quotes around what a page received are no part of it", () => {
  const open = (tokenUser, idUser) => new BukaOlshop({ token: "t", tokenUser, idUser });
  assert.equal(open("\u201cabc\u201d", "\u2018 7 \u2019").template("{" + "{token_user}" + "}/{" + "{id_user}" + "}"), "abc/7");
  assert.equal(open("\u201c{" + "{token_user}" + "}\u201d", "7").inApp, false);
  assert.equal(open("\u201c\u201d", "7").inApp, false);
});

test("an app that filled in one shortcode and left the other may be too old; the error says so", async () => {
  const [token, id] = ["{" + "{token_user}" + "}", "{" + "{id_user}" + "}"];
  for (const [tokenUser, idUser, isOld] of [[token, "7", true], [token, 7, true], ["abc", id, true], [token, id, false], ["", "7", false], ["abc", "", false], [" ", "7", false], [null, "7", false], [token, "", true], [undefined, undefined, false]]) {
    const toko = new BukaOlshop({ token: "t", tokenUser, idUser });
    const message = isOld ? /patch 62\.5/ : /^((?!62\.5).)*$/;
    const name = tokenUser + " " + idUser;
    await assert.rejects(toko.user.info(), { kind: "not_logged_in", message }, name);
    assert.throws(() => toko.template(token), { kind: "not_logged_in", message }, name);
  }
});

test("every case of a text with shortcodes, as in Rust", async () => {
  const all = await cases("template");
  assert.ok(all.length > 40);
  for (const one of all) {
    const repeat = one.repeat === undefined ? 1 : one.repeat;
    const text = one.text.repeat(repeat);
    const toko = new BukaOlshop({ token: "t", tokenUser: one.token_user, idUser: one.id_user });
    if (one.error === undefined) assert.equal(toko.template(text), one.expected.repeat(repeat), one.name);
    else assert.throws(() => toko.template(text), { kind: one.error }, one.name);
  }
});

test("every case of a base address, as in Rust", async () => {
  const all = await cases("base_url");
  assert.ok(all.length > 40);
  for (const { base_url: baseUrl, address } of all) {
    const asked = new BukaOlshop({ token: "t", baseUrl }).quota();
    if (address !== null && address !== undefined) await asked;
    else await assert.rejects(asked, { kind: "invalid_argument", message: /baseUrl/ }, baseUrl);
  }
});
