// Paint: boxes of each kind. Colours come from the vocabulary, lightened or darkened to the theme.
let ink = {};
const FACE = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
const INKS = ['bg', 'panel', 'ink', 'quiet', 'line', 'band', 'band-ink', 'flow', 'own', 'place', 'up', 'down', 'near', 'accent'];

function isDark() { return state.theme ? state.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches; }
function readTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  const css = getComputedStyle(document.documentElement);
  ink = { dark: isDark() };
  for (const key of INKS) ink[key] = css.getPropertyValue('--' + key).trim();
  mixed.clear();
}

const mixed = new Map();
function mix(a, b, share) {
  const key = a + b + share;
  if (!mixed.has(key)) {
    const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
    mixed.set(key, '#' + [0, 1, 2].map((i) => Math.round(part(a, i) * share + part(b, i) * (1 - share)).toString(16).padStart(2, '0')).join(''));
  }
  return mixed.get(key);
}
const strong = (color) => (ink.dark ? mix(color, '#ffffff', 0.62) : color);
const tint = (color, share) => mix(color, ink.panel, ink.dark ? share * 1.9 : share);
const kindColor = (kind) => term('kinds', kind).color || '#777777';
const statusColor = (status) => (has(DATA.cards, status) ? DATA.cards[status].color : term('statuses', status).color);

function outline(c, kind, x, y, w, h) {
  const l = x - w / 2, r = x + w / 2, t_ = y - h / 2, b = y + h / 2;
  c.beginPath();
  if (kind === 'Facility' || kind === 'Technology') {
    const cut = kind === 'Facility' ? 8 : Math.min(12, h / 2), v = kind === 'Facility' ? 8 : h / 2;
    c.moveTo(l + cut, t_); c.lineTo(r - cut, t_); c.lineTo(r, t_ + v); c.lineTo(r, b - v);
    c.lineTo(r - cut, b); c.lineTo(l + cut, b); c.lineTo(l, b - v); c.lineTo(l, t_ + v); c.closePath();
  } else c.roundRect(l, t_, w, h, { Material: Math.min(18, h / 2), Chain: h / 2, Place: 3, Park: 3 }[kind] ?? 6);
}

function fillOf(kind) {
  const color = kindColor(kind);
  return kind === 'Company' ? (ink.dark ? mix(color, '#000000', 0.86) : color) : tint(color, { Material: 0.04, Project: 0.1, Chain: 0.16 }[kind] ?? 0.07);
}

function paintBox(c, b, role) {
  if (b.kind === 'cell') return paintCell(c, b, role);
  if (b.kind !== 'entity') return paintPlain(c, b, role);
  const e = ENTITIES[b.n], { x, y, w, h } = b;
  if (role === 'self') { outline(c, e.kind, x, y, w + 12, h + 12); c.fillStyle = ink.accent; c.globalAlpha = 0.3; c.fill(); c.globalAlpha = 1; }
  outline(c, e.kind, x, y, w, h);
  c.fillStyle = fillOf(e.kind); c.fill();
  c.lineWidth = role === 'up' || role === 'down' || role === 'hover' ? 2.6 : 1.5;
  c.strokeStyle = role === 'up' ? ink.up : role === 'down' ? ink.down : b.outside ? mix(strong(kindColor(e.kind)), ink.panel, 0.55) : strong(kindColor(e.kind));
  c.setLineDash(e.kind === 'Project' && e.status && !BUILT.has(e.status) ? [5, 3] : NONE);
  c.stroke(); c.setLineDash(NONE);
  if (e.status) statusBar(c, e.status, x - w / 2, y - h / 2, h);
  letter(c, e, b, e.kind === 'Company' ? '#ffffff' : ink.ink);
}

