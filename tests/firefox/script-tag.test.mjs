import { scriptTagPages } from "../pages/script-tag.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(scriptTagPages);
