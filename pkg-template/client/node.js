// The package's entry for `import` in Node.js. It hands on what `require` gets: a program that does
// both, by way of its dependencies, has one module and one class of errors, not two of each.

export {
  BukaOlshop,
  BukaOlshopError,
  init,
  init as default,
  rupiah,
  tanggalWib,
  teks,
  tersedia,
  urlBeli,
  urlBukaBrowser,
} from "./inline.cjs";
