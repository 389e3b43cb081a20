// SPDX-License-Identifier: Apache-2.0
// Checks a proof file (C2SP tlog-proof) in the browser: from the statement's text up to the log's
// signature. Depends on sha256.js alone; what it says comes from data- attributes of its element.
"use strict";

(() => {
  const BYTES_MAX = 1 << 21;
  const encoder = new TextEncoder();

  class Failed extends Error {}

  function fail(reason) {
    throw new Failed(reason);
  }

  function join(...parts) {
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }

  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

  function bytesOf(text) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    let again = "";
    for (const byte of bytes) {
      again += String.fromCharCode(byte);
    }
    return btoa(again) === text ? bytes : fail("unread");
  }

  function hashOf(text) {
    const bytes = bytesOf(text);
    return bytes.length === 32 ? bytes : fail("unread");
  }

  const sha256 = (...parts) => touchstoneSha256(join(...parts));

  // RFC 6962, 2.1.
  const leafHash = (...parts) => sha256(Uint8Array.of(0), ...parts);
  const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

  // RFC 9162, 2.1.3.2; the numbers are its steps.
  async function rootBy(leaf, index, size, path) {
    if (index >= size) {
      fail("outside"); // 1
    }
    let fn = index; // 2
    let sn = size - 1n;
    let r = leaf; // 3
    for (const p of path) { // 4
      if (sn === 0n) {
        fail("length"); // 4.1
      }
      if ((fn & 1n) === 1n || fn === sn) { // 4.2
        r = await nodeHash(p, r); // 4.2.1
        while ((fn & 1n) === 0n && fn !== 0n) { // 4.2.2
          fn >>= 1n;
          sn >>= 1n;
        }
      } else {
        r = await nodeHash(r, p);
      }
      fn >>= 1n; // 4.3
      sn >>= 1n;
    }
    return sn === 0n ? r : fail("length"); // 5
  }

  function decimal(text) {
    return /^(0|[1-9][0-9]{0,18})$/.test(text) ? BigInt(text) : fail("unread");
  }

  // C2SP tlog-proof, signed-note and tlog-checkpoint.
  function parse(bytes) {
    if (bytes.length > BYTES_MAX) {
      fail("unread");
    }
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const head = text.indexOf("\n\n");
    const lines = text.slice(0, head).split("\n");
    if (head < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") {
      fail("unread");
    }
    let extra = {};
    if (lines.length > 0 && lines[0].startsWith("extra ")) {
      const json = bytesOf(lines.shift().slice(6));
      extra = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    }
    const place = lines.shift() || "";
    if (!place.startsWith("index ") || typeof extra.entry !== "string" || lines.length > 63) {
      fail("unread");
    }
    const note = text.slice(head + 2);
    const end = note.lastIndexOf("\n\n");
    const body = note.slice(0, end + 1);
    const said = body.split("\n");
    if (end < 0 || said.length < 4 || !note.endsWith("\n")) {
      fail("unread");
    }
    return {
      extra,
      entry: JSON.parse(extra.entry),
      index: decimal(place.slice(6)),
      path: lines.map(hashOf),
      body,
      origin: said[0],
      size: decimal(said[1]),
      root: hashOf(said[2]),
      signatures: note.slice(end + 2, -1).split("\n"),
    };
  }

  function differs(computed, stated) {
    if (computed !== stated) {
      throw Object.assign(new Failed("differs"), { values: [computed, stated] });
    }
  }

  function opened(part) {
    if (typeof part.canonical !== "string" || typeof part.salt !== "string") {
      fail("unread");
    }
    const salt = bytesOf(part.salt);
    return salt.length === 16 ? [salt, encoder.encode(part.canonical)] : fail("unread");
  }

  // A digest is given when the proof must be that of one statement.
  async function statement(proof, digest) {
    if (digest) {
      differs(proof.entry.digest, digest);
    }
    if (proof.extra.canonical === undefined) {
      return "sealed";
    }
    differs(base64(await sha256(...opened(proof.extra))), proof.entry.digest);
    const text = JSON.parse(proof.extra.canonical);
    for (const field of ["type", "issuer", "time"]) {
      differs(text[field], proof.entry[field]);
    }
    return "";
  }

  async function fact(proof) {
    const one = proof.extra.fact;
    if (proof.extra.canonical === undefined) {
      return "sealed";
    }
    const body = JSON.parse(proof.extra.canonical).body;
    differs(one.count, body.facts);
    const leaf = await leafHash(...opened(one));
    const path = one.proof.map(hashOf);
    const root = await rootBy(leaf, BigInt(one.index), BigInt(one.count), path);
    differs(base64(root), body.root);
    return "";
  }

  async function signature(proof, vkey) {
    const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) || fail("unsigned");
    const key = bytesOf(parts[3]);
    if (key.length !== 33 || key[0] !== 1) {
      fail("unsigned");
    }
    differs(proof.origin, parts[1]);
    const id = (await sha256(encoder.encode(parts[1] + "\n"), key)).slice(0, 4);
    const start = `\u2014 ${parts[1]} `;
    const own = proof.signatures
      .filter((line) => line.startsWith(start))
      .map((line) => bytesOf(line.slice(start.length)))
      .filter((bytes) => bytes.length === 68 && id.every((byte, i) => byte === bytes[i]));
    if (own.length === 0) {
      fail("unsigned");
    }
    if (!globalThis.crypto || !crypto.subtle) {
      return "insecure";
    }
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.slice(1), "Ed25519", false, ["verify"]);
    } catch (e) {
      return e.name === "NotSupportedError" ? "noEd25519" : fail("forged");
    }
    const message = encoder.encode(proof.body);
    for (const bytes of own) {
      if (!(await crypto.subtle.verify("Ed25519", imported, bytes.slice(4), message))) {
        fail("forged");
      }
    }
    return "";
  }

  // What a file is about, in the words that are proven.
  function told(proof) {
    const { canonical, fact: one } = proof.extra;
    const about = canonical === undefined ? [] : [JSON.parse(canonical).subject];
    const place = `${proof.origin} ${proof.index} / ${proof.size}`;
    const entry = [proof.entry.type, ...about, proof.entry.issuer, proof.entry.time];
    return [...entry, place, ...(one ? [one.canonical] : [])].join(" \u00b7 ");
  }

  // Each step answers why it was not done, or nothing when it holds.
  function steps(load, say, shown) {
    let proof;
    let leaf;
    let root;
    return [
      ["file", async () => {
        proof = parse(await load());
        shown.text = told(proof);
        return "";
      }],
      ["statement", () => statement(proof, say.digest)],
      ["fact", () => fact(proof), () => proof.extra.fact !== undefined],
      ["leaf", async () => { leaf = await leafHash(encoder.encode(proof.extra.entry)); return ""; }],
      ["path", async () => {
        root = await rootBy(leaf, proof.index, proof.size, proof.path);
        return "";
      }],
      ["root", async () => { differs(base64(root), base64(proof.root)); return ""; }],
      ["signature", () => signature(proof, say.vkey)],
    ];
  }

  function fill(text, values) {
    return values.reduce((filled, value, i) => filled.replace(`{${i}}`, () => value), text);
  }

  async function run(box, load) {
    const say = box.dataset;
    const list = box.querySelector("ol");
    const verdict = box.querySelector("[role=status]");
    const says = box.querySelector(".says");
    const shown = {};
    const run = (box.runs = (box.runs || 0) + 1);
    list.replaceChildren();
    verdict.className = "lead verdict-line";
    verdict.textContent = say.running;
    says.textContent = "";
    const wrong = [];
    const undone = [];
    const result = (name, state, why) => {
      const step = say["step" + name[0].toUpperCase() + name.slice(1)];
      const sign = { good: "\u2713", bad: "\u2717", warn: "\u25cb" }[state];
      const word = { good: say.good, bad: say.bad, warn: say.skipped }[state];
      const item = document.createElement("li");
      item.className = state;
      item.dataset.step = name;
      item.textContent = `${sign} ${step}: ${word}${why ? ` (${why})` : ""}`;
      list.append(item);
      if (state === "bad") {
        wrong.push(step);
      } else if (state === "warn") {
        undone.push(step);
      }
    };
    for (const [name, check, wanted] of steps(load, say, shown)) {
      let state = "good";
      let why = "";
      if (wrong.length > 0) {
        state = "warn";
        why = say.after;
      } else if (wanted && !wanted()) {
        continue;
      } else {
        try {
          const reason = await check();
          state = reason ? "warn" : "good";
          why = reason ? say[reason] : "";
        } catch (e) {
          state = "bad";
          const known = e instanceof Failed && say[e.message];
          why = known ? fill(say[e.message], (e.values || []).map(String)) : say.unread;
        }
      }
      if (box.runs !== run) {
        return;
      }
      result(name, state, why);
    }
    says.textContent = wrong.length > 0 ? "" : fill(say.says, [shown.text]);
    const partly = undone.length > 0;
    verdict.classList.add(wrong.length > 0 ? "bad" : partly ? "warn" : "good");
    verdict.textContent =
      wrong.length > 0
        ? fill(say.verdictBad, [wrong.join(", ")])
        : partly
          ? fill(say.verdictPartly, [undone.join(", ")])
          : say.verdictGood;
  }

  async function fetched(address) {
    let response;
    try {
      response = await fetch(address);
    } catch (e) {
      fail("unfetched");
    }
    return response.status === 200
      ? new Uint8Array(await response.arrayBuffer())
      : fail("unfetched");
  }

  const read = async (file) =>
    file.size > BYTES_MAX ? fail("unread") : new Uint8Array(await file.arrayBuffer());

  for (const box of document.querySelectorAll(".logcheck")) {
    const input = box.querySelector("input");
    const button = box.querySelector("button");
    if (button) {
      button.disabled = false;
      button.addEventListener("click", () => run(box, () => fetched(box.dataset.proof)));
    }
    if (input) {
      input.disabled = false;
      input.addEventListener("change", () => {
        const file = input.files[0];
        if (file) {
          run(box, () => read(file));
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
          run(box, () => read(file));
        }
      });
    }
  }
})();
