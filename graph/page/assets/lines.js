// Lines: the way each takes, how it is drawn, and which lie under a point.
const WIDE_FROM = 1.4, WIDE_TO = 11;

// Where lines meet a side of a box they are spread along it, in the order of their other ends.
function ports(lines) {
  const sides = new Map();
  const add = (box, right, line, end, other, trunk) => {
    const key = `${box.key}|${right}`;
    if (!sides.has(key)) sides.set(key, new Map());
    const ends = sides.get(key), port = trunk || line;
    if (!ends.has(port)) ends.set(port, { lines: [], other: 0, box });
    ends.get(port).lines.push([line, end]); ends.get(port).other += other;
  };
  for (const l of lines) {
    l.turn = l.b.x - l.b.w / 2 >= l.a.x + l.a.w / 2 ? 1 : l.b.x + l.b.w / 2 <= l.a.x - l.a.w / 2 ? -1 : 0;
    if (!l.off && l.from_ === l.to_) l.turn = 0;
    l.ya = l.a.y; l.yb = l.b.y;
    l.upright = !l.turn && (l.off || adjoining(l));
    if (l.upright || l.straight) { l.off = true; continue; }
    const first = l.way.length ? l.way[0][1] : l.b.y, last = l.way.length ? l.way[l.way.length - 1][1] : l.a.y;
    add(l.a, l.turn >= 0, l, 'ya', first, l.out); add(l.b, l.turn <= 0, l, 'yb', last, l.in_);
  }
  for (const all of sides.values()) {
    const ends = [...all.values()];
    if (ends.length < 2) continue;
    ends.sort((p, q) => p.other / p.lines.length - q.other / q.lines.length);
    const { box } = ends[0], room = Math.min(box.h - 14, (ends.length - 1) * 9), step = room / (ends.length - 1);
    ends.forEach((p, i) => { for (const [line, end] of p.lines) line[end] = box.y - room / 2 + i * step; });
  }
}
// On one another in one column, with nothing between.
function adjoining({ a, b, from_ }) {
  const [low, high] = a.y < b.y ? [a.y + a.h / 2, b.y - b.h / 2] : [b.y + b.h / 2, a.y - a.h / 2];
  return high - low < 60 && !from_.full.some(([top, bottom]) => top + CLEAR >= low && bottom - CLEAR <= high);
}

