// fetch, and zod for the answer.
import { produk } from "./schemas/zod.js";

const schema = produk();
fetch(`${API}/app/produk?token=${encodeURIComponent(TOKEN)}&page=1&total_data=10`)
  .then((response) => response.json())
  .then((answer) => tampilkan(schema.parse(answer).data, rupiahTangan))
  .catch(gagal);
