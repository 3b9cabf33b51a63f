// Panel: what is known of the selected entity or link, and the words that it rests on.
function go(n) { return el('button', { type: 'button', cls: 'link', text: nameOf(n), on: { click: () => reveal(n) } }); }

function frame(...children) {
  const panel = $('panel'), close = el('button', { type: 'button', cls: 'plain', id: 'close', text: '✕ ' + t('close'), on: { click: () => { clear(); $('network').focus(); } } });
  const back = trail.length > 1 ? el('button', { type: 'button', cls: 'plain', id: 'back', text: '← ' + t('back'), on: { click: () => history.back() } }) : el('span');
  panel.replaceChildren(el('div', { cls: 'bar' }, back, close), ...children.flat().filter(Boolean));
  panel.hidden = false; panel.scrollTop = 0;
}

function sentence(s) {
  const amount = s.amount ? s.amount.text : s.value !== undefined ? word('statuses', s.value) : null;
  if (amount !== null) return el('p', { cls: 'sentence' }, t('is', { s: nameOf(s.s), p: relationOrStatus(s.p), o: amount }));
  return el('p', { cls: 'sentence' }, go(s.s), el('em', { text: ' ' + relation(s.p) + ' ' }), go(s.o));
}
function relationOrStatus(p) { return p === 'status' ? t('status') : relation(p); }

function ground(s) {
  const sure = has(s, 'confidence') && s.origin !== 'Reference' ? `${t('confidence')} ${s.confidence.toFixed(2)}` : '';
  return el('p', { cls: 'ground', title: term('origins', s.origin).about[lang] }, originLine(s.origin), el('span', { cls: 'origin', text: originWords(s.origin) }), el('span', { text: sure }));
}

function citation(d) {
  const title = (lang === 'zh' ? '《' : '“') + d.title + (lang === 'zh' ? '》' : '”');
  const name = d.link ? el('a', { href: d.url, target: '_blank', rel: 'noopener noreferrer', text: title }) : el('span', { text: title });
  return el('div', { cls: 'facts' }, name, el('span', { text: d.publisher }), el('span', { text: d.published }), d.url && !d.link ? el('span', { text: d.url }) : null);
}

// A mark says whom it means, for a text may say no more than 公司.
function quote(claim, s) {
  const meant = { s: nameOf(s.s), o: s.o === undefined ? null : nameOf(s.o) };
  const d = DOCUMENTS[claim.document];
  const words = claim.quote.map(([text, role]) => (role ? el('mark', { cls: role[0], title: meant[role[0]], text }) : text));
  const facts = [t('where', { start: claim.start, end: claim.end }), `${t('confidence')} ${claim.confidence.toFixed(2)}`, claim.phase];
  const mood = el('span', { cls: claim.modality === 'Prospective' ? 'prospective' : '', text: word('modalities', claim.modality) });
  return el('figure', {}, el('blockquote', {}, words), el('figcaption', {}, citation(d), el('div', { cls: 'facts' }, facts.filter(Boolean).map((text) => el('span', { text })), mood)));
}
const quotes = (s) => (s.claims || []).map((claim) => quote(claim, s));

function step(s) {
  const name = lang === 'en' && s.step.en ? s.step.en : s.step.zh;
  return el('dl', {}, el('dt', { text: t('step') }), el('dd', { text: name }), el('dt', { text: t('chain') }), el('dd', { text: s.step.chain }),
    el('dt', { text: t('source') }), el('dd', { text: s.step.source || t('unsourced') }));
}

// A rule is told in both languages, or as the relations that it joins.
function ruleWords(rule) {
  const halves = rule.split(' / '), han = halves.findIndex((half) => /\p{Script=Han}/u.test(half));
  if (halves.length === 2 && han >= 0) return halves[lang === 'zh' ? han : 1 - han];
  return rule.split(' ∘ ').map(relation).join(lang === 'zh' ? '，再' : ', then ');
}

function premises(s) {
  if (!s.premises || !s.premises.length) return null;
  return el('div', {}, el('h3', { text: t('premises') }), el('ul', { cls: 'rows' }, s.premises.map((n) => el('li', {}, sentence(SAID[n]), ground(SAID[n]), quotes(SAID[n])))));
}

function card(s) {
  const rule = s.rule ? el('dl', {}, el('dt', { text: t('rule') }), el('dd', { text: ruleWords(s.rule) })) : null;
  return el('div', { cls: 'card' }, sentence(s), ground(s), s.step ? step(s) : rule, quotes(s), premises(s));
}

function showEdge(id) {
  const e = edgeById.get(id), said = grounds(e), ends = new Set([ENTITIES[e.from].label, ENTITIES[e.to].label]);
  const amounts = [...about[e.from], ...about[e.to]].filter((s) => s.amount && ends.has(s.amount.material) && ENTITIES[s.s].label !== s.amount.material);
  frame(el('h2', { text: `${nameOf(e.from)} → ${nameOf(e.to)}` }), said.map(card), amounts.length ? [el('h3', { text: t('relatedAmounts') }), amountRows(amounts)] : null);
}

