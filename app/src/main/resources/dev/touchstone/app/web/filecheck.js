// SPDX-License-Identifier: Apache-2.0
// Compares the SHA-256 of a chosen or dropped file with the one the page states. The file stays in
// the browser. What it says comes from data- attributes of its element.
"use strict";

(() => {
  const BYTES_MAX = 1 << 26;

  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

  async function check(box, file) {
    const say = box.dataset;
    const verdict = box.querySelector("[role=status]");
    const run = (box.runs = (box.runs || 0) + 1);
    const show = (state, text) => {
      if (box.runs === run) {
        verdict.className = `lead verdict-line ${state}`;
        verdict.textContent = text;
      }
    };
    show("", say.running);
    if (file.size > BYTES_MAX) {
      show("bad", say.large);
      return;
    }
    let found;
    try {
      found = hex(await touchstoneSha256(new Uint8Array(await file.arrayBuffer())));
    } catch (e) {
      show("bad", say.unread);
      return;
    }
    if (found === say.sha256) {
      show(say.state, `\u2713 ${say.same}`);
    } else {
      show("bad", `\u2717 ${say.differs.replace("{0}", () => found)}`);
    }
  }

  for (const box of document.querySelectorAll(".filecheck")) {
    const input = box.querySelector("input");
    input.disabled = false;
    input.addEventListener("change", () => {
      if (input.files[0]) {
        check(box, input.files[0]);
      }
    });
    const over = (event, is) => {
      event.preventDefault();
      box.classList.toggle("over", is);
    };
    box.addEventListener("dragover", (event) => over(event, true));
    box.addEventListener("dragleave", (event) => over(event, false));
    box.addEventListener("drop", (event) => {
      over(event, false);
      const file = event.dataTransfer.files[0];
      if (file) {
        check(box, file);
      }
    });
  }
})();
