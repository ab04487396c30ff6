// The package answers at once with what it has kept, and says later when that has changed. Whoever shows such an answer
// follows it here, and is given the newer one.

/** @type {WeakMap<object, Set<(after: any) => void>>} */
const followers = new WeakMap();

/**
 * @template {object} T
 * @param {T} answer as the package gave it
 * @param {(after: T) => void} update
 */
export function follow(answer, update) {
  const known = followers.get(answer);
  if (known) known.add(update);
  else followers.set(answer, new Set([update]));
}

window.addEventListener("olshop:ubah", ({ detail }) => {
  const updates = followers.get(detail.before);
  if (!updates) return;
  followers.delete(detail.before);
  for (const update of Array.from(updates)) {
    follow(detail.after, update);
    update(detail.after);
  }
});
