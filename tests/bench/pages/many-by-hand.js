// 1,200 products by hand: page after page, a card each. Runs in the page.
async function semua() {
  var rows = [];
  for (var page = 1; ; page++) {
    var response = await fetch(API + "/app/produk?token=" + encodeURIComponent(TOKEN) + "&page=" + page + "&total_data=100");
    var answer = await response.json();
    if (answer.code !== 200) throw new Error(answer.status);
    if (answer.data.length === 0) break;
    rows = rows.concat(answer.data);
    tambah(answer.data, rupiahTangan);
  }
  return rows;
}
