# shellcheck shell=bash
# Builds the npm package: pkg/ from src/ and pkg-template/.

NPM_BIN=$ROOT/tests/node_modules/.bin
STAGE=$TARGET/package
MODULE=$TARGET/wasm/wasm32-unknown-unknown/wasm/bukaolshop.wasm

# The oldest engine that pages meet is Chromium 71, which compiles WebAssembly of the first edition (MVP) only: so
# std is built anew, for that edition and for size. That takes options which the stable compiler keeps to itself
# unless RUSTC_BOOTSTRAP is set. Optimising for size leaves out the compiler's first inliner, which makes this module
# smaller. The stack has 32 KB in place of the usual megabyte, which each page would have to find
# room for: answers stay with the engine, and nothing calls itself deeply. All that tests do takes 1.4 KB of it.
WASM_RUSTFLAGS="-Ctarget-cpu=mvp -Ctarget-feature=-reference-types,-multivalue,+mutable-globals,+bulk-memory \
-Zunstable-options -Zinline-mir=yes -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Clink-arg=-zstack-size=32768"

build_package() {
  local inputs
  inputs=$(package_inputs)
  if [ -f pkg/package.json ] && [ "$(cat "$STAGE/built-from" 2>/dev/null)" = "$inputs" ]; then
    say "pkg/ is up to date."
    return
  fi
  rm -rf "$STAGE"
  mkdir -p "$STAGE"
  step "Make the WebAssembly module" make_module "$STAGE/glue"
  step "Bundle the entry files for Chromium 71" bundle_entries
  step "Make the server's WebAssembly module" make_server_module "$STAGE/server"
  step "Bundle the server's entry" bundle_server "$STAGE/server"
  step "Assemble pkg/" assemble_package
  say "$inputs" >"$STAGE/built-from"
}

# One hash over all that the package is made of: the names and contents of the files, and the compiler.
package_inputs() {
  local files="src pkg-template www/contoh Cargo.toml Cargo.lock tests/package-lock.json"
  {
    rustc --version
    # By their contents through a pipe: git looks for files that it is given by name in the repository around this folder.
    # shellcheck disable=SC2086 # a list of words
    find $files -type f -print0 | LC_ALL=C sort -z | xargs -0 wc -c
    # shellcheck disable=SC2086
    find $files -type f -print0 | LC_ALL=C sort -z | xargs -0 cat
  } | git hash-object --stdin
}

# make_module FOLDER: the crate as a module, its glue, and the entry files beside them.
make_module() {
  compile_module
  generate_glue "$1"
  # The glue imports from the client's files, as they do from the glue.
  cp -R pkg-template/client pkg-template/elements "$1/"
  optimise_module "$1"
  node pkg-template/build/pack-module.mjs "$1/bukaolshop_bg.wasm" "$1/module.js"
}

compile_module() {
  RUSTC_BOOTSTRAP=1 RUSTFLAGS=$WASM_RUSTFLAGS CARGO_TARGET_DIR=$TARGET/wasm \
    cargo build --locked --lib --features js --target wasm32-unknown-unknown --profile wasm \
    -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size
}

# Its declarations are not shipped: the entry files are checked against them.
generate_glue() {
  wasm-bindgen "$MODULE" --out-dir "$1" --out-name bukaolshop --target bundler \
    --remove-name-section --remove-producers-section
}

optimise_module() {
  # The compiler copies with the instructions of a later edition, in place of 1.6 KB of its own copying code; the first
  # pass turns them into a loop.
  # Control flow is written anew from the flattened code, and a function with one caller stays a function where it is
  # large: both make the compressed module smaller, which finds more of the same in small functions.
  # Nothing but the last of the stack lies in the lowest kilobyte, so no address wraps around into it.
  wasm_opt "$1/bukaolshop_bg.wasm" "$1/optimised.wasm" --llvm-memory-copy-fill-lowering --flatten --rereloop -Oz -Oz \
    --one-caller-inline-max-function-size=50 --low-memory-unused --strip-target-features --mvp-features --enable-mutable-globals --enable-bulk-memory --minify-imports-and-exports-and-modules | node pkg-template/build/short-names.mjs "$1"
  mv "$1/optimised.wasm" "$1/bukaolshop_bg.wasm"
}

