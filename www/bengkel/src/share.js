// A link that holds a whole page. What stands behind the "#" never leaves the device of whoever opens it.
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

const NAME = "#halaman=";

/** Characters that a link may have before chats and mail programs cut it, and before browsers refuse it. */
export const USUAL = 8000;
export const MOST = 1_500_000;

const encode = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

/** @param {string} page @param {string} address of the workshop */
export const linkTo = (page, address) => address.replace(/#.*$/, "") + NAME + encode(deflateSync(strToU8(page), { level: 9 }));

/** The page of an address; null where it holds none; undefined where it was cut or changed. @param {string} hash */
export function pageOf(hash) {
  if (!hash.startsWith(NAME)) return null;
  try {
    const text = atob(hash.slice(NAME.length).replace(/-/g, "+").replace(/_/g, "/"));
    return strFromU8(inflateSync(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
  } catch (error) {
    return undefined;
  }
}
