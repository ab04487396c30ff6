// The line above the navigation that says when the network is gone: what is shown is what the package has kept.

/** Follows the browser's own word on the network. */
export function watchNetwork() {
  const line = /** @type {HTMLElement} */ (document.getElementById("luring"));
  function render() {
    const isOffline = navigator.onLine === false;
    line.textContent = isOffline ? "Anda sedang offline · data terakhir" : "";
    line.classList.toggle("luring-tampak", isOffline);
  }
  window.addEventListener("online", render);
  window.addEventListener("offline", render);
  render();
}
