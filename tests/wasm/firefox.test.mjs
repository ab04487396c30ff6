import { launchFirefox } from "../support/firefox.mjs";
import { wasmTestsIn } from "./harness.mjs";

wasmTestsIn("Firefox", () => launchFirefox());
