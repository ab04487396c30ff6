// Every suite of `./build.sh test`: what it runs, what it needs first, and how long it may take.
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What Rust programs have. */
const NATIVE = ["--features", ["native", "axum", "postgres", "redis", "relay", "serde", "sqlite", "test-util", "time"].map((name) => `bukaolshop/${name}`).join(",")];
const WASM = ["--target", "wasm32-unknown-unknown"];
const CRATE = ["--package", "bukaolshop"];

const clippy = (...options) => ["cargo", "clippy", "--locked", ...options, "--", "-D", "warnings"];
const documentation = (...options) => ["env", "RUSTDOCFLAGS=-D warnings", "cargo", "doc", "--locked", "--no-deps", ...options];

/**
 * @typedef {object} Suite
 * @property {string} slug how the command line names it
 * @property {string} title
 * @property {"check" | "nextest" | "cargo" | "fuzz" | "node"} kind whose count is read: a check's exit status, nextest's
 *   summary, cargo's results, the fuzz script's last line, or the events of node's test runner
 * @property {string[][]} [commands] run one after the other, up to the first that fails
 * @property {string[][]} [repetitions] commands more, with --all
 * @property {string} [folder] in which each *.test.mjs is run, as a job of its own
 * @property {"chromium" | "firefox" | "several" | "this computer"} [engine] what its tests run on, for whoever reads that one
 *   failed; where there are several, the name of the test's group, of its parent or of its file tells which
 * @property {string[]} [needs] slugs of suites whose results it needs
 * @property {string[]} [tools] what `build.sh` installs for it, see `set_up` there
 * @property {boolean} [isRepetition] only with --all, or where it is named: it takes long, and shows what other suites show in part
 * @property {number} limit seconds for each command or file: about four times what the longest takes where nothing else runs
 * @property {Record<string, number>} [limits] for files that take longer than the others of their suite, by name
 * @property {number} [repeats] how many times as long a file may take with --all
 * @property {boolean} [usesCargo] it builds in the common target folder, which cargo gives to one at a time
 */

