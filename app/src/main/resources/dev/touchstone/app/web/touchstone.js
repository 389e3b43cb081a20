// SPDX-License-Identifier: Apache-2.0
// Small conveniences; every page works without them.
"use strict";

// A counted check: the page posts once with its token; see the verdict page.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-post-once]")) {
    form.requestSubmit();
  }
});

// A chosen text file fills the field it belongs to, so that it is posted like typed text.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches && input.matches("input[type=file][data-into]") && input.files.length === 1) {
    input.files[0].text().then((text) => {
      document.getElementById(input.dataset.into).value = text;
    });
  }
});
