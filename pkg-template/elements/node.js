// The package's entry `bukaolshop/elements` where there is no page, as on a server that renders pages: it does nothing.

export function setToko() {}