# wasm_opt INPUT OUTPUT OPTION...: optimises a module and prints what wasm-opt prints. It takes half a minute, so the result is
# kept with the hash of all that it was made of: a build in which the module stayed the same takes it again.
wasm_opt() {
  local input=$1 output=$2 kept=$TARGET/optimised key
  shift 2
  key=$({ cat "$input" tests/package-lock.json; printf '%s\n' "$@"; } | git hash-object --stdin)
  mkdir -p "$kept"
  if [ ! -f "$kept/$key.wasm" ]; then
    "$NPM_BIN/wasm-opt" "$@" --output "$kept/new.wasm.$$" "$input" >"$kept/$key.txt"
    mv "$kept/new.wasm.$$" "$kept/$key.wasm"
  fi
  cat "$kept/$key.txt"
  cp "$kept/$key.wasm" "$output"
}

bundle_entries() {
  # Chromium (from 136 on) compiles the functions of a file that begins with this line while it arrives, not each when it is
  # called first. Nearly all of this file's are needed in the first call, which waits for the module anyway.
  bundle "$STAGE/glue/client/index.js" --format=esm --banner:js="//# allFunctionsCalledOnLoad" --sourcemap --outfile="$STAGE/index.js"
  bundle "$STAGE/glue/client/inline.js" --format=esm --sourcemap --outfile="$STAGE/inline.js"
  bundle "$STAGE/glue/client/inline.js" --format=cjs --platform=node --outfile="$STAGE/inline.cjs"
  bundle "$STAGE/glue/client/classic.js" --format=iife --outfile="$STAGE/bukaolshop.min.js"
  node pkg-template/build/bundle-elements.mjs "$STAGE/glue/elements/module.js" "$STAGE"
  node pkg-template/build/shorten.mjs "$STAGE"/{index.js,inline.js,elements.js,elements-inline.js,bukaolshop.min.js}
  node pkg-template/build/tidy-maps.mjs "$STAGE/index.js.map" "$STAGE/inline.js.map"
}

# In ASCII, which is what esbuild writes unless told otherwise: a page may be in any encoding. The properties are the
# glue's own; nobody outside gets hold of an object that could be disposed of.
bundle() {
  "$NPM_BIN/esbuild" "$@" --bundle --target=chrome71 --minify --legal-comments=none \
    --mangle-props='^__(wbg_ptr|wrap|destroy_into_raw)$' --define:Symbol.dispose=undefined
}

# Laid out beside and moved in whole, so that pkg/ never holds half of one build and half of another.
assemble_package() {
  local new=$STAGE/pkg
  mkdir "$new"
  cp "$STAGE"/{index.js,index.js.map,inline.js,inline.js.map,inline.cjs,bukaolshop.min.js,elements.js,elements-inline.js} "$STAGE/glue/bukaolshop_bg.wasm" "$new/"
  cp pkg-template/elements/node.js "$new/elements-node.js"
  cp pkg-template/{client/node.js,.attw.json,README.md,llms.txt} pkg-template/types/*.d.ts pkg-template/LICENSE-* "$new/"
  # The examples as they are pasted, without the page that lists them: the guide links to them.
  mkdir "$new/contoh"
  cp www/contoh/*-*.html "$new/contoh/"
  # The same declarations, under the name by which TypeScript knows them to be of a CommonJS file.
  cp pkg-template/types/index.d.ts "$new/index.d.cts"
  assemble_server "$STAGE/server" "$new"
  node pkg-template/build/element-data.mjs "$new" "$(crate_version)"
  node pkg-template/build/stamp-version.mjs pkg-template/package.json "$new/package.json" "$(crate_version)"
  rm -rf pkg
  mv "$new" pkg
}

crate_version() {
  cargo pkgid --package bukaolshop | sed 's/.*[#@]//'
}
