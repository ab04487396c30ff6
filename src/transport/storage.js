// The storage of a page. Each look at it throws where it is forbidden, where there is none, and
// where no room is left.

export function load(key) {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : text;
  } catch (error) {
    return undefined;
  }
}

export function store(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch (error) {
    return false;
  }
}

export function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch (error) {
    // Then nothing is there either.
  }
}

// Removes all keys that begin so, but for those whose rest stands in `keep` at the end of a line.
export function sweep(prefix, keep) {
  try {
    for (const key of Object.keys(localStorage)) {
      const rest = key.slice(prefix.length);
      if (key.startsWith(prefix) && keep.indexOf(" " + rest + "\n") < 0) remove(key);
    }
  } catch (error) {
    // Nothing to remove.
  }
}
