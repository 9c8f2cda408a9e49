/* What a page does beyond HTML: it works without all of this. No handlers in the markup, nothing kept in the browser. */
"use strict";
/* A form that was sent once is not sent again by an impatient second click. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") { form.dataset.sent = "yes"; }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; }
  const errors = document.querySelector(".errors");
  if (errors) { errors.focus(); }
});
