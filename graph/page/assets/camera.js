// Camera: how one looks at it, and what is under the pointer.
const EASY = 0.7, READ = 0.64; // names of 15 pixels are read with ease down to the one, with some effort to the other
const SIDE = 16, KEEP = 58; // free at the sides; where the buttons that zoom stand
function room() {
  const area = $('network'), panel = $('panel'), phone = innerWidth <= 760, open = !panel.hidden;
  return { wide: area.clientWidth - (open && !phone ? panel.offsetWidth : 0), high: area.clientHeight - (open && phone ? panel.offsetHeight : 0) };
}
function scaleFor(box, most = 1.15) {
  const { wide, high } = free(box);
  return Math.max(0.02, Math.min(wide / Math.max(1, box.right - box.left), high / Math.max(1, box.bottom - box.top), most));
}
const motion = (animate) => (animate && !calm.matches ? { duration: 240, easingFunction: 'easeInOutQuad' } : false);

// What is left of it for the picture: under the names of the stages, and beside the buttons that zoom if a box would be under them.
function free(box = scene.extent) {
  const { wide, high } = room(), w = wide - 2 * SIDE, h = high - HEAD - (innerWidth <= 760 ? 56 : 28);
  const scale = Math.min(w / (box.right - box.left), h / (box.bottom - box.top), 1.15), left = wide / 2 - scale * (box.left + box.right) / 2, top = HEAD + 12 + h / 2 - scale * (box.top + box.bottom) / 2;
  const under_ = innerWidth > 760 && scene.boxes.some((b) => (b.x + b.w / 2) * scale + left > wide - KEEP && (b.y + b.h / 2) * scale + top > high - 120);
  return { wide: under_ ? w - KEEP + SIDE : w, high: h };
}

// The middle of a box of the picture to the middle of what the panel leaves free; what is too large begins at its corner.
function look(box, scale, animate = true) {
  const area = $('network'), room_ = free(box), w = room_.wide / scale, h = room_.high / scale;
  const x = box.right - box.left <= w + 1 ? (box.left + box.right) / 2 : box.left + w / 2;
  const y = box.bottom - box.top <= h + 1 ? (box.top + box.bottom) / 2 : box.top + h / 2;
  const across = area.clientWidth / 2 - (SIDE + room_.wide / 2), down = area.clientHeight / 2 - (HEAD + 12 + room_.high / 2);
  network.moveTo({ position: { x: x + across / scale, y: y + down / scale }, scale, animation: motion(animate) });
}
function fitAll(animate = true) { if (scene.boxes.length) look(scene.extent, scaleFor(scene.extent), animate); }

// At first all of it, if its names can be read so or nobody would read them anyhow; else as much as can be read, from
// the upper left on, where chains begin; on a phone, where most of it stands together.
function firstLook(animate = false) {
  if (!scene.boxes.length) return;
  const phone = innerWidth <= 760, { left, right, top, bottom } = scene.extent, tall = free().high / (bottom - top), scale = scaleFor(scene.extent), across = free().wide / (right - left), least = state.view === 'overview' && !phone ? 0.5 : phone ? EASY : READ;
  if (state.view === 'full' && scene.boxes.length > MANY) look(scene.extent, phone ? Math.max(scale, Math.min(least, tall)) : scale, animate);
  else if (scale >= least) look(scene.extent, scale, animate);
  else if (!phone || across >= least || state.view === 'overview' || scene.boxes.length > MANY) look(scene.extent, Math.max(least, Math.min(0.9, across)), animate);
  else look(busiest(least), least, animate);
}
// The part, as large as the screen, that holds most boxes and lines whole.
function busiest(scale) {
  const { wide, high } = free(), w = wide / scale, h = high / scale, { extent } = scene;
  let best = extent, most = -1;
  const lefts = new Set(scene.boxes.map((b) => Math.min(b.x - b.w / 2 - 10, Math.max(extent.left, extent.right - w)))), tops = new Set(scene.boxes.map((b) => Math.min(b.y - b.h / 2 - 34, Math.max(extent.top, extent.bottom - h))));
  for (const left of [...lefts].sort((a, b) => a - b)) {
    for (const top of [...tops].sort((a, b) => a - b)) {
      const inside = new Set(scene.boxes.filter((b) => b.x - b.w / 2 >= left && b.x + b.w / 2 <= left + w && b.y - b.h / 2 >= top && b.y + b.h / 2 <= top + h));
      const held = inside.size + 2 * scene.lines.filter((l) => inside.has(l.a) && inside.has(l.b)).length;
      if (held > most) { most = held; best = { left, top, right: left + w, bottom: top + h }; }
    }
  }
  return best;
}

// How many boxes are out of sight is said, with a way to see them all.
let measuring = 0;
function measureLater() { clearTimeout(measuring); measuring = setTimeout(drawOutside, 120); }
function outside(boxes) {
  if (!has(SCENES, state.view)) return 0;
  const { wide, high } = room();
  return boxes.filter((b) => { const p = network.canvasToDOM(b); return p.x < 0 || p.y < HEAD - 8 || p.x > wide || p.y > high; }).length;
}
function drawOutside() {
  const n = outside(scene.boxes);
  $('outside').hidden = !n || Boolean(lit);
  $('outside').textContent = t('outside', { n });
}

