// By hand, with fetch.
fetch(API + "/app/produk?token=" + encodeURIComponent(TOKEN) + "&page=1&total_data=10")
  .then(function (response) {
    return response.json();
  })
  .then(function (answer) {
    if (answer.code !== 200) throw new Error(answer.status);
    tampilkan(answer.data, rupiahTangan);
  })
  .catch(gagal);
