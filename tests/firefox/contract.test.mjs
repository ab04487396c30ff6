// The contract in today's Firefox.
import { contractTests } from "../browser/contract.mjs";
import { launchFirefox } from "../support/firefox.mjs";

contractTests("Firefox", () => launchFirefox());
