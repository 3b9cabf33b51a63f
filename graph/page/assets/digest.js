// Digest: the ids that claims, passages and quantities have in the graph, worked out from what the page shows of them.
const ROUND = [];
const START = [];
// The first 32 bits of the fractions of the cube roots (and square roots) of the first primes, as SHA-256 has it.
for (let n = 2; ROUND.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  if (START.length < 8) START.push(((n ** (1 / 2) % 1) * 2 ** 32) | 0);
  ROUND.push(((n ** (1 / 3) % 1) * 2 ** 32) | 0);
}
const turned = (x, n) => (x >>> n) | (x << (32 - n));

// UTF-8; half a character is written as Python writes it with "surrogatepass".
function bytesOf(words) {
  return [...words].flatMap((c) => {
    const p = c.codePointAt(0), tail = (n) => 0x80 | ((p >> n) & 63);
    if (p < 0x80) return [p];
    if (p < 0x800) return [0xc0 | (p >> 6), tail(0)];
    return p < 0x10000 ? [0xe0 | (p >> 12), tail(6), tail(0)] : [0xf0 | (p >> 18), tail(12), tail(6), tail(0)];
  });
}

function stirred(h, w) {
  let [a, b, c, d, e, f, g, i] = h;
  for (let n = 0; n < 64; n++) {
    if (n > 15) {
      const x = w[n - 15], y = w[n - 2];
      w[n] = (w[n - 16] + w[n - 7] + (turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)) + (turned(y, 17) ^ turned(y, 19) ^ (y >>> 10))) | 0;
    }
    const one = (i + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[n] + w[n]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [i, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, i].map((x, n) => (x + h[n]) | 0);
}

// Sixteen hexadecimal digits of the SHA-256 of the parts (in browsers it is only to be had later, and not from a disk).
function digest(...parts) {
  const bytes = bytesOf(parts.join('\u001f')), bits = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  bytes.push(0, 0, 0, 0, bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
  let h = START;
  for (let at_ = 0; at_ < bytes.length; at_ += 64) {
    const word_ = (n) => (bytes[at_ + 4 * n] << 24) | (bytes[at_ + 4 * n + 1] << 16) | (bytes[at_ + 4 * n + 2] << 8) | bytes[at_ + 4 * n + 3];
    h = stirred(h, Array.from({ length: 16 }, (_, n) => word_(n)));
  }
  return h.slice(0, 2).map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}

const decimal = (digits) => `"${digits.replaceAll(',', '')}"^^<http://www.w3.org/2001/XMLSchema#decimal>`;
const endOf = (claim) => claim.start + [...claim.quote].length;
const placeOf = (claim) => [DOCUMENTS[claim.document].id, String(claim.start), String(endOf(claim))];
function quantityId(s) {
  const { value, low, high, unit = '', material = '', of, basis = '', year = '' } = s.amount, measured = of === undefined ? material && 'material/' + material : ENTITIES[of].id;
  return 'quantity/' + digest(ENTITIES[s.s].id, s.p, ...[value, low, high].map((n) => (n ? decimal(n) : '')), unit, measured, basis, year);
}
const tripleOf = (s) => [ENTITIES[s.s].id, s.p, s.amount ? quantityId(s) : s.o === undefined ? s.value : ENTITIES[s.o].id];
const claimId = (s, claim) => 'claim/' + digest(...tripleOf(s), ...placeOf(claim));
const groundId = (s) => 'claim/' + digest(...tripleOf(s), s.origin);
const passageId = (claim) => 'passage/' + digest(...placeOf(claim));
