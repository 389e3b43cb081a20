// SPDX-License-Identifier: Apache-2.0
// Solves the page's proof of work and loads the page again; without this script one waits.
"use strict";

document.addEventListener("DOMContentLoaded", async () => {
  const box = document.querySelector("[data-challenge]");
  if (!box) {
    return;
  }
  const { challenge, salt, signature } = box.dataset;
  const bar = box.querySelector("progress");
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const encoder = new TextEncoder();
  const most = Number(box.dataset.maxnumber);
  for (let number = 0; number <= most; number++) {
    const hash = hex(await globalThis.touchstoneSha256(encoder.encode(salt + number)));
    if (hash === challenge) {
      const answer = await fetch("/verify/proof", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ algorithm: "SHA-256", challenge, salt, signature, number }),
      });
      if (answer.ok) {
        location.reload();
      }
      return;
    }
    if (number % 500 === 0) {
      bar.value = number / most;
      await new Promise((go) => setTimeout(go));
    }
  }
});