function amountWords(a) {
  const bounds_ = a.value ? a.value : a.low && a.high ? `${a.low}–${a.high}` : a.low ? '≥ ' + a.low : a.high ? '≤ ' + a.high : '';
  const detail = [bounds_ && `${bounds_} ${a.unit}`, a.year, a.basis && word('bases', a.basis)].filter(Boolean).join(' · ');
  return [el('span', { cls: 'amount', text: a.text }), a.material ? el('span', { text: a.material }) : null, el('span', { cls: 'quiet', text: detail })];
}

function amountRows(said) {
  return el('ul', { cls: 'rows' }, said.map((s) => el('li', {}, el('div', { cls: 'head' }, el('span', { cls: 'quiet', text: relation(s.p) }), amountWords(s.amount)), disclosed(s))));
}

function disclosed(s) {
  if (s.origin !== 'Stated' || !(s.claims || []).length) return el('div', {}, ground(s), s.rule ? el('p', { cls: 'quiet', text: ruleWords(s.rule) }) : null, premises(s));
  return el('details', {}, el('summary', { text: t('showSources', { n: s.claims.length }) }), ground(s), quotes(s));
}

function tags(n) {
  const e = ENTITIES[n], status = about[n].filter((s) => s.p === 'status' && state.origins.has(s.origin));
  const kind = el('span', { cls: 'tag' }, el('span', { cls: 'dot', style: { background: term('kinds', e.kind).color } }), word('kinds', e.kind));
  const steps = [...new Set(status.map((s) => s.value))].map((v) => el('span', { cls: 'tag' }, el('span', { cls: 'dot', style: { background: term('statuses', v).color } }), word('statuses', v)));
  return el('div', { cls: 'tags' }, kind, e.stage ? el('span', { cls: 'tag', text: word('stages', e.stage) }) : null, steps);
}

function names(n) {
  const e = ENTITIES[n], other = e.names.filter((x) => x !== e.label), join = (a) => a.join(t('listJoin'));
  const english = lang === 'en' ? [e.label, ...e.english.slice(1)] : e.english;
  const rows = lang === 'en' && e.english.length ? [['names', [...english, ...other]]] : [['names', other], ['english', english.filter((x) => x !== e.label)]];
  rows.push(['formula', e.formula ? [e.formula] : []], ['broader', e.broader]);
  const full = rows.filter(([, v]) => v.length);
  return full.length ? el('dl', {}, full.map(([k, v]) => [el('dt', { text: t(k) }), el('dd', { text: join(v) })])) : null;
}

function neighbour(e) {
  const n = e.from === state.node ? e.to : e.from, name = `${nameOf(e.from)} → ${nameOf(e.to)}`;
  const speaks = grounds(e)[0].s === state.node, verb = el('span', { cls: 'quiet', text: [...new Set(grounds(e).map((s) => relation(s.p)))].join(' / ') });
  const evidence = el('button', { type: 'button', cls: 'plain', text: t('openEdge'), 'aria-label': `${t('openEdge')}: ${name}`, on: { click: () => selectEdge(e.id) } });
  return el('li', {}, el('div', { cls: 'head' }, speaks ? [verb, go(n)] : [go(n), verb], el('span', { cls: 'end' }, originLine(bestOrigin(e)), ' ', evidence)));
}

function neighbours(title, cls, edges, none) {
  const heading = el('h3', { cls }, title, ' ', el('b', { text: String(edges.length) }));
  return [heading, edges.length ? el('ul', { cls: 'rows' }, edges.map(neighbour)) : el('p', { cls: 'quiet', text: none })];
}

function showNode(n) {
  const open = (e) => bestOrigin(e), flows = (e) => e.flows && open(e);
  const other = [...from[n], ...into[n]].filter((e) => !e.flows && open(e)), said = about[n].filter((s) => state.origins.has(s.origin));
  const amounts = said.filter((s) => s.amount), status = said.filter((s) => s.p === 'status');
  frame(
    el('h2', { text: nameOf(n) }), tags(n), names(n),
    status.length ? [el('h3', { text: t('status') }), el('ul', { cls: 'rows' }, status.map((s) => el('li', {}, el('span', { cls: 'amount', text: word('statuses', s.value) }), disclosed(s))))] : null,
    amounts.length ? [el('h3', { text: t('quantities') }), amountRows(amounts)] : null,
    neighbours(t('upstream'), 'up', into[n].filter(flows), t('noneUp')),
    neighbours(t('downstream'), 'down', from[n].filter(flows), t('noneDown')),
    other.length ? neighbours(t('other'), '', other, '') : null,
    el('p', { cls: 'quiet', text: t('reach', { up: lit.up, down: lit.down }) }),
  );
}
