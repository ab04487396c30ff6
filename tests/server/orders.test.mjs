// The order systems over HTTP, from Node: every endpoint of every document.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "../support/mock-server.mjs";
import { KEYS, all, failure, server, session } from "./harness.mjs";

/** An example of a system's document. */
const example = (name) => JSON.parse(readFileSync(join(root, "tests/data/server", `${name}.json`), "utf8"));

describe("Mitra Bunso", () => {
  const newOrder = () => {
    const order = example("mitra_bunso/create_request");
    order.order.shippingCost = Number(order.order.shippingCost);
    return order;
  };

  test("list: orders with search and status, and all of them, each once", async () => {
    const mitra = session().mitra();
    const slice = await mitra.list({ offset: 10, limit: 5 });
    assert.deepEqual([slice.data.length, slice.offset, slice.limit, slice.total, slice.next_offset], [5, 10, 5, 237, 15]);
    assert.equal(typeof slice.data[0].order.totalCost, "number");
    const fresh = await mitra.list({ status: "NEW" });
    assert.ok(fresh.data.length > 0 && fresh.data.every(({ status }) => status === "NEW"));
    const { invoice } = slice.data[0].order;
    assert.ok((await mitra.list({ q: invoice })).data.some((row) => row.order.invoice === invoice));
    assert.equal((await all(mitra.all())).length, 237);
    assert.deepEqual((await all(mitra.slices({ limit: 100 }))).map(({ data }) => data.length), [100, 100, 37]);
  });

  test("total_summary: how many there are of each status", async () => {
    const totals = await session().mitra().totalSummary();
    assert.equal(totals.NEW + totals.PROCESSED + totals.SENT + totals.DRAFT, 237);
  });

  test("create and details: an order is made and found, its first state decoded", async () => {
    const mitra = session().mitra();
    const made = await mitra.create(newOrder());
    const [{ id, order_first_state, invoice }] = made.order;
    assert.equal(order_first_state.order.invoice, invoice);
    assert.equal(order_first_state.customer.name, newOrder().customer.name);
    assert.deepEqual((await mitra.details(id)).order[0].id, id);
    await failure(mitra.details("01234567-89ab-cdef-0123-456789abcdef"), "not_found");
  });

  test("batch_create: many orders at once", async () => {
    const mitra = session().mitra();
    const order = newOrder();
    const second = { ...order, order: { ...order.order, invoice: "INV-2" } };
    const { invoices, total } = await mitra.batchCreate([order, second]);
    assert.deepEqual([invoices.length, total], [2, 2]);
  });

  test("smartorder: an export becomes templates", async () => {
    const text = example("mitra_bunso/smart_order_request");
    const { data, rejected } = await session().mitra().smartOrder({ text, marketplace: "shopee", shop: "02badb7c", excel: true });
    assert.deepEqual([data.length, rejected], [1, []]);
    assert.equal(data[0].productDetected[0].price.number, 50000);
  });

  test("processed_list and print_order: labels are printed and counted", async () => {
    const mitra = session().mitra();
    const [row] = (await mitra.processedList()).data;
    const printed = await mitra.printOrder({ timestamp: row.processed, print_status: row.printStatus });
    assert.deepEqual([printed.data.length, printed.total], [row.totalLabels, row.totalLabels]);
    const [again] = (await mitra.processedList({ q: row.processed })).data;
    assert.equal(again.printStatus, 1);
  });

  test("errors: a wrong token, another user, an order that is not whole", async () => {
    const it = session();
    await failure(it.mitra({ token: "lain" }).totalSummary(), "unauthorized");
    await failure(it.mitra({ idUser: "00000000-6b5a-4938-8271-605f4e3d2c1b" }).totalSummary(), "forbidden");
    const sent = (await it.log()).length;
    const { message } = await failure(it.mitra().create({ ...newOrder(), details: [] }), "invalid_argument");
    assert.match(message, /details harus berisi minimal satu produk/);
    const order = newOrder();
    order.order.totalCost = -1;
    assert.match((await failure(it.mitra().create(order), "invalid_argument")).message, /order\.totalCost harus bilangan bulat/);
    assert.equal((await it.log()).length, sent);
  });
});

