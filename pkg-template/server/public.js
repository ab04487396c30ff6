// The exports that all entries have. The other exports of core.js are for the entries themselves.

export {
  BukaOlshopError,
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
  topupHandler,
} from "./core.js";
