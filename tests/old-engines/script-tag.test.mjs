import { scriptTagPages } from "../pages/script-tag.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(scriptTagPages);
