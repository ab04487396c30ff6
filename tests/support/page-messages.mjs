// What a page says, over either protocol: on its console, of errors that nothing caught, and what the browser itself has
// to say of it.

/** How puppeteer calls a type of message, where DevTools and these tests call it otherwise. */
const TYPES = { warn: "warning" };

/**
 * Calls `note` for each message of a page. Uncaught errors are of type "exception".
 *
 * @param {import("puppeteer-core").Page} page
 * @param {(type: string, text: string) => void} note
 */
export function noteMessages(page, note) {
  const { browsingContext } = page.mainFrame();
  if (browsingContext) noteOfBidi(browsingContext, note);
  else noteOfDevTools(page, note);
}

/**
 * Firefox's own warnings reach puppeteer's event "pageerror" like uncaught errors, and nothing tells them apart. So the
 * entries of BiDi's log are read where puppeteer reads them, in a part of it that is not documented.
 */
function noteOfBidi(browsingContext, note) {
  browsingContext.on("log", ({ entry: { type, level, method, text } }) => {
    if (type === "console") note(TYPES[method] ?? method, text);
    else note(level === "error" ? "exception" : "warning", text);
  });
}

function noteOfDevTools(page, note) {
  page.on("pageerror", (error) => note("exception", error?.stack ?? String(error)));
  page.on("console", (message) => note(TYPES[message.type()] ?? message.type(), textOf(message)));
}

/** A message as the console would print it; one of the browser itself comes with the address it is about. */
function textOf(message) {
  const args = message.args();
  if (args.length === 0) return [message.text(), message.location().url].join(" ").trim();
  return args.map((arg) => textOfValue(arg.remoteObject())).join(" ");
}

function textOfValue({ type, value, description, unserializableValue }) {
  return type === "string" ? value : (description ?? unserializableValue ?? String(value));
}
