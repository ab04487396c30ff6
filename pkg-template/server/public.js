// The exports that all entries have. The other exports of core.js are for the entries themselves.

export {
  BukaOlshopError,
  CacheAnswers,
  CallbackRejection,
  ClosedApi,
  CommerceApi,
  MemoryStore,
  MitraBunso,
  OneSolu,
  OneSoluWebhooks,
  OneTablet,
  callbackReceiver,
  exactlyOnce,
  forward,
  init,
  openApiCache,
  topupHandler,
} from "./core.js";
