// The contract in today's Chromium.
import { launchChromium } from "../support/chromium.mjs";
import { contractTests } from "./contract.mjs";

contractTests("Chromium", () => launchChromium());
