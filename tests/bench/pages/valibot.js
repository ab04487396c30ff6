// fetch, and valibot for the answer.
import { parse } from "valibot";
import { produk } from "./schemas/valibot.js";

const schema = produk();
fetch(`${API}/app/produk?token=${encodeURIComponent(TOKEN)}&page=1&total_data=10`)
  .then((response) => response.json())
  .then((answer) => tampilkan(parse(schema, answer).data, rupiahTangan))
  .catch(gagal);
