// What a page is watched for while payloads go through it.

/** Runs in the page before anything else. Whatever a payload calls is kept in `window.kena`. */
export function watch() {
  const hits = [];
  const names = ["__kena", "kena", "alert", "prompt", "confirm", "print", "open"];
  for (const name of names) {
    Object.defineProperty(window, name, { value: (...call) => hits.push([name, ...call].join()), configurable: false });
  }
  Object.defineProperty(window, "hits", { value: hits });
  Object.defineProperty(window, "violations", { value: [] });
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push([event.violatedDirective, event.blockedURI, event.sample].join(" "));
  });
  Object.defineProperty(window, "inspect", { value: inspect });

  /**
   * What is wrong with a part of the page, and how many links it has.
   *
   * @param {string} selector
   * @param {string[]} tags those that may stand in it
   */
  function inspect(selector, tags) {
    const wrong = [];
    let links = 0;
    const safe = { href: ["http:", "https:", "mailto:", "tel:", "sms:", "whatsapp:", "market:", "geo:"], src: ["http:", "https:"] };
    for (const root of document.querySelectorAll(selector)) {
      for (const node of root.querySelectorAll("*")) {
        if (!tags.includes(node.localName)) wrong.push(`<${node.localName}>`);
        for (const { name, value } of Array.from(node.attributes)) {
          if (/^on|^(srcdoc|style|formaction|action|srcset|ping|background|is|slot|xlink:href)$/i.test(name)) wrong.push(`${node.localName} ${name}`);
          if (name !== "href" && name !== "src") continue;
          links += 1;
          let protocol;
          try {
            ({ protocol } = new URL(value, document.baseURI));
          } catch (error) {
            continue; // no browser follows what it cannot read
          }
          const isPicture = name === "src" && /^data:image\//i.test(value);
          if (!safe[name].includes(protocol) && !isPicture) wrong.push(`${node.localName} ${name}=${value}`);
        }
      }
    }
    if (Object.keys(Object.prototype).length > 0 || {}.kena !== undefined) wrong.push("Object.prototype");
    if (window.length > 0) wrong.push("a frame");
    return { wrong, links };
  }
}

/** Follows what leaves the page; resolves later to what should not have. */
export function watchFromOutside(page, origins) {
  const odd = [];
  page.on("dialog", (dialog) => {
    odd.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", (popup) => odd.push(`popup ${popup.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    const isPicture = ["image", "media"].includes(request.resourceType());
    if (!isPicture && !origins.some((origin) => url.startsWith(origin))) odd.push(`${request.resourceType()} ${url.slice(0, 200)}`);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) odd.push(`frame ${frame.url()}`);
  });
  return odd;
}
