// Every way to get the package from npm, in one process: the package is packed and installed once for all.
import "./vite.mjs";
import "./webpack.mjs";
import "./webpack4.mjs";
import "./esbuild.mjs";
import "./browser.mjs";
import "./frameworks.mjs";
import "./node.mjs";
import "./manifest.mjs";
