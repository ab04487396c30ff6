// What all entries have in common. The rest of core.js is between the entries and it.

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
  init,
} from "./core.js";