// Cubic stretches [x0, y0, c1x, c1y, c2x, c2y, x1, y1, …] from box to box: level, round a corner, along an aisle, round a corner, level.
function course(l) {
  const { a, b } = l;
  if (l.straight) { const [p, q] = [rim(a, b), rim(b, a)]; l.pts = [p[0], p[1], p[0], p[1], q[0], q[1], q[0], q[1]]; return bound(l); }
  if (l.upright) { upright(l); return bound(l); }
  if (l.off) { swung(l); return bound(l); }
  const [first] = l.levels, pts = [first[1], first[3]];
  l.pts = pts;
  l.levels.forEach(([, , out, y], i) => {
    const turn = l.turns[i], next = l.levels[i + 1];
    if (!next) { level(pts, out, y); return; }
    if (!turn) return;
    if (Math.abs(next[3] - y) < SOFT && !turn.same) { level(pts, out, y); bow(pts, next[1], next[3]); return; }
    corner(pts, turn.x, y, next[3], Math.sign(turn.x - out) || 1, Math.sign(next[1] - turn.x) || 1);
  });
  return bound(l);
}
function level(pts, x, y) {
  const [x0, y0] = pts.slice(-2);
  if (x0 !== x || y0 !== y) pts.push(x0, y0, x, y, x, y);
}
function bow(pts, x, y) {
  const [x0, y0] = pts.slice(-2), pull = (x - x0) * 0.45;
  pts.push(x0 + pull, y0, x - pull, y, x, y);
}
function corner(pts, x, y0, y1, into_, out) {
  const down = Math.sign(y1 - y0), r = Math.min(BOWED, Math.abs(y1 - y0) / 2), soft = r * 0.45;
  level(pts, x - into_ * r, y0);
  pts.push(x - into_ * soft, y0, x, y0 + down * soft, x, y0 + down * r);
  level(pts, x, y1 - down * r);
  pts.push(x, y1 - down * soft, x + out * soft, y1, x + out * r, y1);
}
// To or from what stands in no column.
function swung(l) {
  const { a, b, turn } = l, x0 = a.x + turn * a.w / 2, x1 = b.x - turn * (b.w / 2 + 2), pull = Math.max(12, Math.abs(x1 - x0) * 0.45) * turn;
  l.pts = [x0, l.ya, x0 + pull, l.ya, x1 - pull, l.yb, x1, l.yb];
}
// On one another: straight; else around what stands between.
function upright(l) {
  const { a, b } = l, down = b.y > a.y ? 1 : -1, gap = Math.abs(b.y - a.y) - (a.h + b.h) / 2;
  if (gap < 60) {
    const y0 = a.y + down * a.h / 2, y1 = b.y - down * (b.h / 2 + 2);
    l.pts = [a.x, y0, a.x, (y0 + y1) / 2, b.x, (y0 + y1) / 2, b.x, y1];
  } else {
    const x0 = a.x + a.w / 2, x1 = b.x + b.w / 2 + 2, out = Math.max(x0, x1) + 20 + Math.min(60, gap * 0.12);
    l.pts = [x0, a.y, out, a.y, out, b.y, x1, b.y];
  }
}
function rim(a, b) {
  const dx = b.x - a.x, dy = b.y - a.y, s = Math.min(a.w / 2 / Math.abs(dx || 1e-9), a.h / 2 / Math.abs(dy || 1e-9), 1);
  const more = 1 + 3 / Math.max(1, Math.hypot(dx, dy) * s);
  return [a.x + dx * s * more, a.y + dy * s * more];
}
function bound(l) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < l.pts.length; i += 2) {
    x0 = Math.min(x0, l.pts[i]); x1 = Math.max(x1, l.pts[i]);
    y0 = Math.min(y0, l.pts[i + 1]); y1 = Math.max(y1, l.pts[i + 1]);
  }
  l.box = [x0, y0, x1, y1];
}

function trace(c, l) {
  const p = l.pts;
  c.moveTo(p[0], p[1]);
  for (let i = 2; i < p.length; i += 6) c.bezierCurveTo(p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4], p[i + 5]);
}
function arrowHead(c, l, size) {
  const p = l.pts, n = p.length, x = p[n - 2], y = p[n - 1];
  let dx = x - p[n - 4], dy = y - p[n - 3];
  if (!dx && !dy) { dx = x - p[n - 8]; dy = y - p[n - 7]; }
  const d = Math.hypot(dx, dy) || 1, ux = dx / d, uy = dy / d;
  c.moveTo(x, y); c.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45); c.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45); c.closePath();
}

const usualColor = (l) => (l.context || l.pale ? ink.place : l.flows ? ink.flow : ink.own);
let widest = 0;
function widthOf(l) {
  if (l.sum) return Math.min(6, 1.2 + Math.log2(l.ids.length) * 1.1);
  if (!state.wide) return l.flows ? 1.6 : 1.2;
  return l.e && l.e.amount && l.e.amount.unit === 't/a' && widest ? WIDE_FROM + (WIDE_TO - WIDE_FROM) * Math.sqrt(l.e.amount.size / widest) : 1;
}

// All lines of one look in one stroke.
function drawLines(c, lines, seen, { color = null, plus = 0, heads = true } = {}) {
  const looks = new Map();
  for (const l of lines) {
    if (seen && (l.box[2] < seen[0] || l.box[0] > seen[2] || l.box[3] < seen[1] || l.box[1] > seen[3])) continue;
    const look = `${l.origin}|${color || usualColor(l)}|${Math.round(widthOf(l) * 4) / 4}`;
    if (looks.has(look)) looks.get(look).push(l); else looks.set(look, [l]);
  }
  for (const [look, alike] of looks) {
    const [origin, stroke, width] = look.split('|');
    c.strokeStyle = c.fillStyle = stroke; c.lineWidth = Number(width) + plus;
    c.setLineDash(DASHES[origin]);
    c.beginPath(); for (const l of alike) trace(c, l); c.stroke();
    c.setLineDash(NONE);
    if (!heads) continue;
    c.beginPath(); for (const l of alike) arrowHead(c, l, 7 + Number(width)); c.fill();
  }
}

