// Every fault, in Firefox.
import { openFirefox } from "./browsers.mjs";
import { meetEveryFault } from "./every-fault.mjs";

meetEveryFault(openFirefox);
