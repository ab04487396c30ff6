// What must never be found anywhere, in every spelling that it could be found in.
import { MEMBERS, TOKEN } from "../support/mock-shop.mjs";

/** What a client of the shop's page knows. */
export const CREDENTIALS = [TOKEN, MEMBERS.budi.tokenUser, MEMBERS.budi.idUser];

/** What the API says of the member; `info` is an answer of user/info. */
export function memberData(info) {
  const { nama_user, email_user, nomor_telepon, tanggal_lahir, kode_referral, jumlah_saldo } = info;
  const saldo = Number(jumlah_saldo).toLocaleString("id-ID");
  return [nama_user, email_user, nomor_telepon, tanggal_lahir, kode_referral, String(jumlah_saldo), saldo];
}

/** Half a secret is half way to all of it; of a short one the half could be anything. */
const PART = 8;

/**
 * A secret's spellings: as it is, its beginning, percent-encoded, in base64 wherever it stands in what was encoded, in
 * hexadecimal, as JSON, and backwards.
 */
function spellings(secret) {
  const texts = secret.length > PART + 2 ? [secret, secret.slice(0, PART)] : [secret];
  return texts.flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString("hex"),
    ...[0, 1, 2].map((before) => insideBase64(text, before)),
    [...text].reverse().join(""),
  ]);
}

/** The part of its base64 that stays the same whatever stands around it, behind `before` bytes modulo three. */
function insideBase64(text, before) {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice([0, 2, 3][before], whole);
}

/**
 * A search for these secrets, whatever the case: `%2F` is `%2f` to some.
 *
 * @param {string[]} secrets
 * @returns {(text: string) => string[]} the spellings that are in a text
 */
export function finder(secrets) {
  const needles = [...new Set(secrets.flatMap(spellings).map((text) => text.toLowerCase()))];
  return (text) => {
    const hay = text.toLowerCase();
    // A number inside of a longer one, such as a time, is not that number.
    const numbers = new Set(hay.match(/\d+/g));
    return needles.filter((needle) => (/^\d+$/.test(needle) ? numbers.has(needle) : hay.includes(needle)));
  };
}
