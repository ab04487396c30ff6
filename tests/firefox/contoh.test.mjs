import { examplePages } from "../pages/contoh.mjs";
import { inFirefox } from "./harness.mjs";

inFirefox(examplePages);
