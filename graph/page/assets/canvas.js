// Canvas: vis-network is the camera; boxes and lines are drawn on its canvas, all of a look at once.
const network = new vis.Network($('network'), { nodes: new vis.DataSet([]), edges: new vis.DataSet([]) }, read('options'));
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const FAR = 0.42, CROWD = 500, PICTURE = 9e6, HEAD = 36, MARGIN = 400;
let scene = { boxes: [], lines: [], lanes: [], heads: [], by: new Map() }, picture = null, hover = null;

function setScene(made) {
  scene = made;
  scene.by = new Map(scene.boxes.map((b) => [b.key, b]));
  widest = Math.max(0, ...scene.lines.map((l) => (l.e && l.e.amount && l.e.amount.unit === 't/a' ? l.e.amount.size : 0)));
  layLines(scene);
  scene.extent = extentOf(scene.boxes, scene.lanes);
  scene.crowded = scene.boxes.length + scene.lines.length > CROWD;
  scene.byEdge = new Map();
  for (const l of scene.lines) for (const id of l.ids) scene.byEdge.set(id, l);
  hover = null; picture = null;
}

function extentOf(boxes, lanes = []) {
  const all = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const add = (left, top, right, bottom) => { all.left = Math.min(all.left, left); all.top = Math.min(all.top, top); all.right = Math.max(all.right, right); all.bottom = Math.max(all.bottom, bottom); };
  for (const b of boxes) add(b.x - b.w / 2, b.y - b.h / 2, b.x + b.w / 2, b.y + b.h / 2);
  if (boxes.length) for (const l of lanes) add(l.left, l.top, l.right, l.bottom);
  return all;
}

function seenPart() {
  const scale = network.getScale(), p = network.getViewPosition(), area = $('network'), w = area.clientWidth / scale / 2, h = area.clientHeight / scale / 2;
  return [p.x - w, p.y - h, p.x + w, p.y + h];
}

// Far off nobody reads a name: one picture of all of it is drawn once and moved about.
function far(c) {
  if (!scene.crowded || network.getScale() > FAR) return false;
  if (!picture) {
    const { left, top, right, bottom } = scene.extent, w = right - left + 2 * MARGIN, h = bottom - top + 2 * MARGIN;
    const k = Math.min(FAR, Math.sqrt(PICTURE / (w * h)), 8000 / w, 8000 / h);
    const sheet = document.createElement('canvas');
    sheet.width = Math.ceil(w * k); sheet.height = Math.ceil(h * k);
    const p = sheet.getContext('2d');
    p.setTransform(k, 0, 0, k, (MARGIN - left) * k, (MARGIN - top) * k);
    drawLanes(p);
    drawLines(p, scene.lines, null, { heads: false, plus: Math.max(0, 0.35 / k - 1) });
    drawDots(p);
    picture = { sheet, x: left - MARGIN, y: top - MARGIN, w, h };
  }
  c.drawImage(picture.sheet, picture.x, picture.y, picture.w, picture.h);
  drawLabels(c);
  return true;
}
function drawDots(c) {
  const kinds = new Map();
  for (const b of scene.boxes) { const kind = b.n === undefined || b.n === null ? '' : ENTITIES[b.n].kind; if (!kinds.has(kind)) kinds.set(kind, []); kinds.get(kind).push(b); }
  for (const [kind, boxes] of kinds) {
    c.fillStyle = kind ? strong(kindColor(kind)) : ink['band-ink'];
    for (const b of boxes) c.fillRect(b.x - b.w / 2 + 4, b.y - b.h / 2 + 4, b.w - 8, b.h - 8);
  }
}

