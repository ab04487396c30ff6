// What all entries have in common. The rest of core.js is between the entries and it.

export {
  BukaOlshopError,
  CallbackRejection,
  ClosedApi,
  MemoryStore,
  callbackReceiver,
  init,
  init as default,
} from "./core.js";