describe("OneSolu", () => {
  const order = { items: [{ menu_id: "menu_001", quantity: 2 }, { menu_id: "menu_002", quantity: 1 }], customer_id: "cust_abc123" };

  test("orders: one is created, looked at, and its status set", async () => {
    const solu = session().onesolu();
    const made = await solu.createOrder(order);
    assert.deepEqual([made.total, made.currency, made.status], [112000, "IDR", "pending"]);
    const changed = await solu.changeStatus(made.id, "ready");
    assert.deepEqual([changed.status, changed.message], ["ready", "Order status updated successfully"]);
    assert.equal((await solu.order(made.id)).status, "ready");
  });

  test("webhooks: one is registered, without its secret in the answer", async () => {
    const webhook = { url: "https://contoh.id/webhook", events: ["order.created", "order.updated"], secret: "whsec_rahasia" };
    const made = await session().onesolu().registerWebhook(webhook);
    assert.deepEqual([made.url, made.events, made.active], [webhook.url, webhook.events, true]);
    assert.ok(!JSON.stringify(made).includes("whsec_"));
  });

  test("analytics: day by day", async () => {
    const days = await session().onesolu().dailyAnalytics(3);
    assert.deepEqual([days.period, days.daily.length], ["3d", 3]);
    assert.equal((await session().onesolu().dailyAnalytics()).period, "7d");
  });

  test("errors have their names, and the limits are told", async () => {
    const it = session();
    const solu = it.onesolu({ apiKey: KEYS.onesoluFree });
    assert.equal(await solu.rateLimit(), null);
    const error = await failure(solu.order("tidak-ada"), "not_found");
    assert.deepEqual([error.serverCode, error.code], ["NOT_FOUND", 404]);
    const { limit, remaining } = await solu.rateLimit();
    assert.deepEqual([limit, remaining], [60, 59]);
    assert.equal((await failure(it.onesolu({ apiKey: "lain" }).order("x"), "unauthorized")).serverCode, "UNAUTHORIZED");
    await failure(solu.order("order_rusak"), "server");
    await failure(solu.changeStatus("x", "dimakan"), "invalid_argument");
    await failure(solu.createOrder({ ...order, items: [] }), "invalid_argument");
  });

  test("a webhook's event is read once its signature is right, by either kind of server", async () => {
    const webhooks = new server.OneSoluWebhooks({ secret: "whsec_your_signing_secret" });
    const body = JSON.stringify(example("onesolu/webhook_event"));
    const signature = await webhooks.sign(body);
    const request = (headers, sent = body) => new Request("http://contoh.id/", { method: "POST", body: sent, headers });
    const event = await webhooks.receive(request({ "x-onesolu-signature": `sha256=${signature}` }));
    assert.deepEqual([event.type, event.data.status], ["order.updated", "ready"]);
    const node = { method: "POST", headers: { "x-onesolu-signature": signature }, body, readableEnded: true };
    assert.deepEqual(await webhooks.receive(node), event);

    for (const [sent, reason, status] of [
      [request({}), "no_signature", 401],
      [request({ "x-onesolu-signature": signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) }), "wrong_signature", 401],
      [request({ "x-onesolu-signature": signature }, body.replace("ready", "gone!")), "wrong_signature", 401],
      [request({ "x-onesolu-signature": await webhooks.sign("{}") }, "{}"), "unreadable", 400],
      [request({ "x-onesolu-signature": signature }, "x".repeat(1 << 21)), "body_too_large", 413],
    ]) {
      const error = await webhooks.receive(sent).catch((error) => error);
      assert.ok(error instanceof server.CallbackRejection, inspect(error));
      assert.deepEqual([error.reason, error.toResponse().status], [reason, status]);
      assert.ok(!inspect(error).includes("whsec_"));
    }
    const other = new server.OneSoluWebhooks({ secret: "rahasia", header: "X-Tanda" });
    assert.equal((await other.receive(request({ "x-tanda": await other.sign(body) }))).type, "order.updated");
    assert.throws(() => new server.OneSoluWebhooks({ secret: "" }), { kind: "invalid_argument" });
  });

  test("a webhook whose body was read before is told so, unless its bytes are given", async () => {
    const webhooks = new server.OneSoluWebhooks({ secret: "whsec_your_signing_secret" });
    const body = JSON.stringify(example("onesolu/webhook_event"));
    const headers = { "x-onesolu-signature": await webhooks.sign(body) };
    const read = async () => {
      const request = new Request("http://contoh.id/", { method: "POST", body, headers });
      await request.text();
      return request;
    };
    const stream = { method: "POST", headers: { ...headers, "content-length": "9" }, readableEnded: true };
    for (const [request, given] of [
      [await read()],
      [await read(), { body: JSON.parse(body) }],
      [stream],
      [{ ...stream, body: JSON.parse(body) }],
    ]) {
      const error = await webhooks.receive(request, given).catch((error) => error);
      assert.deepEqual([error.reason, error.toResponse().status], ["body_already_read", 500]);
      assert.match(error.message, /isi mentahnya.*\{ body \}/);
    }
    for (const [request, given] of [[await read(), { body }], [await read(), { body: Buffer.from(body) }], [{ ...stream, rawBody: Buffer.from(body) }]]) {
      assert.equal((await webhooks.receive(request, given)).type, "order.updated");
    }
  });
});

