// Evidence: what is said, on what ground, in which words of which text.
function go(n) { return button(nameOf(n), () => reveal(n), { class: 'link' }); }

function sentence(s) {
  const amount = s.amount ? s.amount.text : s.value !== undefined ? word('statuses', s.value) : null;
  if (amount !== null) return el('p', { cls: 'sentence' }, t('is', { s: nameOf(s.s), p: relationOrStatus(s.p), o: amount }));
  return el('p', { cls: 'sentence' }, go(s.s), el('em', { text: ' ' + relation(s.p) + ' ' }), go(s.o));
}

function ground(s) {
  const sure = s.origin !== 'Reference' ? `${t('confidence')} ${s.confidence.toFixed(2)}` : '';
  return el('p', { cls: 'ground', title: term('origins', s.origin).about[lang] }, originLine(s.origin), el('span', { cls: 'origin', text: originWords(s.origin) }), el('span', { text: sure }));
}

function titleOf(d) { return (lang === 'zh' ? '《' : '“') + d.title + (lang === 'zh' ? '》' : '”'); }
function citation(d) {
  const name = d.link ? el('a', { href: d.url, target: '_blank', rel: 'noopener noreferrer', text: titleOf(d) }) : el('span', { text: titleOf(d) });
  return el('div', { cls: 'facts' }, name, el('span', { text: d.publisher }), el('span', { text: d.published }), d.url && !d.link ? el('span', { text: d.url }) : null);
}
const whereOf = (claim) => t('where', { start: claim.start, end: endOf(claim) });
function citeWords(claim) {
  const d = DOCUMENTS[claim.document];
  return `“${claim.quote}” ${[d.publisher, titleOf(d), d.published, d.link ? d.url : d.name, whereOf(claim)].filter(Boolean).join(lang === 'zh' ? '，' : ', ')}`;
}
async function copy(words) {
  try { await navigator.clipboard.writeText(words); } catch {
    const box = el('textarea', { cls: 'hidden', 'aria-hidden': 'true' });
    box.value = words; document.body.append(box); box.select(); document.execCommand('copy'); box.remove();
  }
  say(t('copied'));
}

// Offsets count code points, so the quote is cut as code points. A mark says whom it means, for a text may say no more than 公司.
function marked(claim, s) {
  const points = [...claim.quote], meant = { s: nameOf(s.s), o: s.o === undefined ? null : nameOf(s.o) };
  const { marks } = claim, cuts = [...new Set([0, points.length, ...marks.flatMap(([a, b]) => [a, b])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const text = points.slice(cuts[i], end).join(''), role = marks.filter(([a, b]) => a <= cuts[i] && end <= b).map(([, , m]) => m).sort().pop();
    return role ? el('mark', { cls: role, title: meant[role], text }) : text;
  });
}
function quote(claim, s) {
  const facts = [whereOf(claim), `${t('confidence')} ${claim.confidence.toFixed(2)}`, claim.phase, claim.year];
  const mood = el('span', { cls: claim.modality === 'Prospective' ? 'prospective' : '', text: word('modalities', claim.modality) });
  const why = el('span', { cls: 'why', title: t('whyAbout'), text: t('why', { by: claim.by || '?' }) });
  const cite = button(t('cite'), () => copy(citeWords(claim)), { class: 'plain cite' });
  return el('figure', { cls: 'claim' }, el('blockquote', {}, marked(claim, s)), el('figcaption', {}, citation(DOCUMENTS[claim.document]), el('div', { cls: 'facts' }, facts.filter(Boolean).map((text) => el('span', { text })), mood, why, cite)));
}
const quotes = (s) => s.claims.filter((c) => !state.off.document.has(DOCUMENTS[c.document].id)).map((claim) => quote(claim, s));

function step(s) {
  const told = proof().steps[s.step];
  return el('dl', {}, el('dt', { text: t('step') }), el('dd', { text: pick([told.zh, told.en]) }), el('dt', { text: t('chain') }), el('dd', { text: told.chain }),
    el('dt', { text: t('source') }), el('dd', { text: told.source || t('unsourced') }));
}
function premises(s) {
  if (!s.premises) return null;
  return el('div', {}, el('h3', { text: t('premises') }), el('ul', { cls: 'rows' }, s.premises.map((n) => el('li', {}, sentence(SAID[n]), ground(SAID[n]), quotes(SAID[n])))));
}
function card(s) {
  const rule = s.rule ? el('dl', {}, el('dt', { text: t('rule') }), el('dd', { text: ruleWords(s.rule) })) : null;
  return el('div', { cls: 'card' }, sentence(s), ground(s), s.step !== undefined ? step(s) : rule, quotes(s), premises(s));
}

function amountWords(a) {
  const bounds = a.value ? a.value : a.low && a.high ? `${a.low}–${a.high}` : a.low ? '≥ ' + a.low : a.high ? '≤ ' + a.high : '';
  const detail = [bounds && `${bounds} ${a.unit}`, a.year, a.basis && word('bases', a.basis)].filter(Boolean).join(' · ');
  return [el('span', { cls: 'amount', text: a.text }), a.material ? el('span', { text: a.material }) : null, el('span', { cls: 'quiet', text: detail })];
}
function amountRows(said) {
  return el('ul', { cls: 'rows' }, said.map((s) => el('li', {}, el('div', { cls: 'head' }, el('span', { cls: 'quiet', text: relation(s.p) }), amountWords(s.amount)), disclosed(s))));
}
function disclosed(s) {
  if (s.origin !== 'Stated' || !s.claims.length) return el('div', {}, ground(s), s.rule ? el('p', { cls: 'quiet', text: ruleWords(s.rule) }) : null, premises(s));
  return el('details', {}, el('summary', { text: t('showSources', { n: s.claims.length }) }), ground(s), quotes(s));
}
