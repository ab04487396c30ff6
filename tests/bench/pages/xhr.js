// By hand, as the API's documentation shows it.
var xmlHttpRequest = new XMLHttpRequest();
xmlHttpRequest.open("GET", API + "/app/produk?token=" + encodeURIComponent(TOKEN) + "&page=1&total_data=10", true);
xmlHttpRequest.onreadystatechange = function () {
  if (this.readyState == 4 && this.status == 200) {
    var answer = JSON.parse(this.responseText);
    if (answer.code === 200) tampilkan(answer.data, rupiahTangan);
  }
};
xmlHttpRequest.send();