// The colour of a status on its card, and a pattern, as cards give several the same colour.
const patternOf = (status) => (has(DATA.cards, status) ? DATA.cards[status].pattern : 'solid');
const edgeOfCard = (color) => mix(color, ink.dark ? '#ffffff' : '#000000', ink.dark ? 0.8 : 0.6);
function statusBar(c, status, left, top, h) {
  const color = statusColor(status), pattern = patternOf(status);
  c.beginPath(); c.roundRect(left, top, 9, h, [5, 0, 0, 5]);
  c.fillStyle = pattern === 'solid' ? color : ink.panel; c.fill();
  c.strokeStyle = edgeOfCard(color); c.lineWidth = 1; c.stroke();
  c.fillStyle = color; c.beginPath();
  if (pattern === 'striped') for (let y = top + 3; y + 4 <= top + h - 2; y += 8) c.rect(left + 1, y, 7, 4);
  if (pattern === 'hollow') c.rect(left + 5, top + 3, 3, h - 6);
  c.fill();
}

function letter(c, e, b, color) {
  const [size, leading] = lang === 'en' ? [13, 17] : [15, 19];
  const lines = e.lines[lang], total = lines.length * leading + (e.note ? 16 : 0), room = b.w - (e.status ? 17 : 10), x = e.status ? b.x + 4.5 : b.x;
  c.textAlign = 'center'; c.textBaseline = 'middle'; c.fillStyle = color;
  c.font = (e.kind === 'Chain' ? '600 ' : '') + size + 'px ' + FACE;
  for (let i = 0; i < lines.length; i++) c.fillText(lines[i], x, b.y - total / 2 + leading / 2 + i * leading, room);
  if (!e.note) return;
  c.font = '12px ' + FACE;
  c.fillText(e.note, x, b.y - total / 2 + lines.length * leading + 8, room);
}

function paintPlain(c, b, role) {
  const { x, y, w, h } = b;
  c.beginPath(); c.roundRect(x - w / 2, y - h / 2, w, h, h / 2);
  c.fillStyle = b.kind === 'more' ? ink.band : ink.panel; c.fill();
  c.lineWidth = role ? 2.6 : 1.2; c.strokeStyle = role === 'hover' ? ink.accent : ink['band-ink'];
  c.setLineDash(b.kind === 'ghost' ? [2, 4] : NONE); c.stroke(); c.setLineDash(NONE);
  c.textAlign = 'center'; c.textBaseline = 'middle'; c.fillStyle = ink['band-ink']; c.font = '600 14px ' + FACE;
  c.fillText(b.kind === 'more' ? '+' + b.count : b.label, x, y, w - 12);
}

function paintCell(c, b, role) {
  const { x, y, w, h } = b, left = x - w / 2 + 12, top = y - h / 2;
  c.beginPath(); c.roundRect(x - w / 2, top, w, h, 10);
  c.fillStyle = ink.panel; c.fill();
  c.lineWidth = role ? 2.4 : 1.2; c.strokeStyle = role ? ink.accent : mix(ink['band-ink'], ink.panel, 0.5); c.stroke();
  c.textAlign = 'left'; c.textBaseline = 'middle'; c.fillStyle = ink.ink; c.font = '600 15px ' + FACE;
  c.fillText(cut(c, b.label, w - 24), left, top + 16);
  let at = left;
  for (const { kind, n } of b.counts) {
    c.fillStyle = strong(kindColor(kind));
    c.beginPath(); c.roundRect(at, top + 30, 9, 9, { Material: 4.5, Company: 1.5, Project: 1.5 }[kind] ?? 0); c.fill();
    c.fillStyle = ink.quiet; c.font = '13px ' + FACE;
    c.fillText(String(n), at + 12, top + 35);
    at += 17 + 7 * String(n).length;
  }
  if (b.capacity) { c.fillStyle = ink.ink; c.font = '13px ' + FACE; c.fillText(b.capacity, left, top + 53, w - 24); }
}

const cuts = new Map();
function cut(c, words, room) {
  const key = words + room + c.font;
  if (!cuts.has(key)) {
    let short = words;
    while (short.length > 1 && c.measureText(short === words ? short : short + '…').width > room) short = [...short].slice(0, -1).join('');
    cuts.set(key, short === words ? words : short + '…');
  }
  return cuts.get(key);
}
