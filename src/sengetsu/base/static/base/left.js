// Runs before anything is drawn: who left quickly must not be shown the page again by the back button.
(() => {
  const [how] = performance.getEntriesByType("navigation");
  if (how?.type !== "back_forward" || !sessionStorage.getItem("left")) return;
  document.documentElement.hidden = true;
  addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("[data-leave], [data-sign-out]")) location.replace("/");
    else document.documentElement.hidden = false;
  });
})();
