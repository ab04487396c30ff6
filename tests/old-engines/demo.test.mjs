import { demoPages } from "../pages/demo.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(demoPages);
