// The contract on old engines.
import { contractTests, OTHER_ENGINES } from "../browser/contract.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { chosenEngines } from "./engines.mjs";

for (const engine of chosenEngines()) {
  contractTests(`Chromium ${engine.major}`, () => launchOldChromium(engine), OTHER_ENGINES);
}
