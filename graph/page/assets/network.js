// Network: vis-network as pyvis set it up, its lines styled by ground and by what is lit, and how one looks at it.
const nodeSet = new vis.DataSet(POINTS.map((p) => (p.id in ENTITIES ? { ...p, ctxRenderer: renderer(p.id) } : p)));
const edgeSet = new vis.DataSet(LINES.map((e) => ({ id: e.id, from: e.from, to: e.to, dashes: e.dashes, arrows: e.arrows, smooth: curve(e) })));
const network = new vis.Network($('network'), { nodes: nodeSet, edges: edgeSet }, read('options'));
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const READABLE = 0.6;

function curve(e) {
  const context = [e.from, e.to].some((n) => n in ENTITIES && CONTEXT.has(ENTITIES[n].kind));
  const upright = context || Math.abs(nodeSet.get(e.from).x - nodeSet.get(e.to).x) < 60;
  return { enabled: true, type: 'cubicBezier', forceDirection: upright ? 'vertical' : 'horizontal', roundness: 0.45 };
}

const DASHES = { Stated: false, Derived: [9, 6], Reference: [2, 5] };
function edgeStyle(line) {
  const e = edgeById.get(whole(line.id)), last = line.said, role = lit && lit.edges.get(e.id), hidden = !shownEdges.has(e.id);
  const usual = CONTEXT.has(ENTITIES[e.to].kind) ? ink.place : e.flows ? ink.flow : ink.own;
  const color = role ? ink[role] : usual, faint = lit && !role ? 0.13 : 1;
  const named = role && state.node !== null && (e.from === state.node || e.to === state.node) && lit.edges.size < 40;
  const words = last && (named || (role && state.edge === e.id)) ? spoken(e) : '';
  return {
    id: line.id, hidden, width: role ? 2.4 : e.flows ? 1.5 : 1.2, dashes: DASHES[bestOrigin(e) || 'Stated'],
    color: { color, highlight: color, hover: role ? color : ink.accent, opacity: faint, inherit: false },
    label: words && roomFor(line, words) ? words : undefined,
    font: { size: 15, face: FACE, color, strokeWidth: 5, strokeColor: ink.bg, align: 'horizontal' },
  };
}

// Along the arrow; a relation that reads against it says so.
function spoken(e) {
  const s = grounds(e)[0];
  return (s.s === e.from ? '' : '← ') + relation(s.p);
}

// A word is only put on a line that is longer than it.
function roomFor(line, words) {
  const a = nodeSet.get(line.from), b = nodeSet.get(line.to), w = (id) => (id in ENTITIES ? ENTITIES[id].w[lang] / 2 : 0);
  const across = Math.abs(a.x - b.x) - w(line.from) - w(line.to), need = [...words].reduce((sum, c) => sum + (c > '\u2e80' ? 15 : 8), 4);
  return Math.max(across, (Math.abs(a.y - b.y) - 60) * 2) > need;
}

function restyle() {
  nodeSet.update(NODES.filter((n) => nodeSet.get(n.id).hidden !== !shownNodes.has(n.id)).map((n) => ({ id: n.id, hidden: !shownNodes.has(n.id) })));
  edgeSet.update(LINES.map(edgeStyle));
  network.redraw();
}

function bounds(ids) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const n of ids) {
    const { x, y } = NODES[n], w = ENTITIES[n].w[lang], h = ENTITIES[n].h[lang];
    box.left = Math.min(box.left, x - w / 2); box.right = Math.max(box.right, x + w / 2);
    box.top = Math.min(box.top, y - h / 2); box.bottom = Math.max(box.bottom, y + h / 2);
  }
  return box;
}

function scaleFor(box) {
  const area = $('network');
  return Math.min((area.clientWidth - 40) / (box.right - box.left), (area.clientHeight - TOP - 24) / (box.bottom - box.top), 1.2);
}

