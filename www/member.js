// The member card: who is logged in, with balance and points behind the eye. Compact on the home page, whole in "Akun".

import { rupiah } from "/pkg/index.js";
import { el, fill, icon, picture } from "./dom.js";
import { errorState } from "./keadaan.js";
import { createEyeButton, secret } from "./mata.js";
import { count } from "./produk.js";
import { siteUrl } from "./tautan.js";

/** @typedef {import("/pkg/index.js").UserInfo} UserInfo */

/** Where a member adds to the balance, on the shop's own site. */
export function topUpUrl() {
  return siteUrl("/akun/?page=topup");
}

/**
 * @param {import("./toko.js").Context} context
 * @param { { compact?: boolean, retry?: () => void } } [options] `retry`: what the button of the failed state does
 */
export function createMemberCard(context, options = {}) {
  const root = el("section", { class: "member" + (options.compact ? " member-ringkas" : ""), "aria-label": "Akun Anda" });
  let failed = false;
  let unlisten = () => {};

  async function load() {
    failed = false;
    if (!context.toko.inApp) return fill(root, loggedOut());
    fill(root, el("div", { class: "tulang " + (options.compact ? "tulang-ringkas" : "tulang-member"), "aria-hidden": "true" }));
    try {
      show(await context.member());
    } catch (error) {
      failed = true;
      fill(root, errorState(error, options.retry || load, { line: true }));
    }
  }

  /** @param {UserInfo} info */
  function show(info) {
    const eye = createEyeButton(context.eye);
    const balance = el("span", { class: "member-saldo" });
    const points = el("span", { class: "member-poin" });
    function render() {
      eye.render();
      fill(balance, secret(context.eye, rupiah(info.jumlah_saldo)));
      fill(points, secret(context.eye, count(info.jumlah_poin)));
    }
    unlisten();
    unlisten = context.eye.listen(render);
    render();
    fill(root, options.compact ? compact(info, balance, eye.el) : whole(info, balance, points, eye.el));
  }

  load();
  return {
    el: root,
    retry() {
      if (failed) load();
    },
    close() {
      unlisten();
    },
  };
}

/** @param {UserInfo} info @param {Element} balance @param {Element} eye */
function compact(info, balance, eye) {
  return el(
    "div",
    { class: "member-baris" },
    el(
      "a",
      { class: "member-kolom", href: "#/akun" },
      el("span", { class: "member-nama", text: "Halo, " + firstName(info.nama_user) }),
      el("span", { class: "member-angka" }, el("span", { class: "member-label", text: "Saldo " }), balance),
    ),
    eye,
    topUp(),
  );
}

/** @param {UserInfo} info @param {Element} balance @param {Element} points @param {Element} eye */
function whole(info, balance, points, eye) {
  return el(
    "div",
    { class: "member-kartu" },
    el(
      "div",
      { class: "member-baris" },
      avatar(info),
      el(
        "div",
        { class: "member-kolom" },
        el("p", { class: "member-nama", text: info.nama_user }),
        el("p", { class: "member-label", text: info.nama_membership || "Member" }),
      ),
      eye,
    ),
    el(
      "dl",
      { class: "member-jumlah" },
      el("div", null, el("dt", { text: "Saldo" }), el("dd", null, balance)),
      el("div", null, el("dt", { text: "Poin" }), el("dd", null, points)),
    ),
    topUp(),
  );
}

function topUp() {
  return el("a", { class: "tombol tombol-kecil member-isi", href: topUpUrl() }, icon("tambah"), "Isi saldo");
}

/** A picture of the member, or the first letter of the name. @param {UserInfo} info */
function avatar(info) {
  const letter = (Array.from((info.nama_user || "").trim())[0] || "?").toUpperCase();
  const face = el("span", { class: "member-foto", "aria-hidden": "true" }, el("span", { text: letter }));
  if (info.foto_profil) {
    const photo = picture(info.foto_profil, { eager: true });
    if (photo.querySelector("img")) face.append(photo);
  }
  return face;
}

/** @param {string} name */
function firstName(name) {
  return (name || "").trim().split(/\s+/)[0] || "member";
}

function loggedOut() {
  return el(
    "div",
    { class: "member-tamu" },
    el("span", { class: "member-foto", "aria-hidden": "true" }, icon("akun")),
    el(
      "div",
      { class: "member-kolom" },
      el("p", { class: "member-nama", text: "Masuk dulu di aplikasi" }),
      el("p", { class: "member-label", text: "Saldo, poin dan riwayat Anda tampil di sini." }),
    ),
  );
}
