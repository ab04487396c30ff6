// The line above the navigation that says when the network is gone. Member data and prices may be old by then.

/** Follows the browser's own word on the network. */
export function watchNetwork() {
  const line = /** @type {HTMLElement} */ (document.getElementById("luring"));
  function render() {
    const isOffline = navigator.onLine === false;
    line.textContent = isOffline ? "Anda sedang offline" : "";
    line.classList.toggle("luring-tampak", isOffline);
  }
  window.addEventListener("online", render);
  window.addEventListener("offline", render);
  render();
}