// A word is only put on a line that is longer than it.
function wordsOn(l) {
  if (l.label) return l.label;
  if (!l.e) return l.sum && l.ids.length > 1 ? String(l.ids.length) : '';
  if (state.wide && l.e.amount) return l.e.amount.text;
  const s = grounds(l.e)[0];
  return s ? (s.s === l.e.from ? '' : '← ') + relation(s.p) : '';
}
// In the middle of a stretch where nothing else is: no box, no other word. Where there is no such place the panel tells it.
function drawWords(c, lines, colorFor) {
  c.font = '13px ' + FACE; c.textAlign = 'center'; c.textBaseline = 'middle'; c.lineJoin = 'round';
  const taken = [];
  for (const l of lines) {
    const words = wordsOn(l), room = Math.hypot(l.box[2] - l.box[0], l.box[3] - l.box[1]) - 16, wide = words ? c.measureText(words).width : 0;
    if (!wide || wide > room) continue;
    const covers = (b, x, y) => Math.abs(b.x - x) < (b.w + wide) / 2 + 1 && Math.abs(b.y - y) < b.h / 2 + 9;
    const spot = middlesOf(l).find(([x, y, long]) => long > wide + 4 && !taken.some(([a, b, w]) => Math.abs(a - x) < (w + wide) / 2 + 4 && Math.abs(b - y) < 17) && !scene.boxes.some((b) => covers(b, x, y)));
    if (!spot) continue;
    const [x, y] = spot;
    taken.push([x, y, wide]);
    c.lineWidth = 5; c.strokeStyle = ink.bg; c.strokeText(words, x, y);
    c.fillStyle = colorFor(l); c.fillText(words, x, y);
  }
}

const at = (p, i, u) => {
  const v = 1 - u, k = [v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u];
  return [0, 1].map((d) => k[0] * p[i + d] + k[1] * p[i + 2 + d] + k[2] * p[i + 4 + d] + k[3] * p[i + 6 + d]);
};
// The middles of the stretches of a line, level and long ones first, of those that it shares with no other.
function middlesOf(l) {
  const p = l.pts, first = l.out && p.length > 14 ? 6 : 0, end = l.in_ && p.length > 14 ? p.length - 6 : p.length, found = [];
  for (let i = first; i + 7 < end; i += 6) {
    const dx = Math.abs(p[i + 6] - p[i]), dy = Math.abs(p[i + 7] - p[i + 1]);
    found.push([dy < 1 && dx > 20 ? 1e6 + dx : Math.hypot(dx, dy), i, Math.hypot(dx, dy)]);
  }
  return found.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, i, long]) => [...at(p, i, 0.5), long]);
}
const middleOf = (l) => middlesOf(l)[0];

// Points along a line, close enough to tell what it passes through.
function pointsOf({ pts }) {
  const found = [];
  for (let i = 0; i + 7 < pts.length; i += 6) {
    const steps = Math.ceil(Math.hypot(pts[i + 6] - pts[i], pts[i + 7] - pts[i + 1]) / 8) + 4;
    for (let k = 0; k <= steps; k++) found.push(at(pts, i, k / steps));
  }
  return found;
}

// Every line within reach of a point, the nearest first.
function linesAt(scene, x, y, near) {
  const found = [];
  for (const l of scene.lines) {
    if (x < l.box[0] - near || x > l.box[2] + near || y < l.box[1] - near || y > l.box[3] + near) continue;
    let best = Infinity;
    for (let i = 0; i + 7 < l.pts.length; i += 6) {
      let [px, py] = [l.pts[i], l.pts[i + 1]];
      const steps = px === l.pts[i + 2] && py === l.pts[i + 3] ? 1 : 16;
      for (let k = 1; k <= steps; k++) {
        const [qx, qy] = at(l.pts, i, k / steps), dx = qx - px, dy = qy - py;
        const u = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
        best = Math.min(best, Math.hypot(x - px - u * dx, y - py - u * dy));
        [px, py] = [qx, qy];
      }
    }
    if (best <= near) found.push([best, l]);
  }
  return found.sort((p, q) => p[0] - q[0]).map(([, l]) => l);
}
