// In every page, as a plain script before the page's own: the cards are the same code for all, so what differs is how the
// rows come. Runs in the page.

function rupiahTangan(harga) {
  return "Rp" + String(harga).replace(/\B(?=(\d{3})+$)/g, ".");
}

function kartu(produk, rupiah) {
  var item = document.createElement("li");
  var tautan = document.createElement("a");
  if (produk.url_produk) tautan.href = produk.url_produk;
  var gambar = document.createElement("img");
  gambar.width = gambar.height = 150;
  gambar.alt = "";
  gambar.dataset.src = produk.gambar_utama || "";
  var nama = document.createElement("b");
  nama.textContent = produk.nama_produk;
  var harga = document.createElement("span");
  harga.textContent = rupiah(produk.harga_produk);
  tautan.append(gambar, nama, harga);
  item.append(tautan);
  return item;
}

/** Shows the rows. */
function tampilkan(rows, rupiah) {
  var cards = document.createDocumentFragment();
  rows.forEach(function (produk) {
    cards.append(kartu(produk, rupiah));
  });
  var daftar = document.getElementById("daftar");
  daftar.textContent = "";
  daftar.append(cards);
  sesudahTampil();
}

/** Notes when the tenth card is on the screen: in the turn after the frame that has it. Pictures may have to wait for something else. */
function sesudahTampil(tanpaGambar) {
  var daftar = document.getElementById("daftar");
  requestAnimationFrame(function () {
    var turn = new MessageChannel();
    turn.port1.onmessage = function () {
      if (!window.tampil && daftar.querySelectorAll("li").length >= 10) {
        window.tampil = performance.now();
        if (window.sudahTampil) window.sudahTampil();
      }
      if (tanpaGambar !== true) muatGambar(daftar);
    };
    turn.port2.postMessage(0);
  });
}

/** Pictures follow the text, as in pages that load them lazily: what they cost is the mock shop's, not the page's. */
function muatGambar(daftar) {
  daftar.querySelectorAll("img").forEach(function (gambar) {
    if (gambar.dataset.src) gambar.src = gambar.dataset.src;
  });
}

function gagal(error) {
  console.error(String((error && error.stack) || error));
}
