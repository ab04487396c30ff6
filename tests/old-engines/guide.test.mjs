import { guidePages } from "../pages/guide.mjs";
import { onEachEngine } from "./harness.mjs";

onEachEngine(guidePages);
