// The least that axios does in a page: one question, nothing checked.
import axios from "axios";

axios.get("https://contoh.id/v1/app/produk", { params: { token: "token" } }).then(({ data }) => console.log(data));
