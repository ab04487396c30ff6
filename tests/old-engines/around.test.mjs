import { pagesAround } from "../pages/around.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(pagesAround);
