# shellcheck shell=bash
# `./build.sh bengkel`: the workshop as static files in target/bengkel.

BENGKEL=$TARGET/bengkel
SHOP=$TARGET/mock-shop

build_bengkel() {
  step "Make the workshop's sample shop" make_sample_shop
  step "Bundle the workshop" bundle_bengkel
}

# The mock server's own shop, without its server. It may use what today's browsers have: only previews are of old pages.
make_sample_shop() {
  cargo build --locked --package mock-shop --lib --features js --target wasm32-unknown-unknown --profile wasm
  wasm-bindgen "$TARGET/wasm32-unknown-unknown/wasm/mock_shop.wasm" --out-dir "$SHOP" --target web --no-typescript
}

# Laid out beside and moved in whole, so that the folder never holds half of one build and half of another.
bundle_bengkel() {
  rm -rf "$BENGKEL.new"
  node www/bengkel/build/build.mjs "$SHOP" pkg "$BENGKEL.new"
  rm -rf "$BENGKEL"
  mv "$BENGKEL.new" "$BENGKEL"
}
