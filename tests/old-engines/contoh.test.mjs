import { examplePages } from "../pages/contoh.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(examplePages);
