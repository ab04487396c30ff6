// @ts-check
// Everything but the way to the module. Bundled with the module's glue into one file.

export { callbackReceiver } from "./callback.js";
export { ClosedApi } from "./closed-api.js";
export { CommerceApi } from "./commerce.js";
export { init, load, provide } from "./load.js";
export { MitraBunso } from "./mitra-bunso.js";
export { OneSolu, OneSoluWebhooks } from "./onesolu.js";
export { OneTablet } from "./onetablet.js";
export { BukaOlshopError, argument, demandServer } from "./refusal.js";
export { CallbackRejection } from "./rejection.js";
export { MemoryStore, NoFileStore, keptOf } from "./store.js";
