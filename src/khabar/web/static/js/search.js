// Addresses of searches hold only what was asked: empty fields are not sent.
"use strict";

document.body.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.parameters;
  for (const [name, value] of Object.entries(parameters)) if (value === "") delete parameters[name];
});
