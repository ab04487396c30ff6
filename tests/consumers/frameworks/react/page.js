import { show } from "./Page.jsx";

show(document.querySelector("ul"));
