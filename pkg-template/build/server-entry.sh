# shellcheck shell=bash
# Builds `bukaolshop/server`: pkg/server/ from src/server/ and pkg-template/server/, with a WebAssembly module of its own.

SERVER_TARGET=$TARGET/wasm-server
SERVER_MODULE=$SERVER_TARGET/wasm32-unknown-unknown/wasm-server/bukaolshop.wasm

# What the compiler uses by itself; the module has no word of it left when wasm-opt reads it.
SERVER_FEATURES="--enable-bulk-memory --enable-bulk-memory-opt --enable-multivalue --enable-mutable-globals \
--enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext"

# Every engine that runs servers knows the features that the compiler uses by itself, so std stays as it comes. Panics
# name no places: those are paths of the machine that built it.
compile_server_module() {
  RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zlocation-detail=none" CARGO_TARGET_DIR=$SERVER_TARGET \
    cargo build --locked --lib --features server-js --target wasm32-unknown-unknown --profile wasm-server
}

# make_server_module FOLDER: the module, its glue, and the entry files beside them.
make_server_module() {
  compile_server_module
  wasm-bindgen "$SERVER_MODULE" --out-dir "$1" --out-name bukaolshop_server --target web --omit-default-module-path \
    --remove-name-section --remove-producers-section
  # shellcheck disable=SC2086 # a list of words
  wasm_opt "$1/bukaolshop_server_bg.wasm" "$1/optimised.wasm" -O2 --low-memory-unused $SERVER_FEATURES
  mv "$1/optimised.wasm" "$1/bukaolshop_server_bg.wasm"
  cp pkg-template/server/*.js "$1/"
}

# Readable, for those who look into what they run on their servers.
bundle_server() {
  "$NPM_BIN/esbuild" "$1/core.js" --bundle --format=esm --platform=neutral --target=es2022 --legal-comments=none \
    --external:./errors.js --outfile="$1/bundled.js"
}

# assemble_server FOLDER PACKAGE
assemble_server() {
  mkdir "$2/server"
  cp "$1"/{bukaolshop_server_bg.wasm,browser.js,edge-light.js,errors.js,index.js,public.js,workerd.js} "$2/server/"
  cp "$1"/{database,generated-answers,generated-stores,postgres,redis,sqlite,sqlite-answers,sqlite-drivers,sqlite-file,sqlite-import,stores-browser}.js "$2/server/"
  cp "$1/bundled.js" "$2/server/core.js"
  cp pkg-template/types/server/*.d.ts "$2/server/"
}
