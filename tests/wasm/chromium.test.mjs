import { launchChromium } from "../support/chromium.mjs";
import { wasmTestsIn } from "./harness.mjs";

wasmTestsIn("Chromium", () => launchChromium());