describe("OneTablet", () => {
  const order = (id = "order-1") => ({ ...example("onetablet/submit"), id });

  for (const envelope of [false, true, { submit: "order.submit" }]) {
    test(`an order is submitted, delivered and cancelled${envelope ? `, in envelopes (${JSON.stringify(envelope)})` : ""}`, async () => {
      const it = session();
      const tablet = it.onetablet({ envelope });
      await tablet.submit(order());
      await tablet.submit(order());
      const delivery = { order_id: "order-1", status: null };
      assert.deepEqual(await tablet.missing(delivery, "arrived_at_store"), ["dasher_confirmed", "arriving_at_store", "arrived_at_store"]);
      const courier = { full_name: "Mike Driver", phone: "+15559876543", vehicle: { color: "Blue" } };
      for (const step of await tablet.missing(delivery, "dropoff")) await tablet.deliveryStatus(delivery, step, courier);
      assert.equal(delivery.status, "dropoff");
      await tablet.cancel("order-1", { cancel_reason: "KITCHEN_BUSY", cancel_details: "Tutup" });
      const paths = new Set((await it.log()).map(({ path }) => path));
      assert.equal(paths.has("/onetablet/webhooks"), !!envelope);
      assert.equal((await it.log())[0].headers["x-api-key"], KEYS.onetablet);
    });
  }

  test("a status out of order is refused, and nothing is sent", async () => {
    const it = session();
    const tablet = it.onetablet();
    const delivery = { order_id: "order-1", status: "arrived_at_store" };
    for (const status of ["dasher_confirmed", "dropoff", "terbang"]) {
      await failure(tablet.deliveryStatus(delivery, status), "invalid_argument");
    }
    assert.equal(delivery.status, "arrived_at_store");
    assert.deepEqual(await it.log(), []);
  });

  test("money is whole cents; errors are of their kinds; what failed is tried again", async () => {
    const it = session("status:503,times:1");
    await failure(it.onetablet().submit({ ...order(), subtotal: 12.5 }), "invalid_argument");
    await failure(it.onetablet().submit({ ...order(), subtotal: -1 }), "invalid_argument");
    await it.onetablet({ retry: { attempts: 3, baseDelay: 1, maxDelay: 2 } }).submit(order());
    assert.equal((await it.log()).length, 2);
    await failure(it.onetablet({ apiKey: "lain" }).submit(order()), "unauthorized");
    await failure(it.onetablet().submit(order("rusak")), "unknown_outcome");
    assert.throws(() => new server.OneTablet({ apiKey: "kunci" }), { kind: "invalid_argument", message: /baseUrl/ });
  });
});

