// Starts the tests of the files named in the address, or one of every four tests in each, or the one of a name:
// kontrak.html?files=a.test.js,b.test.js&every=4&only=a:%20one
import { runFiles } from "./harness.js";

const address = new URLSearchParams(location.search);
const files = address.get("files");
runFiles(files ? files.split(",") : [], Number(address.get("every") || 1), address.get("only") || "");