function look(box, scale, animate = true) {
  const area = $('network');
  const wide = (area.clientWidth - 40) / scale, high = (area.clientHeight - TOP - 24) / scale;
  const x = box.right - box.left <= wide ? (box.left + box.right) / 2 : box.left + wide / 2;
  const y = box.bottom - box.top <= high ? (box.top + box.bottom) / 2 : box.top + high / 2;
  const animation = animate && !calm.matches ? { duration: 260, easingFunction: 'easeInOutQuad' } : false;
  network.moveTo({ position: { x, y: y - (TOP - 24) / 2 / scale }, scale, animation });
}

function fitAll(animate = true) {
  if (shownNodes.size) { const box = bounds(shownNodes); look(box, scaleFor(box), animate); }
}

// At first: all of it if its names can be read so, else the largest connected part, else as much of that as can be read.
function firstLook(animate = false) {
  if (!shownNodes.size) return;
  const all = bounds(shownNodes), part = bounds(components()[0]);
  if (scaleFor(all) >= READABLE) look(all, scaleFor(all), animate);
  else look(part, Math.max(READABLE, Math.min(0.9, scaleFor(part))), animate);
}

// What has just been switched on is no use out of sight.
function meet(wanted) {
  const area = $('network'), fresh = [...shownNodes].filter((n) => wanted(ENTITIES[n]));
  const seen = (n) => { const p = network.canvasToDOM(NODES[n]); return p.x > 0 && p.y > TOP && p.x < area.clientWidth && p.y < area.clientHeight; };
  if (fresh.length && !fresh.some(seen)) fitAll();
}

function zoom(factor) {
  const scale = Math.min(3, Math.max(0.08, network.getScale() * factor));
  network.moveTo({ scale, animation: calm.matches ? false : { duration: 120, easingFunction: 'linear' } });
}

// Where the panel leaves room for it.
function bringIntoView(ids) {
  const area = $('network'), panel = $('panel'), phone = innerWidth <= 760, box = bounds(ids);
  const wide = area.clientWidth - (phone || panel.hidden ? 0 : panel.offsetWidth), high = area.clientHeight - (phone && !panel.hidden ? panel.offsetHeight : 0);
  const scale = Math.max(network.getScale(), READABLE), a = network.canvasToDOM({ x: box.left, y: box.top }), b = network.canvasToDOM({ x: box.right, y: box.bottom });
  if (a.x >= 8 && a.y >= TOP && b.x <= wide - 8 && b.y <= high - 8 && network.getScale() >= READABLE * 0.8) return;
  const x = (box.left + box.right) / 2 + (area.clientWidth - wide) / 2 / scale, y = (box.top + box.bottom) / 2 + (area.clientHeight - high) / 2 / scale;
  network.moveTo({ position: { x, y }, scale, animation: calm.matches ? false : { duration: 260, easingFunction: 'easeInOutQuad' } });
}

network.on('beforeDrawing', bands);
network.on('click', (p) => {
  const n = p.nodes.find((id) => id in ENTITIES), e = p.edges[0];
  if (n !== undefined) selectNode(n); else if (e !== undefined) selectEdge(whole(e)); else clear();
});
network.on('hoverNode', (p) => { if (p.node in ENTITIES) tip(p, tipOfNode(p.node)); });
network.on('hoverEdge', (p) => tip(p, tipOfEdge(p.edge)));
for (const event of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) network.on(event, () => { $('tip').hidden = true; });

function tipOfNode(n) { return ENTITIES[n].label + (lang === 'en' && ENTITIES[n].english.length ? ' · ' + nameOf(n) : ''); }
function tipOfEdge(id) { return grounds(edgeById.get(whole(id))).map((s) => `${nameOf(s.s)} ${relation(s.p)} ${nameOf(s.o)}`).slice(0, 3).join(' / '); }
function tip(p, words) {
  const box = $('tip'), area = $('network');
  box.textContent = words; box.hidden = false;
  const { x, y } = p.pointer.DOM;
  box.style.left = Math.max(6, Math.min(x + 14, area.clientWidth - box.offsetWidth - 8)) + 'px';
  box.style.top = Math.max(6, Math.min(y + 16, area.clientHeight - box.offsetHeight - 8)) + 'px';
}
