// Labels: from far off the names of lanes and of what is best joined can still be read, as many as there is room for.
const LABEL = 12, LABEL_MOST = 9, BANDS = 18;

// A name that can be read from far off, on a ground of its own.
function chip(c, words, x, y, size, strong_ = true, middle = false) {
  const scale = network.getScale();
  c.font = `${strong_ ? '600 ' : ''}${size / scale}px ${FACE}`; c.textAlign = 'left'; c.textBaseline = 'middle';
  const wide = c.measureText(words).width + 8 / scale, left = middle ? x - wide / 2 : x, top = middle ? y - (size + 5) / 2 / scale : y;
  c.fillStyle = ink.bg; c.globalAlpha = 0.9;
  c.beginPath(); c.roundRect(left, top, wide, (size + 5) / scale, 3 / scale); c.fill();
  c.globalAlpha = 1; c.fillStyle = strong_ ? ink['band-ink'] : ink.ink;
  c.fillText(words, left + 4 / scale, top + (size / 2 + 2.5) / scale);
}

const emsOf = (words) => [...words].reduce((sum, x) => sum + (x > '\u2e80' ? 1 : 0.6), 0);
function shortName(words) {
  if (emsOf(words) <= LABEL_MOST) return words;
  let short_ = words;
  while (emsOf(short_) > LABEL_MOST - 1) short_ = [...short_].slice(0, -1).join('');
  return short_.trim() + '…';
}

// What is named at this scale, from the best joined on; none is put on another. Worked out again when the scale changes.
function labelsAt(scale) {
  if (scene.labels && scene.labels.scale === scale && scene.labels.lang === lang) return scene.labels;
  const bands = new Map(), lanes = [], names = [], taken = [];
  const take = (words, x0, x1, y, high) => {
    const rows = [];
    for (let b = Math.floor(y / BANDS); b <= Math.floor((y + high) / BANDS); b++) rows.push(b);
    if (rows.some((b) => (bands.get(b) || NONE).some(([low, up]) => x0 < up && low < x1))) return false;
    for (const b of rows) { if (!bands.has(b)) bands.set(b, []); bands.get(b).push([x0, x1]); }
    taken.push([words, x0, x1, y + high / 2]);
    return true;
  };
  const wide = (words, size) => emsOf(words) * size + 14;
  for (const l of [...scene.lanes].sort((a, b) => (b.right - b.left) * (b.bottom - b.top) - (a.right - a.left) * (a.bottom - a.top))) {
    if (l.name && take(l.name, l.left * scale, l.left * scale + wide(l.name, 13), l.top * scale, 17)) lanes.push(l);
  }
  scene.ranked = scene.ranked || scene.boxes.filter((b) => b.kind === 'entity').sort((a, b) => degree[b.n] - degree[a.n] || a.n - b.n);
  for (const b of scene.ranked) {
    const words = shortName(nameOf(b.n)), half_ = wide(words, LABEL) / 2 + 3;
    if (take(words, b.x * scale - half_, b.x * scale + half_, b.y * scale - 10, 20)) names.push([b, words]);
  }
  scene.labels = { scale, lang, lanes, names, taken };
  return scene.labels;
}
function drawLabels(c) {
  const scale = network.getScale(), { lanes, names } = labelsAt(scale), seen = seenPart();
  if (!lit) for (const [b, words] of names) if (b.x > seen[0] && b.x < seen[2] && b.y > seen[1] && b.y < seen[3]) chip(c, words, b.x, b.y, LABEL, false, true);
  for (const l of lanes) if (l.right > seen[0] && l.left < seen[2] && l.bottom > seen[1] && l.top < seen[3]) chip(c, l.name, l.left, l.top, 13);
}
