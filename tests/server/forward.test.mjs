// Orders of bukaOlshop as orders of the systems that fulfil them, mapped and sent once.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { all, server, session } from "./harness.mjs";
import { until } from "../support/wait.mjs";

const { MemoryStore, callbackReceiver, forward } = server;
const SECRET = "rahasia-callback-91";
const NOMOR = "2853130173354";

const produk = (more) => ({ id_transaksi: "t1", id_barang: "11", nama_barang: "Kaos", jumlah_barang: 2, total_harga: 100_000, catatan: "", nomor_resi: "", catatan_tambahan: { nama_varian: "Warna", opsi: ["MERAH"] }, ...more });
const kiriman = (more) => ({ ekspedisi: "JNE OKE", ongkos_kirim: 12_000, nama_pengirim: "Toko Budi", provinsi: "Bali", kota: "Badung", kecamatan: "Abiansemal", no_hp: "0857", kode_pos: "80351", data_produk: [produk()], ...more });
const transaksi = (...data_pesanan) => ({
  nomor_pembayaran: NOMOR, id_user: "130173", status_bayar: "lunas", status_pengiriman: "belum diproses", bank_penerima: "BCA", terakhir_update: "", tanggal_buat: "",
  potongan: 0, kode_unik: 0, total_membership: 0, total_transaksi: 112_000, data_pesanan, parameter_baru: "x",
});
const member = {
  id_user: "130173", email_user: "siti@example.com", nama_user: "Siti Aminah", tanggal_lahir: null, jenis_kelamin: "", nomor_telepon: "0812", foto_profil: null, status_akun: "", kode_referral: "", tanggal_daftar: "",
  data_alamat: [{ nama_penerima: "Siti", kecamatan: "Coblong", kota: "Bandung", provinsi: "Jawa Barat", nomor_telepon: "0812", kode_pos: "40132", alamat_lengkap: "Jl. Dago 1" }],
};
const PROFILES = {
  mitraBunso: { shopId: "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b", shopName: "Toko Budi", couriers: { "JNE OKE": "kurir-1" }, products: { 11: "p-11", 12: "p-12" } },
  oneTablet: { store: { merchant_supplied_id: "s", provider_type: "bukaolshop" }, categories: { 11: "baju", 12: "baju" }, names: { baju: "Baju" } },
  oneSolu: { menu: { 11: "menu-11", 12: "menu-12" }, customer: "pelanggan" },
  commerce: { products: { 11: "prod-11", 12: "prod-12" }, user: "usr", country: "Indonesia" },
};
const digital = kiriman({ provinsi: "PRODUK DIGITAL", ekspedisi: "", kota: "", kecamatan: "", data_produk: [produk({ id_barang: "99", nama_barang: "Pulsa", catatan: "0812" })] });