// All of what is lit, as large as it will go.
function lookAtLit(animate = true) {
  const boxes = lit ? [...lit.nodes.keys()].map((n) => scene.by.get(n)).filter(Boolean) : [];
  if (!boxes.length) return;
  const all = extentOf(boxes), scale = scaleFor(all, Math.max(0.9, Math.min(1.15, network.getScale())));
  look(all, scale, animate);
}
// What was clicked stays in sight beside the panel that it opens; no further than that is anything moved.
function uncover({ x, y, w = 0, h = 0 }) {
  const { wide, high } = room(), scale = network.getScale(), a = network.canvasToDOM({ x: x - w / 2, y: y - h / 2 }), b = network.canvasToDOM({ x: x + w / 2, y: y + h / 2 });
  const past = (low, top, from_, to) => (top > to ? Math.min(top - to, low - from_) : Math.min(0, low - from_));
  const dx = past(a.x, b.x, 16, wide - 16), dy = past(a.y, b.y, HEAD + 8, high - 16), eye = network.getViewPosition();
  if (dx || dy) network.moveTo({ position: { x: eye.x + dx / scale, y: eye.y + dy / scale }, scale, animation: motion(true) });
}
function zoom(factor) {
  const scale = Math.min(3, Math.max(0.03, network.getScale() * factor));
  network.moveTo({ scale, animation: calm.matches ? false : { duration: 120, easingFunction: 'linear' } });
}

function under(p) {
  const { x, y } = network.DOMtoCanvas(p), box = boxAt(x, y);
  return { box, lines: box ? [] : linesAt(scene, x, y, 6 / network.getScale()) };
}
network.on('click', (p) => {
  const { box, lines } = under(p.pointer.DOM);
  if (box) openBox(box);
  else if (lines.length) openLines(lines);
  else clear();
});
network.on('doubleClick', (p) => { const { box } = under(p.pointer.DOM); if (box && box.kind === 'entity') { state.node = box.n; openView('ego'); } });

function openBox(b) {
  if (b.kind === 'more') { state.expanded.add(b.cell); redrawScene(); keepPlace(); }
  else if (b.kind === 'cell') selectCell(b);
  else if (b.kind === 'entity') selectNode(b.n, false);
}
function openLines(lines) {
  const known = lines.filter((l) => l.e || l.ids.length === 1), l = known[0] || lines[0];
  if (l.ids.length > 1 && (l.sum || !known.length)) { const [x, y] = middleOf(l); selectMany(l.ids); uncover({ x, y }); return; }
  const ids = known.map((k) => (k.e ? k.e.id : k.ids[0]));
  if (ids.length) selectEdge(ids[0], ids.slice(1));
}
function keepPlace() { if (lit) lookAtLit(); else firstLook(true); }

let pending = null;
$('network').addEventListener('mousemove', (e) => {
  if (pending || e.buttons) return;
  pending = requestAnimationFrame(() => {
    pending = null;
    const area = $('network').getBoundingClientRect(), p = { x: e.clientX - area.left, y: e.clientY - area.top }, { box, lines } = under(p), found = box || lines[0] || null;
    $('network').style.cursor = found ? 'pointer' : '';
    tip(p, found);
    if (found !== hover) { hover = found; network.redraw(); }
  });
});
function unhover() { $('tip').hidden = true; if (hover) { hover = null; network.redraw(); } }
$('network').addEventListener('mouseleave', unhover);
for (const event of ['dragStart', 'zoom']) network.on(event, unhover);

function tipWords(found) {
  if (found.kind === 'entity') { const e = ENTITIES[found.n]; return e.label + (lang === 'en' && e.english.length ? ' · ' + nameOf(found.n) : ''); }
  if (found.kind === 'cell') return `${chainName(found.chain)} · ${stageName(found.stage)} · ${t('cellCount', { n: found.members.length })}`;
  if (found.kind === 'more') return t('moreOf', { n: found.count });
  if (found.kind === 'ghost') return `${found.label} · ${t('ghost')}`;
  if (!found.e) return found.label || t('flowCount', { n: found.ids.length });
  return grounds(found.e).map((s) => `${nameOf(s.s)} ${relation(s.p)} ${nameOf(s.o)}`).slice(0, 3).join(' / ');
}
function tip(p, found) {
  const box = $('tip'), area = $('network');
  box.hidden = !found;
  if (!found) return;
  box.textContent = tipWords(found);
  box.style.left = Math.max(6, Math.min(p.x + 14, area.clientWidth - box.offsetWidth - 8)) + 'px';
  box.style.top = Math.max(6, Math.min(p.y + 16, area.clientHeight - box.offsetHeight - 8)) + 'px';
}
