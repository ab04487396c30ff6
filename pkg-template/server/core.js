// @ts-check
// Everything that the entries share. The build bundles it with the module's glue into one file; the entries differ only
// in where they find the module.

export { callbackReceiver } from "./callback.js";
export { CallbackRejection } from "./callback-rejection.js";
export { ClosedApi } from "./closed-api.js";
export { CommerceApi } from "./commerce.js";
export { forward } from "./forward.js";
export { exactlyOnce } from "./once.js";
export { init, load, provide } from "./load.js";
export { MitraBunso } from "./mitra-bunso.js";
export { OneSolu, OneSoluWebhooks } from "./onesolu.js";
export { OneTablet } from "./onetablet.js";
export { CacheAnswers, openApiCache } from "./open-api-cache.js";
export { topupHandler } from "./topups.js";
export { BukaOlshopError, argument, demandServer } from "./errors.js";
export { MemoryStore, keptOf } from "./store.js";
