import { xssPages } from "../pages/xss.mjs";
import { onEachEngine } from "./harness.mjs";

// Before Chromium 77, all of a page's pictures are loaded at once. These engines would take minutes for all payloads.
onEachEngine((old) => xssPages(old, { every: 6 }));
