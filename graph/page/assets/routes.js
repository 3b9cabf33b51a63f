// Routes: from box to box without passing through a third, along the aisles between columns and the gaps within them.
const CLEAR = 6, APART = 6, BOWED = 7, SOFT = 22, BEND_COST = 70, REACHES = [24, 90, 260, 1e9], MANY_LINES = 2500, ENDLESS = 1e9;

// The columns from left to right, each as wide as its widest box, with what stands in it from the top down.
function columnsOf({ boxes, lines, lanes }) {
  const at = new Map(), column = (x) => { if (!at.has(x)) at.set(x, { x, half: 0, full: [], used: [] }); return at.get(x); };
  for (const b of boxes) if (!b.shelf) { const c = column(b.x); c.half = Math.max(c.half, b.w / 2 + 4); c.full.push([b.y - b.h / 2 - CLEAR, b.y + b.h / 2 + CLEAR]); }
  for (const l of lines) for (const [x] of l.way) column(x);
  const all = [...at.values()].sort((a, b) => a.x - b.x);
  for (const lane of lanes) if (lane.name && !lane.side) for (const c of all) if (c.x + c.half > lane.left && c.x - c.half < lane.left + 24 + 15 * lane.name.length) c.full.push([lane.top, lane.top + 26]);
  all.forEach((c, i) => { c.n = i; c.gaps = gapsOf(c.full); });
  return all;
}
function gapsOf(full) {
  const gaps = [];
  let low = -ENDLESS;
  for (const [top, bottom] of full.sort((a, b) => a[0] - b[0])) { if (top > low) gaps.push([low, top]); low = Math.max(low, bottom); }
  return [...gaps, [low, ENDLESS]];
}

// What is free in a column between two heights; and what two such lists have in common.
function within(gaps, low, high) {
  const found = [];
  let a = 0, b = gaps.length;
  while (a < b) { const m = (a + b) >> 1; if (gaps[m][1] < low) a = m + 1; else b = m; }
  for (let i = a; i < gaps.length && gaps[i][0] <= high; i++) found.push([Math.max(low, gaps[i][0]), Math.min(high, gaps[i][1])]);
  return found;
}
function common(a, b) { return a.flatMap(([low, high]) => within(b, low, high)); }

// Level as far as may be, then over to the next gap that leads on; `reach` is how far aside it may look for one.
function routed(passed, from_, to, reach) {
  const way = [], low = Math.min(from_, to) - reach, high = Math.max(from_, to) + reach;
  let y = from_, cost = 0;
  for (let k = 0; k < passed.length;) {
    let open = within(passed[k].gaps, low, high), last = k + 1;
    if (!open.length) return null;
    for (; last < passed.length; last++) { const both = common(open, passed[last].gaps); if (!both.length) break; open = both; }
    const run = passed.slice(k, last), next = levelIn(open, y, last === passed.length ? to : null, run);
    cost += Math.abs(next - y) + (Math.abs(next - y) > 1 ? BEND_COST : 0);
    for (const c of run) way.push([c.x, next]);
    y = next; k = last;
  }
  return { way, cost: cost + Math.abs(to - y) + (Math.abs(to - y) > 1 ? BEND_COST : 0) };
}

// The height that needs the least turning, beside those that other lines have there.
function levelIn(open, y, to, run) {
  let best = null, least = Infinity;
  for (const [low, high] of open) {
    for (const wish of to === null ? [y] : [y, to]) {
      const p = Math.min(high, Math.max(low, wish)), cost = Math.abs(p - y) + (to === null ? 0 : Math.abs(p - to)) + (p === y || p === to ? 0 : BEND_COST);
      if (cost < least) { least = cost; best = [p, low, high]; }
    }
  }
  const [p, low, high] = best, taken = (h) => run.some((c) => c.used.some((u) => Math.abs(u - h) < APART - 0.5));
  for (let n = 0; n < 12; n++) for (const h of [p + n * APART, p - n * APART]) if (h >= low && h <= high && !taken(h)) return h;
  return p;
}

// Lines that have no way yet are given one, the shortest first.
function route(lines, columns) {
  const byX = new Map(columns.map((c) => [c.x, c])), many = lines.length > MANY_LINES;
  for (const l of lines) { l.from_ = l.a.shelf ? undefined : byX.get(l.a.x); l.to_ = l.b.shelf ? undefined : byX.get(l.b.x); l.off = l.from_ === undefined || l.to_ === undefined || l.straight; }
  if (!many) for (const l of lines) for (const [x, y] of l.way) byX.get(x).used.push(y);
  const bare = lines.filter((l) => !l.off && !l.way.length && Math.abs(l.from_.n - l.to_.n) > 1);
  for (const l of bare) l.far = Math.abs(l.from_.n - l.to_.n) * 1e4 + Math.abs(l.a.y - l.b.y);
  if (!many) bare.sort((p, q) => p.far - q.far || p.a.y - q.a.y || p.b.y - q.b.y);
  for (const l of bare) {
    const passed = l.from_.n < l.to_.n ? columns.slice(l.from_.n + 1, l.to_.n) : columns.slice(l.to_.n + 1, l.from_.n).reverse();
    let best = null;
    for (const reach of REACHES) {
      const found = routed(passed, l.a.y, l.b.y, reach);
      if (found && (!best || found.cost < best.cost)) best = found;
      if (best && (many || reach > 200)) break;
    }
    l.way = best.way;
    if (!many) for (const [x, y] of l.way) byX.get(x).used.push(y);
  }
}

