// The server of pages and of the files that they load, as a CDN answers: compressed ahead of time, to be kept for long,
// for every origin.
import { once } from "node:events";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", wasm: "application/wasm" };

/** What stands before a file's path to make the address a new one. */
const SERIAL = /^\/\d+\//;

/** As servers compress that do it once. */
export function brotli(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
}

/**
 * Starts a server on a free loopback port.
 *
 * @param {Map<string, Buffer | string>} files content by path; behind any number, too, so that they can be new to a browser
 * @param {(path: string) => string | undefined} [pages] those whose text is made when they are asked for
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export async function startSite(files, pages = () => undefined) {
  const compressed = new Map([...files].map(([path, content]) => [path, brotli(content)]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    // Builds of old Chromium know no brotli.
    const isCompressed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    const file = path.replace(SERIAL, "/");
    const made = pages(path);
    const content = made ?? files.get(file);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const compress = () => (made === undefined ? compressed.get(file) : brotli(made));
    const body = isCompressed ? compress() : Buffer.from(content);
    const type = path.slice(path.lastIndexOf(".") + 1);
    response.writeHead(200, {
      "content-type": TYPES[type],
      ...(isCompressed && { "content-encoding": "br" }),
      "content-length": body.length,
      "access-control-allow-origin": "*",
      // The app holds the page; what it loads is named by a version.
      "cache-control": type === "html" ? "no-store" : "public, max-age=31536000, immutable",
    });
    response.end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, close };
}