// Far off, of what is lit only the side shows, and the name of what it is about.
function litDots(c, boxes) {
  const least = 7 / network.getScale(), selves = [...boxes].filter(([, role]) => role === 'self');
  for (const role of ['near', 'up', 'down', 'self']) {
    c.fillStyle = role === 'self' ? ink.accent : ink[role];
    for (const [b, r] of boxes) { const w = Math.max(least, b.w), h = Math.max(least, b.h); if (r === role) c.fillRect(b.x - w / 2, b.y - h / 2, w, h); }
  }
  for (const [b] of selves) if (b.kind === 'entity') chip(c, nameOf(b.n), b.x + Math.max(least, b.w) / 2, b.y - least, 14);
}

function drawLanes(c) {
  for (const l of scene.lanes) {
    c.beginPath();
    if (l.side) { c.rect(l.left, l.top + 1, l.right - l.left, l.bottom - l.top - 2); c.fillStyle = scene.lanes.indexOf(l) % 2 ? ink.bg : ink.band; c.fill(); continue; }
    if (!l.name) continue;
    c.roundRect(l.left, l.top, l.right - l.left, l.bottom - l.top, 12);
    c.fillStyle = ink.panel; c.globalAlpha = ink.dark ? 0.45 : 0.75; c.fill(); c.globalAlpha = 1;
    c.lineWidth = 1; c.strokeStyle = ink.line; c.stroke();
  }
}
function drawLaneNames(c, scale, seen) {
  c.textBaseline = 'middle'; c.textAlign = 'left'; c.fillStyle = ink['band-ink'];
  for (const l of scene.lanes) {
    if (!l.name) continue;
    const size = l.side ? 15 : Math.min(22, Math.max(14, 12 / scale));
    if ((l.bottom - l.top) * scale < 16) continue;
    c.font = `600 ${size}px ${FACE}`;
    if (l.side) { twoLines(c, l.name, l.left + 8, (l.top + l.bottom) / 2, 108); continue; }
    const name = cut(c, l.name, l.right - l.left - 20), left = seen ? Math.min(Math.max(l.left, seen[0] + 4 / scale), l.right - c.measureText(name).width - 16) : l.left;
    c.fillText(name, left + 8, l.top + 3 + size * 0.8);
  }
}
// The name of a lane whose upper edge is out of sight stays under the names of the stages.
function drawLanesPast(c, seen, scale) {
  const top = seen[1] + (HEAD + 2) / scale;
  for (const l of scene.lanes) if (l.side && l.left + 20 < seen[0]) chip(c, l.name, seen[0] + 4 / scale, Math.max(l.top, top) + 1, 12);
  for (const l of scene.lanes) if (l.name && !l.side && l.top + 10 < top && l.bottom > top + 30 / scale && l.right > seen[0] + 40 / scale && l.left < seen[2]) chip(c, l.name, Math.max(l.left, seen[0]) + 4 / scale, top, 12);
}
function twoLines(c, words, x, y, room) {
  if (c.measureText(words).width <= room) { c.fillText(words, x, y); return; }
  halves(words).forEach((part, i) => c.fillText(cut(c, part, room), x, y - 10 + 20 * i));
}

function drawAll(c, seen) {
  const inSight = (b) => !seen || (b.x + b.w / 2 > seen[0] && b.x - b.w / 2 < seen[2] && b.y + b.h / 2 > seen[1] && b.y - b.h / 2 < seen[3]);
  drawLanes(c);
  drawLaneNames(c, seen ? network.getScale() : 1, seen);
  drawLines(c, scene.lines, seen);
  for (const b of scene.boxes) if (inSight(b)) paintBox(c, b, null);
  if (state.view === 'path' && !state.wide) drawWords(c, scene.lines, () => ink.quiet);
  if (state.wide && !lit) drawWords(c, scene.lines.filter((l) => l.e && l.e.amount), () => ink.quiet);
}

