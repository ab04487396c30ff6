// What an attacker would type wherever the API lets somebody type. A script that gets through sets a variable.

function payloads(variable) {
  return [
    `<img src=x onerror="window.${variable}=1">`,
    `"><script>window.${variable}=1</script>`,
    `</script><script>window.${variable}=1</script>`,
    `<svg onload="window.${variable}=1">`,
    `');window.${variable}=1;('`,
    `</template><iframe srcdoc="<script>parent.${variable}=1</script>"></iframe>`,
  ];
}

function links(variable) {
  return [
    `javascript:window.${variable}=1`,
    ` JaVaScRiPt:window.${variable}=1`,
    `java\tscript:window.${variable}=1`,
    `data:text/html,<script>parent.${variable}=1</script>`,
    `"onclick="window.${variable}=1`,
    `https://olshopgue.bukaolshop.site/"onclick="window.${variable}=1`,
  ];
}

/** Answers of all endpoints whose every text is an attack, by endpoint. */
export function hostileAnswers(variable) {
  const rows = (row) => payloads(variable).map((text, place) => row(text, links(variable)[place], String(place + 1)));
  const kategori = (text, link, id) => ({
    id_kategori: id,
    nama_kategori: text,
    gambar_kategori: link,
    url_kategori: link,
    tipe_kategori: text,
    sub_kategori: [],
  });
  const [text] = payloads(variable);
  const [link] = links(variable);
  return {
    "/app/produk": rows((text, link, id) => ({
      id_produk: id,
      id_kategori: text,
      nama_produk: `Pulsa ${text}`,
      harga_produk: 1000,
      harga_produk_asli: 2000,
      deskripsi_singkat: text,
      deskripsi_panjang: text,
      kondisi_produk: text,
      stok: 1,
      berat: 1,
      tanggal: text,
      ukuran: [text],
      warna: [text],
      gambar_utama: link,
      list_gambar: [link],
      url_produk: link,
    })),
    "/app/kategori": rows(kategori),
    "/app/slide": rows((text, link) => ({ url_gambar_slide: link, url_tujuan: link })),
    "/user/info": {
      nama_user: text,
      email_user: text,
      tanggal_lahir: text,
      nomor_telepon: text,
      foto_profil: link,
      tanggal_daftar: text,
      status_akun: text,
      status_email: text,
      nama_membership: text,
      icon_membership: link,
      block_akses_membership: text,
      kode_referral: text,
      status_nomor_hp: text,
      jumlah_saldo: "1000",
      jumlah_poin: "10",
    },
    // The fields of both kinds of catatan stand in one row.
    "/user/catatan": rows((text, link) => ({
      kategori_poin: text,
      tanggal_poin: text,
      jumlah_poin: "10",
      total_poin_terakhir: "10",
      informasi_catatan: text,
      jumlah_dana: "1000",
      tipe_jumlah: text,
      tipe_mutasi: text,
      tanggal: text,
      saldo_terakhir: "1000",
      link_transaksi: link,
      nomor_pembayaran: text,
      catatan_saldo: text,
    })),
    "/user/transaksi": rows((text, link) => ({
      nomor_pembayaran: text,
      status_bayar: text,
      status_pengiriman: text,
      tanggal: text,
      nama_barang: text,
      url_gambar_produk: link,
      link_transaksi: link,
    })),
  };
}
