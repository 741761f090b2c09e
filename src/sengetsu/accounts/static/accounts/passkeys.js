// A passkey that was refused or taken back is no fault: say so calmly, beside the button.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const line of document.querySelectorAll("[data-passkey-failed]")) {
    line.hidden = false;
    line.focus();
  }
});
if (!window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = true;
}
