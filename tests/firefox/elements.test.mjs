import { elementPages } from "../pages/elements.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(elementPages);
