// The entry of `bukaolshop/server` for pages: everything in it throws the error that says why.

import { BukaOlshopError, inPage } from "./errors.js";

export { BukaOlshopError };

class Refused {
  constructor() {
    throw inPage();
  }
}

export {
  Refused as CacheAnswers,
  Refused as CallbackRejection,
  Refused as ClosedApi,
  Refused as CommerceApi,
  Refused as MemoryStore,
  Refused as MitraBunso,
  Refused as OneSolu,
  Refused as OneSoluWebhooks,
  Refused as OneTablet,
};

export function callbackReceiver() {
  throw inPage();
}

export function topupHandler() {
  throw inPage();
}

export function openApiCache() {
  throw inPage();
}

export function exactlyOnce() {
  throw inPage();
}

const refuse = () => {
  throw inPage();
};

export const forward = { mitraBunso: refuse, oneSolu: refuse, oneTablet: refuse, commerce: refuse, digital: refuse };

export async function init() {
  throw inPage();
}

export default init;
