// What filling templates needs of the document. Texts go in as text, attributes by their names; no
// HTML is ever read from a string.

// Marks a node that has bindings, in a template's own copy.
const MARK = "data-olshop-ikat";

/** The template for rows, directly inside an element; or the one for a state. */
export function ownTemplate(host, state) {
  for (let node = host.firstElementChild; node; node = node.nextElementSibling) {
    if (node.localName === "template" && (node.getAttribute("data-saat") || "") === state) return node.content;
  }
  return undefined;
}

export function copy(fragment) {
  return document.importNode(fragment, true);
}

export function fragment() {
  return document.createDocumentFragment();
}

export function create(parent, tag, text) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  parent.appendChild(node);
  return node;
}

export function elements(parent) {
  return Array.from(parent.querySelectorAll("*"));
}

export function tag(node) {
  return node.tagName;
}

/** Names and values, one after the other, of the attributes that may be bindings. */
export function attributes(node) {
  const list = [];
  for (const { name, value } of Array.from(node.attributes)) {
    if (/^data-(isi|format|jika|jika-tidak|tiap|attr-.+)$/.test(name)) {
      list.push(name, value);
      node.removeAttribute(name);
    }
  }
  return list;
}

export function mark(node) {
  node.setAttribute(MARK, "");
}

export function marked(parent) {
  const nodes = Array.from(parent.querySelectorAll("[" + MARK + "]"));
  for (const node of nodes) node.removeAttribute(MARK);
  return nodes;
}

export function content(template) {
  return template.content;
}

export function append(parent, node) {
  parent.appendChild(node);
}

export function replace(node, by) {
  if (node.parentNode) node.parentNode.replaceChild(by, node);
}

export function remove(node) {
  node.remove();
}

export function setText(node, text) {
  node.textContent = text;
}

export function setAttribute(node, name, text) {
  node.setAttribute(name, text);
}

// What stands in an element because of us, rows and what is behind them; everything else inside is the page's own.
const ours = new WeakMap();

function nodesOf(host, tail) {
  if (!ours.has(host)) ours.set(host, [[], []]);
  return ours.get(host)[tail ? 1 : 0];
}

/** Adds nodes to an element. */
export function place(host, nodes, tail) {
  nodesOf(host, tail).push(...nodes.childNodes);
  host.appendChild(nodes);
}

/** Puts nodes in the place of others. Those that are the same stay: somebody may be looking at them. */
export function refresh(host, nodes) {
  const added = nodesOf(host, false);
  const last = added[added.length - 1];
  const behind = last && last.parentNode === host ? last.nextSibling : null;
  const old = added.splice(0);
  Array.from(nodes.childNodes).forEach((node, i) => {
    const before = old[i];
    const stands = before && before.parentNode === host;
    if (stands && before.isEqualNode(node)) {
      added.push(before);
      return;
    }
    if (stands) host.replaceChild(node, before);
    else host.insertBefore(node, behind);
    added.push(node);
  });
  for (const node of old.slice(added.length)) node.remove();
}

export function clear(host, tail) {
  for (const node of nodesOf(host, tail).splice(0)) node.remove();
}

/** One step of a path. A place that a list has not, or anything in nothing, is nothing; a name that an object has not is no name. */
function step(value, name) {
  if (value === null || value === undefined) return value;
  if (Object.prototype.hasOwnProperty.call(value, name)) return value[name];
  return Array.isArray(value) && /^\d+$/.test(name) ? null : undefined;
}

/** What stands at a path of names: "list_gambar.0", or the thing itself at ".". Undefined where there is no such name. */
export function dig(scope, path) {
  return path === "." ? scope : path.split(".").reduce(step, scope);
}

/** For a path that leads nowhere: the name that is not there, and behind it those that are. */
export function missing(scope, path) {
  let value = scope;
  for (const name of path.split(".")) {
    const next = step(value, name);
    if (next === undefined) return [name].concat(typeof value === "object" && value !== null ? Object.keys(value) : []);
    value = next;
  }
  return [path];
}

/** A value as a person reads it. */
export function show(value) {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
  }
  return Array.isArray(value) ? value.filter((item) => typeof item !== "object").join(", ") : "";
}

/** Whether there is something: not false, 0, "", null, or an empty list. */
export function isFull(value) {
  return Array.isArray(value) ? value.length > 0 : !!value;
}

export function list(value) {
  return Array.isArray(value) ? value : [];
}

export function warn(text) {
  console.warn(text);
}

export function style(text) {
  const node = document.createElement("style");
  node.textContent = text;
  // First, so that whatever the page says of the same thing comes later and holds.
  document.head.insertBefore(node, document.head.firstChild);
}
