// A page in Vue: the rows come from the element, and the client is the program's own.
import { createApp } from "vue";
import { BukaOlshop } from "bukaolshop";
import { setToko } from "bukaolshop/elements";
import Rak from "./Rak.vue";

const address = new URLSearchParams(location.search);
setToko(new BukaOlshop({ token: address.get("token"), baseUrl: address.get("api") }));
createApp(Rak).mount("ul");