/** @type {Suite[]} in the order in which they are begun where nothing else decides */
export const SUITES = [
  { slug: "format", title: "Format", kind: "check", commands: [["cargo", "fmt", "--all", "--check", "--", "--color", "never"]], limit: 30 },
  { slug: "mock-server", title: "Programs of tests build", kind: "check", commands: [["cargo", "build", "--locked", "--package", "mock-server", "--package", "example-server"]], limit: 900, usesCargo: true },
  { slug: "package-build", title: "Package builds", kind: "check", commands: [["./build.sh", "build"]], tools: ["package"], limit: 900 },
  { slug: "bengkel-build", title: "Workshop builds", kind: "check", commands: [["./build.sh", "bengkel"]], needs: ["package-build"], tools: ["package"], limit: 300 },
  {
    slug: "native",
    title: "Native tests",
    kind: "nextest",
    commands: [["cargo", "nextest", "run", "--locked", "--workspace", ...NATIVE, "--no-fail-fast"]],
    engine: "this computer",
    tools: ["databases"],
    limit: 1500,
    repeats: 2,
    usesCargo: true,
  },
  {
    slug: "wasm-build",
    title: "WebAssembly tests build",
    kind: "check",
    commands: [["node", "tests/wasm/build.mjs"]],
    limit: 600,
    usesCargo: true,
  },
  {
    slug: "lints-native",
    title: "Lints, native",
    kind: "check",
    // With and without its features: what only one of them uses must not be left over without it.
    commands: [
      clippy(...CRATE, "--lib"),
      clippy(...CRATE, "--lib", "--features", "server"),
      clippy(...CRATE, "--lib", "--features", "sqlite"),
      clippy(...CRATE, "--lib", "--features", "postgres"),
      clippy(...CRATE, "--lib", "--features", "redis"),
      clippy(...CRATE, "--lib", "--features", "native"),
      clippy(...CRATE, "--lib", "--bins", "--features", "relay"),
      // The TLS of the system, without rustls; and on any machine, what is there only for WebAssembly.
      clippy(...CRATE, "--lib", "--features", "native-tls,gzip,brotli"),
      ["cargo", "check", "--locked", ...CRATE, "--lib", "--features", "reqwest,js,server-js"],
      clippy("--workspace", "--all-targets", ...NATIVE),
    ],
    limit: 600,
    usesCargo: true,
  },
  {
    slug: "lints-wasm",
    title: "Lints, WebAssembly",
    kind: "check",
    commands: [
      clippy(...WASM, ...CRATE, "--lib"),
      clippy(...WASM, ...CRATE, "--lib", "--features", "js"),
      clippy(...WASM, ...CRATE, "--lib", "--features", "server"),
      clippy(...WASM, ...CRATE, "--lib", "--features", "server-js"),
      clippy(...WASM, "--package", "bukaolshop-wasm-tests", "--all-targets"),
      clippy(...WASM, "--package", "mock-shop", "--lib", "--features", "js"),
    ],
    limit: 600,
    usesCargo: true,
  },
  {
    slug: "docs",
    title: "Documentation",
    kind: "check",
    commands: [
      documentation("--workspace", ...NATIVE),
      documentation(...CRATE, "--features", "js", ...WASM),
      documentation(...CRATE, "--features", "server-js", ...WASM),
      ["node", "tests/build/accidental-lists.mjs", "doc/bukaolshop", "wasm32-unknown-unknown/doc/bukaolshop"],
    ],
    limit: 600,
    usesCargo: true,
  },
  {
    slug: "doc-examples",
    title: "Documentation examples",
    kind: "cargo",
    commands: [["cargo", "test", "--locked", "--workspace", ...NATIVE, "--doc", "--no-fail-fast"]],
    engine: "this computer",
    limit: 600,
    usesCargo: true,
  },
  { slug: "fuzzing", title: "Fuzzing, short", kind: "fuzz", commands: [["./build.sh", "fuzz", "short"]], tools: ["fuzz"], limit: 1800, isRepetition: true },
  {
    slug: "types",
    title: "Types",
    kind: "check",
    commands: [["bash", "tests/build/types.sh"]],
    needs: ["package-build"],
    tools: ["package"],
    limit: 60,
  },
  node("programs", "Programs", "tests/programs", { engine: "chromium", limit: 900, usesCargo: true }),
  node("runner", "Test runner", "tests/build", { needs: ["mock-server"], tools: ["package", "browsers", "old-engines"], limit: 60 }),
  node("benchmark", "Benchmark's own", "tests/bench", { limit: 30 }),
  {
    slug: "benchmark-runs",
    title: "Benchmark runs",
    kind: "check",
    // One round: not for its figures, but because a page that shows other rows than its peers ends it.
    commands: [["env", "RUNS=1", "./build.sh", "bench", "bytes", "decoding", "requests", "memory", "growth"]],
    needs: ["package-build", "mock-server"],
    tools: ["package", "browsers"],
    limit: 600,
    isRepetition: true,
  },
  node("package", "Package", "tests/package", { needs: ["package-build", "mock-server"], limit: 60 }),
  node("stores", "Stores", "tests/stores", {
    needs: ["package-build", "mock-server"],
    tools: ["stores", "databases"],
    limit: 240,
    limits: { stores: 900 },
  }),
  node("server", "Server entry", "tests/server", { needs: ["package-build", "mock-server"], tools: ["stores", "browsers"], limit: 60, limits: { "open-api-cache": 300, "two-systems": 400 } }),
  node("guide", "Guide", "tests/guide", { engine: "chromium", tools: ["stores", "databases"], limit: 90, limits: { "setiap-halaman": 400 }, repeats: 2 }),
  // The first run compiles the relay for its container.
  node("relay-guide", "Guide of the relay", "tests/relay-guide", { engine: "chromium", tools: ["containers"], limit: 1200 }),
  node("old-engines", "Old engines", "tests/old-engines", { engine: "several", tools: ["old-engines", "consumers"], limit: 120, repeats: 6 }),
  node("firefox", "Firefox", "tests/firefox", { engine: "firefox", limit: 150, repeats: 2 }),
  node("faults", "Faults", "tests/faults", { engine: "several", limit: 100, limits: { elemen: 200 }, repeats: 2 }),
  node("demo", "Demo storefront", "tests/demo", { engine: "chromium", limit: 120, limits: { aksesibilitas: 240 } }),
  node("contoh", "Examples", "tests/contoh", { engine: "chromium", limit: 100, limits: { perilaku: 200, "setiap-contoh": 330 }, repeats: 2 }),
  node("xss", "XSS", "tests/xss", { engine: "chromium", limit: 90, limits: { elements: 150 }, repeats: 5 }),
  node("elements", "Elements", "tests/elements", { engine: "chromium", limit: 60, limits: { bingkai: 200 }, repeats: 2 }),
  node("bengkel", "Workshop", "tests/bengkel", { engine: "several", needs: ["package-build", "bengkel-build", "mock-server"], limit: 300, limits: { akses: 900, periksa: 900, tahan: 600 } }),
  node("contract", "Contract", "tests/browser", { engine: "chromium", limit: 60 }),
  node("wasm", "WebAssembly in browsers", "tests/wasm", { engine: "several", needs: ["wasm-build", "mock-server"], limit: 60 }),
  node("consumers", "Consumers", "tests/consumers", { engine: "chromium", tools: ["consumers"], limit: 120 }),
  node("classic", "Classic script", "tests/classic", { engine: "chromium", limit: 60, repeats: 2 }),
  node("mutations", "Changed answers", "tests/mutations", { engine: "chromium", limit: 80, repeats: 4 }),
  node("soak", "Soak", "tests/soak", { engine: "chromium", limit: 80, repeats: 3 }),
  node("memory", "Memory", "tests/memory", { engine: "chromium", limit: 110, repeats: 3 }),
];

/** A suite of node's test files; unless it says otherwise, they open the built package in browsers. */
function node(slug, title, folder, more) {
  const usual = more.engine ? { needs: ["package-build", "mock-server"], tools: ["package"] } : {};
  const tools = [...(usual.tools ?? []), ...(more.engine ? ["browsers"] : []), ...(more.tools ?? [])];
  return { slug, title, kind: "node", folder, ...usual, ...more, tools };
}

/**
 * Whether a file declares one test, whose parts are told by a page: TEST_NAME tells that page which part to run, which node's
 * test runner could not.
 */
export const runsInOnePage = (file) => /\/contract\.test\.mjs$|^tests\/wasm\/(chromium|firefox)\.test/.test(file);

/**
 * How many seconds a suite's command or file may take.
 *
 * @param {Suite} suite
 * @param {{ file?: string, all: boolean }} job
 */
export function limitOf({ limit, limits = {}, repeats = 1 }, { file = "", all }) {
  const name = file.replace(/^.*\//, "").replace(/\.test\.mjs$/, "");
  return (limits[name] ?? limit) * (all ? repeats : 1);
}

/** The test files of a suite. */
export function testFiles({ folder }, root) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".test.mjs"))
    .sort()
    .map((name) => `${folder}/${name}`);
}
