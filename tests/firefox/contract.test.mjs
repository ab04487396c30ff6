// The contract in today's Firefox.
import { contractTests, OTHER_ENGINES } from "../browser/contract.mjs";
import { launchFirefox } from "../support/firefox.mjs";

contractTests("Firefox", () => launchFirefox(), OTHER_ENGINES);
