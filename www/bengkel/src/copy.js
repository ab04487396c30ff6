// What is pasted into the app: with the token in it, with the package from a CDN or inside, with contents from the start and with the
// line that asks the first question ahead.
import library from "bengkel:library";
import { CDN, PLACEHOLDER } from "./library.js";
import { attributeText, edited, readHtml } from "./html.js";
import { OPEN_API } from "./shop.js";

/** Bytes that a page with the package inside is longer. */
export const LIBRARY_SIZE = library.length;

/** Base64, as the app shows tokens; what else is in it does not belong to it. */
const TOKEN = /^[\w+/=.-]{12,}$/;

/** What is wrong with a token as it was typed; an empty text where nothing is. @param {string} text */
export function problemOf(text) {
  if (text === "") return "";
  if (text === PLACEHOLDER || /TOKEN/.test(text)) return "Ini tulisan contoh, bukan token. Salin token Open API dari aplikasi bukaOlshop.";
  if (/\s/.test(text)) return "Token tidak berisi spasi. Salin lagi seluruhnya dari aplikasi bukaOlshop.";
  if (/^["'“”]|["'“”]$/.test(text)) return "Hapus tanda kutip di sekitar token.";
  if (!TOKEN.test(text)) return "Ini tidak seperti token Open API: hanya huruf, angka, dan tanda + / = yang boleh, paling sedikit 12.";
  return "";
}

/** What is wrong with a member's two values as they were typed. @param {{ token_user: string, id_user: string }} member */
export function problemOfMember({ token_user, id_user }) {
  if (token_user === "" && id_user === "") return "Kosong: tampil sebagai tamu. Nilainya terlihat di aplikasi, di halaman yang berisi teks {" + "{token_user}" + "} dan {" + "{id_user}" + "}.";
  if (token_user === "") return "Isi juga token_user; sementara ini tampil sebagai tamu.";
  if (id_user === "") return "Isi juga id_user; sementara ini tampil sebagai tamu.";
  if (/[\s"'“”<>{}]/.test(token_user + id_user)) return "token_user dan id_user tidak berisi spasi, tanda kutip, atau kurung. Salin lagi; sementara ini tampil sebagai tamu.";
  return "";
}

/** The `preload` line for a question, encoded as the page asks it. @param {string} url @param {string} token */
export function preloadLine(url, token) {
  const asked = new URL(url);
  const query = asked.search.replace(/([?&]token=)[^&]*/, (_, name) => name + encodeToken(token || PLACEHOLDER));
  return `<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${attributeText(OPEN_API + asked.pathname.slice(new URL(OPEN_API).pathname.length) + query)}">`;
}

/** As the library writes a token into an address. @param {string} token */
const encodeToken = (token) => encodeURIComponent(token).replace(/[!'()*]/g, (letter) => "%" + letter.charCodeAt(0).toString(16).toUpperCase());

/** Where a line for the head of a page belongs: before the first thing that is no part of its frame. @param {string} text */
function headOf(text) {
  const { tags, doctypeEnd } = readHtml(text);
  const first = tags.find(({ name }) => !/^(html|head|meta|title)$/.test(name));
  if (first) return first.start;
  return tags.length ? tags[tags.length - 1].end : doctypeEnd;
}

/** The tags that load the classic script from a CDN. @param {string} text */
function libraryTags(text) {
  return readHtml(text).tags.filter((tag) => {
    const src = tag.attributes.get("src");
    CDN.lastIndex = 0;
    return tag.name === "script" && src && !tag.template && CDN.test(src.value) && /\.min\.js$|bukaolshop(@[^/]*)?$/.test(src.value) && tag.closed >= 0;
  });
}

/** Whether a page has a script of its own, which may count on the library that stands before it. @param {string} page */
function hasScript(page) {
  const known = libraryTags(page).map(({ start }) => start);
  return readHtml(page).tags.some(({ name, start }) => name === "script" && !known.includes(start));
}

/**
 * @param {string} page
 * @param {object} choice
 * @param {string} choice.token
 * @param {boolean} choice.isInline
 * @param {string | null} choice.preload the address of the first question
 * @param {{ from: number, to: number, insert: string }[] | null} choice.contents changes that put contents into the page
 * @returns {{ text: string, problem: string }}
 */
export function compose(page, { token, isInline, preload, contents }) {
  let text = contents ? edited(page, contents) : page;
  let problem = "";
  if (preload) {
    const at = headOf(text);
    text = text.slice(0, at) + preloadLine(preload, token) + "\n" + text.slice(at);
  }
  if (isInline) {
    const changes = [];
    for (const tag of libraryTags(text)) {
      for (const name of ["src", "async", "defer", "onerror", "crossorigin", "integrity"]) {
        const attribute = tag.attributes.get(name);
        if (!attribute) continue;
        let from = attribute.start;
        while (/\s/.test(text[from - 1])) from -= 1;
        changes.push({ from, to: attribute.end, insert: "" });
      }
      changes.push({ from: tag.end, to: tag.closed, insert: library });
    }
    if (changes.length === 0) problem = "Halaman ini tidak memakai pustaka dengan satu tag dari CDN, jadi tidak ada yang disisipkan.";
    text = edited(text, changes);
  } else if (contents && !hasScript(page)) {
    // The cards are there already: the browser draws them before it runs the script, however quickly that has come.
    const waiting = libraryTags(text).filter(({ attributes }) => !attributes.has("async") && !attributes.has("defer"));
    text = edited(text, waiting.map(({ start }) => ({ from: start + "<script".length, to: start + "<script".length, insert: " async" })));
  }
  return { text: token ? text.split(PLACEHOLDER).join(token) : text, problem };
}
