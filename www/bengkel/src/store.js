// What the workshop keeps on this device: the page's text, and how it was looked at.

const PREFIX = "bengkel:";

/** @param {string} name @returns {string | null} */
export function load(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch (error) {
    return null;
  }
}

/** Whether it is kept: a device may have no room, or forbid it. @param {string} name @param {string | null} value */
export function save(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch (error) {
    return false;
  }
}
