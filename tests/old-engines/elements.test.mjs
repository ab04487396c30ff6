import { elementPages } from "../pages/elements.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(elementPages);
