// Starts the tests of the files named in the address: kontrak.html?files=a.test.js,b.test.js
import { runFiles } from "./harness.js";

const files = new URLSearchParams(location.search).get("files");
runFiles(files ? files.split(",") : []);