// The level stretches of a line [column, x where it begins, x where it ends, y], and for each turn the aisle it is made in.
function levelsOf(l) {
  const side = (c, s) => c.x + s * c.half, out = l.turn || 1;
  const levels = [[l.from_, l.a.x + out * l.a.w / 2, side(l.from_, out), l.ya]];
  let c = l.from_;
  for (const [x, y] of l.way) { c = l.columns.get(x); levels.push([c, side(c, -out), side(c, out), y]); }
  const back = l.turn ? -out : 1;
  levels.push([l.to_, side(l.to_, back), l.b.x + back * (l.b.w / 2 + 2), l.yb]);
  return levels;
}
function turnsOf(l, aisles) {
  l.turns = [];
  for (let i = 1; i < l.levels.length; i++) {
    const [c0, , , y0] = l.levels[i - 1], [c1, , , y1] = l.levels[i];
    if (Math.abs(y1 - y0) < 0.5) { l.turns.push(null); continue; }
    const same = c0 === c1, n = Math.min(c0.n, c1.n), trunk = i === 1 && l.out ? l.out : i === l.levels.length - 1 && l.in_ ? l.in_ : null;
    const turn = { left: same || c0.n < c1.n ? y0 : y1, right: same || c0.n < c1.n ? y1 : y0, top: Math.min(y0, y1) - 3, bottom: Math.max(y0, y1) + 3, track: 0, same };
    if (!aisles.has(n)) aisles.set(n, new Map());
    const turns = aisles.get(n), known = trunk === null ? null : turns.get(trunk);
    l.turns.push(known || turn);
    if (known) { known.top = Math.min(known.top, turn.top); known.bottom = Math.max(known.bottom, turn.bottom); } else turns.set(trunk === null ? turn : trunk, turn);
  }
}

// Each turn of an aisle has a track of its own, in such an order that lines beside each other do not cross.
function tracks(turns) {
  const rows = [];
  const rise = (t) => t.right < t.left;
  turns.sort((p, q) => p.same - q.same || rise(p) - rise(q) || (rise(p) ? p.left - q.left || p.right - q.right : q.left - p.left || q.right - p.right));
  if (turns.length > 400) { turns.forEach((t, i) => { t.track = i % 7; }); return 7; }
  const over = (p, q) => p.top < q.bottom && q.top < p.bottom;
  turns.forEach((t, i) => {
    let track = 0;
    for (let k = i - 1; k >= 0; k--) if (rise(turns[k]) === rise(t) && over(turns[k], t)) track = Math.max(track, turns[k].track + 1);
    while (rows[track] && rows[track].some((o) => over(o, t))) track += 1;
    (rows[track] = rows[track] || []).push(t);
    t.track = track;
  });
  return rows.length;
}
function place(turns, left, right) {
  const count = tracks(turns), step = count > 1 ? Math.min(8, (right - left - 14) / (count - 1)) : 0, first = (left + right) / 2 - step * (count - 1) / 2;
  for (const t of turns) t.x = first + t.track * step;
}

// Lines that look alike and leave one box by one side, or reach one by one side, run as one to where they part.
function trunks(lines) {
  const count = new Map(), add = (key) => count.set(key, (count.get(key) || 0) + 1);
  const looks = lines.filter((l) => !l.off && !l.sum && !state.wide).map((l) => { const look = `${l.origin}|${usualColor(l)}`; return [l, `${l.a.key}|${side(l)}|out|${look}`, `${l.b.key}|${-side(l)}|in|${look}`]; });
  for (const [, out, into_] of looks) { add(out); add(into_); }
  for (const [l, out, into_] of looks) { l.out = count.get(out) > 1 ? out : null; l.in_ = count.get(into_) > 1 && !(l.out && short(l)) ? into_ : null; }
}
const side = (l) => (l.from_ === l.to_ ? 0 : l.from_.n < l.to_.n ? 1 : -1), short = (l) => Math.abs(l.from_.n - l.to_.n) < 2;

// All lines of a scene: which way they take, and where in each aisle they turn.
function layLines(made) {
  const columns = columnsOf(made), byX = new Map(columns.map((c) => [c.x, c])), aisles = new Map();
  route(made.lines, columns);
  trunks(made.lines);
  ports(made.lines);
  for (const l of made.lines) if (!l.off) { l.columns = byX; l.levels = levelsOf(l); turnsOf(l, aisles); }
  for (const [n, turns] of aisles) {
    const c = columns[n], left = c.x + c.half, right = columns[n + 1] ? columns[n + 1].x - columns[n + 1].half : left + 22;
    place([...turns.values()], left, Math.min(right, left + 90));
  }
  made.lines.forEach(course);
}
