// What a bundler for pages finds at `bukaolshop/server`: nothing but the refusal.

import { BukaOlshopError, inPage } from "./refusal.js";

export { BukaOlshopError };

class Refused {
  constructor() {
    throw inPage();
  }
}

export {
  Refused as CallbackRejection,
  Refused as ClosedApi,
  Refused as CommerceApi,
  Refused as MemoryStore,
  Refused as MitraBunso,
  Refused as OneSolu,
  Refused as OneSoluWebhooks,
  Refused as OneTablet,
};

export class FileStore extends Refused {
  static async open() {
    throw inPage();
  }
}

export function callbackReceiver() {
  throw inPage();
}

export async function init() {
  throw inPage();
}

export default init;
