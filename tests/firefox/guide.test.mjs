import { guidePages } from "../pages/guide.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(guidePages);
