// Mistakes that the short run has to notice: two or more in each layer, each one that a person could make. Put into the
// code one at a time by run.mjs.

/**
 * @typedef {object} Fault
 * @property {string} name what is wrong, as a sentence
 * @property {string} layer the part of the project that it is in
 * @property {string} file where it is put in, from the repository's top folder
 * @property {string} find the text that it replaces, which occurs exactly once in the file
 * @property {string} replace what stands there instead
 * @property {string[]} suites the suites of the short run that are expected to notice it, by their slugs
 * @property {string[]} [files] the test files of those suites to run; without them, all are run
 * @property {string} [module] the module of the native tests to run; without it, all are run
 */

/** @type {Fault[]} */
export const FAULTS = [
  // ---------------------------------------------------------------- what the API sends is repaired
  {
    name: "A price of 50.000 is read as fifty, though it may mean fifty thousand",
    layer: "repair",
    file: "src/repair/number.rs",
    find: "matches!(fraction, Some(0 | 3))",
    replace: "matches!(fraction, Some(0))",
    suites: ["native"],
    module: "number",
  },
  {
    name: "The place of a rejected row does not count the rows that were rejected before it",
    layer: "repair",
    file: "src/repair/row.rs",
    find: "index += 1;",
    replace: "index += usize::from(kept);",
    suites: ["native"],
    module: "repair",
  },

  // ---------------------------------------------------------------- what is asked, and the rows of the answer
  {
    name: "A member whose balance is missing is shown with a balance of zero",
    layer: "endpoints",
    file: "src/open_api/user/info.rs",
    find: 'number("jumlah_saldo").essential(),',
    replace: 'number("jumlah_saldo"),',
    suites: ["native"],
    module: "repair",
  },
  {
    name: "The largest page of a hundred rows is refused",
    layer: "endpoints",
    file: "src/endpoint.rs",
    find: "(10..=Self::LARGEST_TOTAL)",
    replace: "(10..Self::LARGEST_TOTAL)",
    suites: ["native"],
    module: "requests",
  },

  // ---------------------------------------------------------------- pages, and the walk through them
  {
    name: "A page that is exactly full counts as the last one",
    layer: "paging and client",
    file: "src/client/decode.rs",
    find: "has_next: self.sent >= total_data as usize,",
    replace: "has_next: self.sent > total_data as usize,",
    suites: ["contract"],
  },
  {
    name: "A walk takes a 404 on the first page for the end of the list",
    layer: "paging and client",
    file: "src/client/walk.rs",
    find: "is_none_or(|(page, _)| page == 1)",
    replace: "is_none_or(|(page, _)| page == 0)",
    suites: ["native"],
    module: "paging",
  },
  {
    name: "The documentation links to a method that no longer exists",
    layer: "paging and client",
    file: "src/answer.rs",
    find: "(crate::Client::renew)",
    replace: "(crate::Client::refresh)",
    suites: ["docs"],
  },

  // ---------------------------------------------------------------- cache, retry, dedupe, quota, timeout
  {
    name: "The cache answers one shop with what it keeps for another",
    layer: "layers",
    file: "src/client/mod.rs",
    find: "shop_number(&options.base_url, options.identity.token())",
    replace: 'shop_number(&options.base_url, "")',
    suites: ["native"],
    module: "cache",
  },
  {
    name: "A call ignores the part of its time that is gone when it is sent",
    layer: "layers",
    file: "src/layer/timeout.rs",
    find: "self.after.saturating_sub(request.elapsed)",
    replace: "self.after",
    suites: ["native"],
    module: "layers",
  },
  {
    name: "A change of a balance is sent again when its answer is lost",
    layer: "layers",
    file: "src/layer/retry.rs",
    find: "Some(wait) if request.repeatable =>",
    replace: "Some(wait) =>",
    suites: ["server"],
    files: ["tests/server/money.test.mjs"],
  },
  {
    name: "The list of requests under way keeps those that have ended",
    layer: "layers",
    file: "src/layer/dedupe.rs",
    find: "*callers > 0 && !self.has_landed",
    replace: "*callers > 0 || self.has_landed",
    suites: ["native"],
    module: "dedupe",
  },

  // ---------------------------------------------------------------- transports
  {
    name: "A page follows a redirect, and takes the token to wherever that leads",
    layer: "transport",
    file: "src/transport/browser.rs",
    find: "set_redirect(RequestRedirect::Manual)",
    replace: "set_redirect(RequestRedirect::Follow)",
    suites: ["faults"],
    files: ["tests/faults/bocor.test.mjs"],
  },
  {
    name: "A request goes on though its call has been given up",
    layer: "transport",
    file: "src/transport/engine.rs",
    find: "if !self.is_answered {",
    replace: "if false {",
    suites: ["wasm"],
    files: ["tests/wasm/chromium.test.mjs"],
  },
  {
    name: "A program follows a redirect to another port of the same host",
    layer: "transport",
    file: "src/transport/native.rs",
    find: "from.origin() == attempt.url().origin()",
    replace: "from.host_str() == attempt.url().host_str()",
    suites: ["native"],
    module: "native",
  },

  // ---------------------------------------------------------------- errors, and who asks
  {
    name: "The token is sent without being percent-encoded",
    layer: "errors and identity",
    file: "src/identity.rs",
    find: "push_encoded(url, &self.token);",
    replace: "url.push_str(&self.token);",
    suites: ["native"],
    module: "requests",
  },
  {
    name: "An error shows a secret that the server has repeated percent-encoded",
    layer: "errors and identity",
    file: "src/redact.rs",
    find: "for spelling in [*secret, &encoded] {",
    replace: "for spelling in [*secret] {",
    suites: ["faults"],
    files: ["tests/faults/bocor.test.mjs"],
  },

  // ---------------------------------------------------------------- the WebAssembly bindings and a page's script
  {
    name: "A price beyond what a number can hold reaches the page as Infinity",
    layer: "bindings and pages",
    file: "src/web/tree.js",
    find: 'return kind === "0" && isFinite(value);',
    replace: 'return kind === "0";',
    suites: ["mutations"],
  },
  {
    name: "The listener of an abort signal stays when the call is over",
    layer: "bindings and pages",
    file: "pkg-template/client/call.js",
    find: '      if (canAbort) signal.removeEventListener("abort", give);\n',
    replace: "",
    suites: ["contract"],
  },
  {
    name: "A module that could not be loaded is never asked for again",
    layer: "bindings and pages",
    file: "pkg-template/client/load.js",
    find: "        loading = null;\n        throw failed(error);",
    replace: "        throw failed(error);",
    suites: ["guide"],
    files: ["tests/guide/kalau-gagal.test.mjs"],
  },
  {
    name: "The script does not start where an element of the page has its name as id",
    layer: "bindings and pages",
    file: "pkg-template/client/classic.js",
    find: "if (!page.BukaOlshop || !page.BukaOlshop[ADOPT]) {",
    replace: "if (!page.BukaOlshop) {",
    suites: ["classic"],
    files: ["tests/classic/start.test.mjs"],
  },
  {
    name: "The products of another category than the one that is named are asked for",
    layer: "bindings and pages",
    file: "src/web/query.rs",
    find: "ID_KATEGORI.read(query)?.map(|number| number as u64)",
    replace: "ID_KATEGORI.read(query)?.map(|number| number as u64 + 1)",
    suites: ["contract"],
  },

  // ---------------------------------------------------------------- elements
  {
    name: "A link is taken for harmless where https: stands anywhere in it",
    layer: "elements",
    file: "pkg-template/elements/links.js",
    find: "/^(https?|mailto|tel|whatsapp):/i",
    replace: "/(https?|mailto|tel|whatsapp):/i",
    suites: ["xss"],
    files: ["tests/xss/elements.test.mjs"],
  },
  {
    name: "An answer that comes late takes the place of a newer one",
    layer: "elements",
    file: "pkg-template/elements/list.js",
    find: "    if (mine !== turn) return;\n",
    replace: "",
    suites: ["elements"],
    files: ["tests/elements/kendali.test.mjs"],
  },
  {
    name: "Texts are set by a method that Chromium 71 does not have",
    layer: "elements",
    file: "pkg-template/elements/template.js",
    find: "(node.textContent = text(scope, row, field))",
    replace: "node.replaceChildren(text(scope, row, field))",
    suites: ["old-engines"],
    files: ["tests/old-engines/elements.test.mjs"],
  },
  {
    name: "Scrolling asks how the network is, which only Chromium tells",
    layer: "elements",
    file: "pkg-template/elements/list.js",
    find: '{ rootMargin: "600px" }',
    replace: '{ rootMargin: /** @type {any} */ (navigator).connection.saveData ? "0px" : "600px" }',
    suites: ["firefox"],
    files: ["tests/firefox/elements.test.mjs"],
  },

  // ---------------------------------------------------------------- the server in Rust
  {
    name: "The lease of a callback never ends, so nobody takes over from a program that was killed",
    layer: "server",
    file: "src/server/callback/store/claim_table.rs",
    find: "until: now.saturating_add(milliseconds(bid.lease)),",
    replace: "until: u64::MAX,",
    suites: ["native"],
    module: "callback",
  },
  {
    name: "A shop resumes the unfinished callbacks of another shop",
    layer: "server",
    file: "src/server/callback/receiver.rs",
    find: "                .filter(|callback| callback.key(&self.toko) == left.key);",
    replace: "                ;",
    suites: ["native"],
    module: "callback",
  },
  {
    name: "A gateway's 502 with a code of 400 counts as a refusal, though money may have moved",
    layer: "server",
    file: "src/server/client.rs",
    find: "(400..500).contains(&code) && answer.http_status < 500;",
    replace: "(400..500).contains(&code);",
    suites: ["native"],
    module: "server_client",
  },
  {
    name: "Code that only some builds use is compiled into all of them",
    layer: "server",
    file: "src/server/callback/store/claim_table.rs",
    find: '    #[cfg(any(not(target_arch = "wasm32"), feature = "server-js"))]\n    pub fn end_leases',
    replace: "    pub fn end_leases",
    suites: ["lints-wasm"],
  },

  // ---------------------------------------------------------------- the server's entry in JavaScript
  {
    name: "The log of callbacks shows the words of an error of the program's own",
    layer: "server entry",
    file: "pkg-template/server/callback.js",
    find: "String(error?.name ?? typeof error)",
    replace: "String(error?.message ?? typeof error)",
    suites: ["server"],
    files: ["tests/server/callback.test.mjs"],
  },
  {
    name: "A number that JSON cannot hold is sent as nothing",
    layer: "server entry",
    file: "pkg-template/server/client-base.js",
    find: 'typeof value === "number" ? !Number.isFinite(value) : ',
    replace: "",
    suites: ["server"],
    files: ["tests/server/closed-api.test.mjs"],
  },
  {
    name: "A page's bundle gets the server's code",
    layer: "server entry",
    file: "pkg-template/package.json",
    find: '"default": "./server/browser.js"',
    replace: '"default": "./server/index.js"',
    suites: ["server"],
    files: ["tests/server/entry.test.mjs"],
  },

  // ---------------------------------------------------------------- the demo, the examples, the guide
  {
    name: "The demo shows the sums of a day before all of it is there",
    layer: "demo, examples and guide",
    file: "www/mutasi.js",
    find: "if (state.done) days.finish();",
    replace: "days.finish();",
    suites: ["demo"],
    files: ["tests/demo/mutasi.test.mjs"],
  },
  {
    name: "The demo lets every link through but javascript:",
    layer: "demo, examples and guide",
    file: "www/tautan.js",
    find: 'return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;',
    replace: 'return url.protocol === "javascript:" ? null : url.href;',
    suites: ["xss"],
    files: ["tests/xss/demo.test.mjs"],
  },
  {
    name: "An example does not give up the products of the category before",
    layer: "demo, examples and guide",
    file: "www/contoh/kategori-skrip.html",
    find: "pembatal.abort(); // produk kategori sebelumnya tidak ditunggu lagi\n",
    replace: "\n",
    suites: ["contoh"],
    files: ["tests/contoh/perilaku.test.mjs"],
  },
  {
    name: "The guide's search does not give up the one before",
    layer: "demo, examples and guide",
    file: "pkg-template/README.md",
    find: "pembatal.abort(); // yang lama tidak ditunggu lagi\n",
    replace: "\n",
    suites: ["guide"],
    files: ["tests/guide/kategori-dan-pencarian.test.mjs"],
  },
];
