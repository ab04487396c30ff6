import { demoPages } from "../pages/demo.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(demoPages);
