// SPDX-License-Identifier: Apache-2.0
// SHA-256 of bytes in the browser: the browser's own, or ours where it hides it.
"use strict";

globalThis.touchstoneSha256 = (() => {
  // FIPS 180-4, for pages opened over plain HTTP, where browsers hide theirs.
  function ownSha256(message) {
    const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296) >>> 0;
    const primes = [];
    for (let n = 2; primes.length < 64; n++) {
      if (primes.every((p) => n % p !== 0)) {
        primes.push(n);
      }
    }
    const k = primes.map((p) => fraction(Math.cbrt(p)));
    const h = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
    const padded = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
    padded.set(message);
    padded[message.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(message.length / 536870912));
    view.setUint32(padded.length - 4, message.length << 3);
    const w = new Int32Array(64);
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 64; i++) {
        if (i < 16) {
          w[i] = view.getInt32(block + 4 * i);
        } else {
          const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
          const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
          w[i] = w[i - 16] + a + w[i - 7] + b;
        }
      }
      const v = h.slice();
      for (let i = 0; i < 64; i++) {
        const s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
        const t1 = (v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i]) | 0;
        const s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
        const t2 = (s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))) | 0;
        v.pop();
        v.unshift((t1 + t2) | 0);
        v[4] = (v[4] + t1) | 0;
      }
      v.forEach((x, i) => { h[i] = (h[i] + x) | 0; });
    }
    const out = new DataView(new ArrayBuffer(32));
    h.forEach((x, i) => out.setInt32(4 * i, x));
    return new Uint8Array(out.buffer);
  }

  return async (bytes) => {
    const subtle = globalThis.crypto && crypto.subtle;
    return subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : ownSha256(bytes);
  };
})();
