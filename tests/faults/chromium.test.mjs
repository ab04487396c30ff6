// Every fault, in Chromium.
import { openChromium } from "./browsers.mjs";
import { meetEveryFault } from "./every-fault.mjs";

meetEveryFault(openChromium);
