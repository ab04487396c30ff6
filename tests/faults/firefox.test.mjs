// Every fault, in Firefox.
import { openFirefox } from "./browsers.mjs";
import { meetEveryFault } from "./every-fault.mjs";
import { rowsOfOtherEngines, TABLE } from "./table.mjs";

meetEveryFault(openFirefox, rowsOfOtherEngines(TABLE));
