// Draw: boxes of each kind, bands of stages. Colours come from the vocabulary, lightened or darkened to the theme.
let ink = {};
const FACE = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
const TOP = 40;

function readTheme() {
  const css = getComputedStyle(document.documentElement);
  for (const key of ['bg', 'panel', 'ink', 'quiet', 'line', 'band', 'band-ink', 'flow', 'own', 'place', 'up', 'down', 'near', 'accent']) {
    ink[key] = css.getPropertyValue('--' + key).trim();
  }
  ink.dark = matchMedia('(prefers-color-scheme: dark)').matches;
}

function mix(a, b, share) {
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return '#' + [0, 1, 2].map((i) => Math.round(part(a, i) * share + part(b, i) * (1 - share)).toString(16).padStart(2, '0')).join('');
}
const strong = (color) => (ink.dark ? mix(color, '#ffffff', 0.62) : color);
const tint = (color, share) => mix(color, ink.panel, ink.dark ? share * 1.9 : share);

const BUILT = new Set(['InProduction', 'Completed']);
const ORDER = Object.keys(TERMS.statuses);
// The furthest that any text says it has come; a stop outweighs all.
function statusOf(n) {
  const said = about[n].filter((s) => s.p === 'status' && state.origins.has(s.origin)).map((s) => s.value);
  return said.includes('Suspended') ? 'Suspended' : ORDER.filter((s) => said.includes(s)).pop() || '';
}

function outline(c, kind, x, y, w, h) {
  const l = x - w / 2, r = x + w / 2, t_ = y - h / 2, b = y + h / 2;
  c.beginPath();
  if (kind === 'Facility' || kind === 'Technology') {
    const cut = kind === 'Facility' ? 8 : Math.min(12, h / 2), v = kind === 'Facility' ? 8 : h / 2;
    c.moveTo(l + cut, t_); c.lineTo(r - cut, t_); c.lineTo(r, t_ + v); c.lineTo(r, b - v);
    c.lineTo(r - cut, b); c.lineTo(l + cut, b); c.lineTo(l, b - v); c.lineTo(l, t_ + v); c.closePath();
  } else c.roundRect(l, t_, w, h, { Material: Math.min(18, h / 2), Chain: h / 2, Place: 3, Park: 3 }[kind] ?? 6);
}

function paint(c, n, x, y, hover) {
  const e = ENTITIES[n], w = e.w[lang], h = e.h[lang], color = term('kinds', e.kind).color, status = statusOf(n);
  const role = lit && lit.nodes.get(n), faded = lit && !role, solid = e.kind === 'Company' && !faded;
  c.globalAlpha = faded ? 0.2 : 1;
  if (role === 'self') { outline(c, e.kind, x, y, w + 11, h + 11); c.fillStyle = ink.accent; c.globalAlpha = 0.28; c.fill(); c.globalAlpha = 1; }
  outline(c, e.kind, x, y, w, h);
  c.fillStyle = ink.panel; c.fill();
  c.fillStyle = solid ? (ink.dark ? mix(color, '#000000', 0.86) : color) : tint(color, { Material: 0.04, Project: 0.1, Chain: 0.16 }[e.kind] ?? 0.07);
  c.fill();
  c.lineWidth = role === 'up' || role === 'down' ? 2.6 : hover ? 2.6 : 1.5;
  c.strokeStyle = role === 'up' ? ink.up : role === 'down' ? ink.down : strong(color);
  c.setLineDash(e.kind === 'Project' && status && !BUILT.has(status) ? [5, 3] : []);
  c.stroke(); c.setLineDash([]);
  if (status) { c.save(); outline(c, e.kind, x, y, w, h); c.clip(); c.fillStyle = term('statuses', status).color; c.fillRect(x - w / 2, y - h / 2, 6, h); c.restore(); }
  letter(c, e, x, y, solid ? '#ffffff' : ink.ink);
}

function letter(c, e, x, y, color) {
  const [size, leading] = lang === 'en' ? [13, 17] : [15, 19];
  const lines = e.lines[lang], total = lines.length * leading + (e.note ? 16 : 0), room = e.w[lang] - 10;
  c.textAlign = 'center'; c.textBaseline = 'middle'; c.fillStyle = color;
  c.font = (e.kind === 'Chain' ? '600 ' : '') + size + 'px ' + FACE;
  lines.forEach((line, i) => c.fillText(line, x, y - total / 2 + leading / 2 + i * leading, room));
  if (!e.note) return;
  c.font = '12px ' + FACE; c.globalAlpha *= 0.78;
  c.fillText(e.note, x, y - total / 2 + lines.length * leading + 8, room);
}

function renderer(n) {
  return ({ ctx, x, y, state: now }) => ({
    drawNode: () => paint(ctx, n, x, y, now.hover),
    nodeDimensions: { width: ENTITIES[n].w[lang], height: ENTITIES[n].h[lang] },
  });
}

// Soft columns behind the chain; their names stay at the upper edge wherever one scrolls.
function bands(c) {
  const scale = network.getScale(), centre = network.getViewPosition(), box = $('network');
  const upper = centre.y - box.clientHeight / 2 / scale, height = box.clientHeight / scale;
  c.save();
  c.font = `600 ${13 / scale}px ${FACE}`; c.textBaseline = 'middle';
  const lane = DATA.bands.filter((b) => b.top !== undefined), through = DATA.bands.filter((b) => b.top === undefined);
  through.forEach((b, i) => {
    if (i % 2 === 0) { c.fillStyle = ink.band; c.fillRect(b.left, upper, b.right - b.left, height); }
    c.textAlign = 'center'; c.fillStyle = ink['band-ink'];
    const label = word('stages', b.stage), room = (b.right - b.left) * scale / c.measureText(label).width / scale;
    if (room < 0.75) return;
    c.font = `600 ${Math.min(1, room) * 13 / scale}px ${FACE}`;
    c.fillText(label, (b.left + b.right) / 2, upper + 18 / scale);
    c.font = `600 ${13 / scale}px ${FACE}`;
  });
  for (const b of lane) {
    c.beginPath(); c.roundRect(b.left, b.top, b.right - b.left, b.bottom - b.top, 14);
    c.fillStyle = ink.bg; c.fill(); c.setLineDash([6, 4]); c.lineWidth = 1.2; c.strokeStyle = ink.place; c.stroke(); c.setLineDash([]);
    c.textAlign = 'left'; c.fillStyle = ink['band-ink']; c.font = `600 ${Math.min(13 / scale, 22)}px ${FACE}`;
    c.fillText('↻ ' + word('stages', b.stage), b.left + 16, b.top + 22);
  }
  c.restore();
}