// All else steps back behind a veil; what is lit is drawn once more before it.
function drawLit(c, seen) {
  const boxes = new Map(), lines = new Map();
  for (const [n, role] of lit.nodes) { const b = scene.by.get(n); if (b) boxes.set(b, role); }
  for (const [id, role] of lit.edges) { const l = scene.byEdge.get(id); if (l && !l.sum) lines.set(l, role); }
  if (!boxes.size) return;
  c.fillStyle = ink.bg; c.globalAlpha = 0.8;
  c.fillRect(seen[0], seen[1], seen[2] - seen[0], seen[3] - seen[1]);
  c.globalAlpha = 1;
  const thin = 1 / Math.min(1, network.getScale());
  for (const role of ['near', 'up', 'down']) {
    const own = [...lines].filter(([, r]) => r === role).map(([l]) => l);
    for (const l of own) { if (!boxes.has(l.a)) boxes.set(l.a, 'near'); if (!boxes.has(l.b)) boxes.set(l.b, 'near'); }
    drawLines(c, own, seen, { color: ink[role], plus: 0.8 * thin, heads: own.length < 4000 });
  }
  const close = [...lines.keys()].filter((l) => l.a.n === state.node || l.b.n === state.node || state.edge !== null);
  if (network.getScale() < FAR / 2 || (boxes.size > CROWD / 2 && network.getScale() < FAR)) litDots(c, boxes); else for (const [b, role] of boxes) paintBox(c, b, role);
  if (close.length < 40 && network.getScale() > 0.45) drawWords(c, close, (l) => ink[lines.get(l)]);
}

// The names of the stages stay at the upper edge wherever one scrolls, in the middle of what is seen of their columns.
function drawHeads(c, seen, scale) {
  const top = seen[1];
  c.textBaseline = 'middle'; c.textAlign = 'center';
  for (const h of scene.heads) {
    const left = Math.max(h.left, seen[0]), right = Math.min(h.right, seen[2]), room = (right - left) * scale - 4;
    if (room < 26) continue;
    c.font = `600 ${13 / scale}px ${FACE}`;
    c.fillStyle = ink.bg; c.fillRect(left, top, right - left, HEAD / scale);
    c.fillStyle = ink['band-ink'];
    const middle = (left + right) / 2, half_ = halves(h.name);
    if (c.measureText(h.name).width * scale <= room) { c.fillText(h.name, middle, top + 18 / scale); continue; }
    c.font = `600 ${12 / scale}px ${FACE}`;
    if (right - left < h.right - h.left - 1 && half_.some((words) => c.measureText(words).width * scale > room)) continue;
    half_.forEach((words, i) => c.fillText(cut(c, words, room / scale), middle, top + (11 + 15 * i) / scale));
  }
}
function halves(words) {
  const blank = words.indexOf(' ', words.length / 2 - 4), half_ = blank > 0 ? blank : Math.ceil(words.length / 2);
  return [words.slice(0, half_), words.slice(half_).trim()];
}
function drawStripes(c, top, bottom) {
  scene.heads.forEach((h, i) => {
    if (i % 2 === 0 && !scene.lanes.some((l) => l.side)) { c.fillStyle = ink.band; c.fillRect(h.left, top, h.right - h.left, bottom - top); }
  });
}

network.on('beforeDrawing', (c) => {
  const seen = seenPart();
  drawStripes(c, seen[1], seen[3]);
  if (!far(c)) drawAll(c, seen);
});
network.on('afterDrawing', (c) => {
  const seen = seenPart();
  if (lit) drawLit(c, seen);
  if (hover && hover.kind !== undefined) paintBox(c, hover, lit && lit.nodes.get(hover.n) === 'self' ? 'self' : 'hover');
  else if (hover) drawLines(c, [hover], null, { color: ink.accent, plus: 1 });
  if (!scene.crowded || network.getScale() > FAR) drawLanesPast(c, seen, network.getScale());
  drawHeads(c, seen, network.getScale());
  measureLater();
});

function boxAt(x, y) {
  for (let i = scene.boxes.length - 1; i >= 0; i--) {
    const b = scene.boxes[i];
    if (Math.abs(x - b.x) <= b.w / 2 && Math.abs(y - b.y) <= b.h / 2) return b;
  }
  return null;
}