describe("mapping", () => {
  test("the parcel goes to the member, not to the sender; shipments stay apart", async () => {
    const { orders, leftOut, given } = await forward.mitraBunso({ transaksi: transaksi(kiriman(), kiriman({ data_produk: [produk({ id_barang: "12" })] })), member }, PROFILES.mitraBunso);
    assert.deepEqual(orders.map(({ order }) => order.invoice), [`${NOMOR}-1`, `${NOMOR}-2`]);
    for (const { customer, sender } of orders) {
      assert.deepEqual([customer.cityName, customer.provinceName, customer.address], ["Bandung", "Jawa Barat", "Jl. Dago 1"]);
      assert.equal(sender.name, "Toko Budi");
    }
    assert.deepEqual(orders.map(({ details }) => details[0].productId), ["p-11", "p-12"]);
    for (const path of ["data_pesanan[0].kota", "potongan", "member.nama_user"]) assert.ok(leftOut.includes(path), path);
    assert.ok(given.includes("order.shopId"));
  });

  test("every system has its mapping", async () => {
    const source = { transaksi: transaksi(kiriman()), member };
    const tablet = await forward.oneTablet(source, PROFILES.oneTablet);
    assert.deepEqual([tablet.orders[0].id, tablet.orders[0].subtotal, tablet.orders[0].delivery_address.city], [NOMOR, 10_000_000, "Bandung"]);
    const solu = await forward.oneSolu(source, PROFILES.oneSolu);
    assert.deepEqual(solu.orders, [{ items: [{ menu_id: "menu-11", quantity: 2 }], customer_id: "pelanggan" }]);
    const commerce = await forward.commerce(source, PROFILES.commerce);
    assert.equal(commerce.orders[0].shippingAddress.city, "Bandung, Jawa Barat");
  });

  test("digital products are in no order, and are told by themselves", async () => {
    for (const [system, profile] of Object.entries(PROFILES)) {
      const only = await forward[system]({ transaksi: transaksi(digital), member: { ...member, data_alamat: [] } }, profile);
      assert.deepEqual([only.orders, only.digital.map(({ id_barang, catatan }) => [id_barang, catatan])], [[], [["99", "0812"]]], system);
      const mixed = await forward[system]({ transaksi: transaksi(digital, kiriman()), member }, profile);
      assert.deepEqual([mixed.orders.length, mixed.digital.length], [1, 1], system);
      assert.ok(!JSON.stringify(mixed.orders).includes("Pulsa"));
    }
    assert.deepEqual((await forward.digital(transaksi(kiriman(), digital))).map(({ path }) => path), ["data_pesanan[1].data_produk[0]"]);
  });

  test("what a profile lacks is named, and needs a person", async () => {
    const source = { transaksi: transaksi(kiriman()), member };
    for (const [system, profile, words] of [
      ["mitraBunso", { ...PROFILES.mitraBunso, products: {} }, /missing_product: Produk 11/],
      ["mitraBunso", { ...PROFILES.mitraBunso, couriers: {} }, /missing_courier/],
      ["oneTablet", { ...PROFILES.oneTablet, categories: {} }, /missing_product/],
      ["oneSolu", { menu: PROFILES.oneSolu.menu }, /missing_customer/],
      ["commerce", { ...PROFILES.commerce, products: {} }, /missing_product/],
    ]) {
      await assert.rejects(forward[system](source, profile), (error) => error.reason === "held" && words.test(error.note) && !inspect(error).includes("Siti"));
    }
    const others = { "*": "lain" };
    const { orders } = await forward.mitraBunso(source, { ...PROFILES.mitraBunso, couriers: others, products: others });
    assert.deepEqual([orders[0].order.courierId, orders[0].details[0].productId], ["lain", "lain"]);
    await assert.rejects(forward.mitraBunso({ transaksi: transaksi(kiriman()) }, PROFILES.mitraBunso), /missing_address/);
    await assert.rejects(forward.mitraBunso(source, { ...PROFILES.mitraBunso, kurir: 1 }), { kind: "invalid_argument", path: "profile.kurir" });
    await assert.rejects(forward.oneTablet(source, {}), { kind: "invalid_argument", path: "profile.store" });
  });
});

describe("sending", () => {
  /** Sends what the transaction becomes, in the work of a callback; gives back the receiver. */
  function receiving(system, client, sent) {
    return callbackReceiver({
      secret: SECRET,
      store: new MemoryStore(),
      retry: { baseDelay: 0, maxDelay: 0 },
      settledAfter: 1,
      onLunas: async (_, work) => work.forward(await forward[system]({ transaksi: sent, member }, PROFILES[system]), client),
    });
  }
  const callback = JSON.stringify({ tipe_callback: "transaksi_baru", secret_key_callback: SECRET, nomor_pembayaran: NOMOR, status_transaksi: "lunas" });

  for (const faults of ["reset:before,times:1", "reset:before,undone:1,times:1"]) {
    test(`Mitra Bunso has each shipment once, after ${faults}`, async () => {
      const it = session();
      const mitra = it.mitra({ baseUrl: it.at("mitra-bunso/public", faults) });
      const receiver = receiving("mitraBunso", mitra, transaksi(kiriman(), kiriman({ data_produk: [produk({ id_barang: "12" })] })));
      await receiver.receive("POST", callback);
      await until(async () => (await receiver.resume(), (await receiver.receive("POST", callback)).reason === "replayed"), "it is done");
      const invoices = (await all(it.mitra().all({ q: NOMOR }))).map(({ order }) => order.invoice).filter((invoice) => invoice.startsWith(NOMOR));
      assert.deepEqual(invoices.sort(), [`${NOMOR}-1`, `${NOMOR}-2`]);
    });
  }

  test("OneSolu, which cannot be asked, is left to a person", async () => {
    const it = session();
    const receiver = receiving("oneSolu", it.onesolu({ baseUrl: it.at("onesolu/v1", "reset:before") }), transaksi(kiriman()));
    assert.equal((await receiver.receive("POST", callback)).status, 503);
    assert.equal((await receiver.resume())[0].reason, "held");
    assert.equal((await receiver.deadLetters()).length, 2);
    assert.equal((await it.log()).filter(({ method }) => method === "POST").length, 1);
  });

  test("what is no mapping is refused", async () => {
    const receiver = callbackReceiver({ secret: SECRET, store: new MemoryStore(), onLunas: (_, work) => work.forward({ orders: [] }, {}) });
    assert.equal((await receiver.receive("POST", callback)).reason, "work_failed");
  });
});
