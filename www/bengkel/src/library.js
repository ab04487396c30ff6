// The package as pages get it: where it lies on a CDN, and its tag.
import version from "bengkel:version";

/** What stands for the token in pages to copy. */
export const PLACEHOLDER = "TOKEN_OLSHOP_ANDA";

/** The classic script on a CDN. */
export const SCRIPT = `https://cdn.jsdelivr.net/npm/bukaolshop@${version}/bukaolshop.min.js`;

/** The package's files on a CDN, in any version. */
export const CDN = /https?:\/\/[^\s"'<>]*\/bukaolshop(?:@[^/"'\s<>]*)?(?:\/(bukaolshop\.min\.js|index\.js|inline\.js))?(?=["'\s>]|$)/g;

/** The tag that a page needs. */
export const LIBRARY_TAG = `<script src="${SCRIPT}" data-token="${PLACEHOLDER}" data-token-user="{{token_user}}" data-id-user="{{id_user}}"></script>`;
