#!/usr/bin/env bash
# The entry files against the glue that they import, and the contract's programs against the package's declarations.
set -euo pipefail

TARGET=${CARGO_TARGET_DIR:-target}
STAGE=$TARGET/package

tsc() { tests/node_modules/.bin/tsc "$@"; }

tsc --strict --noEmit --allowJs --target es2020 --lib es2020,esnext.disposable,dom,dom.iterable \
  --types '' --module esnext --moduleResolution bundler "$STAGE/glue/client/index.js" "$STAGE/glue/client/inline.js" "$STAGE/glue/client/classic.js"
tsc --strict --noEmit --allowJs --target es2022 --lib es2022,dom,dom.iterable,dom.asynciterable \
  --types node --typeRoots tests/node_modules/@types --module esnext --moduleResolution bundler \
  "$STAGE/server/core.js" "$STAGE/server/index.js" "$STAGE/server/browser.js" \
  "$STAGE"/server/{sqlite,postgres,redis,stores-browser}.js
tsc --project tests/browser/types/tsconfig.json
tsc --project tests/browser/types/tsconfig.node16.json