describe("commerce API", () => {
  const { userId, items, shippingAddress } = example("commerce/order_request");

  test("users, products and logs: some, and all of them, each once", async () => {
    const api = session().commerce();
    const users = await api.users({ limit: 50, offset: 100 });
    assert.deepEqual([users.data.length, users.total, users.next_offset], [50, 150, null]);
    assert.equal((await all(api.allUsers())).length, 150);
    assert.ok((await api.users({ status: "inactive" })).data.every(({ status }) => status === "inactive"));
    const products = await api.products();
    assert.deepEqual([products.data.length, products.total, products.next_offset, products.data[0].price], [20, 137, 20, 49.99]);
    assert.equal((await all(api.allProducts())).length, 137);
    assert.equal((await api.product("prod_0")).price, 49.99);
    assert.deepEqual((await all(api.logSlices())).map(({ data }) => data.length), [100, 100, 50]);
    assert.equal((await all(api.allLogs({ limit: 100 }))).length, 250);
    assert.ok((await api.logs({ level: "error" })).data.every(({ level }) => level === "error"));
    assert.deepEqual((await all(api.userSlices({ offset: 60 }))).map(({ data }) => data.length), [90]);
    assert.deepEqual((await all(api.productSlices())).length, 2);
  });

  test("orders, payments, notifications", async () => {
    const api = session().commerce();
    const products = (await api.products({ limit: 2 })).data;
    const ordered = items.map((item, at) => ({ ...item, productId: products[at].id }));
    const order = await api.createOrder({ userId, items: ordered, shippingAddress });
    assert.ok(order.id);
    const amount = ordered.reduce((sum, { quantity }, at) => sum + Math.round(products[at].price * 100) * quantity, 0) / 100;
    const pay = { orderId: order.id, paymentMethodId: "pm_kartu", amount, currency: "USD" };
    assert.equal((await api.pay(pay)).orderId, order.id);
    const refused = await failure(api.pay({ ...pay, paymentMethodId: "pm_ditolak" }), "payment_required");
    assert.equal(refused.code, 402);
    await api.sendNotification({ userId, type: "sms", message: "Pesanan dikirim" });
  });

  test("amounts are never rounded, nor below nothing", async () => {
    const it = session();
    for (const amount of [0, -1, 0.001, 99.985, 1e15]) {
      const pay = { orderId: "ord_1", paymentMethodId: "pm", amount, currency: "USD" };
      assert.match((await failure(it.commerce().pay(pay), "invalid_argument")).message, /amount/);
    }
    assert.deepEqual(await it.log(), []);
  });

  test("errors have their names and places", async () => {
    const it = session();
    await failure(it.commerce({ apiKey: "lain" }).users(), "unauthorized");
    await failure(it.commerce({ apiKey: "kunci-terbatas" }).users(), "forbidden");
    await failure(it.commerce().product("prod_tiada"), "not_found");
    await failure(it.commerce().product("prod_rusak"), "server");
    await failure(it.commerce().users({ limit: 101 }), "invalid_argument");
    await failure(it.commerce().products({ status: "active" }), "invalid_argument");
    await it.script([{ status: 400, body: example("commerce/error") }]);
    const error = await failure(it.commerce().users(), "bad_request");
    assert.deepEqual([error.serverCode, error.path], ["INVALID_PARAMETER", "userId (string)"]);
  });

  test("OAuth: the source of tokens is asked when it has to be, and its failures are told by kind", async () => {
    const it = session();
    const tokens = ["oauth-lama", "oauth-baru"];
    let asked = 0;
    const api = it.commerce({ apiKey: undefined, token: async () => tokens[asked++] });
    assert.equal((await api.product("prod_0")).id, "prod_0");
    await api.users();
    assert.equal(asked, 2);
    const failing = (error) => it.commerce({ apiKey: undefined, token: () => { throw error; } }).users();
    assert.ok(!(await failure(failing(new Error("sandi123")), "unauthorized")).message.includes("sandi123"));
    await failure(failing(await failure(session().closed({ baseUrl: "http://127.0.0.1:1" }).aplikasi.info(), "network")), "network");
    assert.throws(() => it.commerce({ token: async () => "x" }), { kind: "invalid_argument" });
  });
});
