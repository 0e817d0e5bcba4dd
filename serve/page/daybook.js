// What the page does beyond reading: both sides of a report light each other, "why" opens in place, lists are filtered,
// files are dropped. Everything here is a convenience; without it every link leads to a page of its own.
'use strict';
(() => {
  const $ = (s, root = document) => root.querySelector(s);
  const all = (s, root = document) => [...root.querySelectorAll(s)];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const wide = matchMedia('(min-width: 861px)');

  document.addEventListener('keydown', (e) => {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    e.preventDefault();
    $('.bar input').focus();
  });

  // home: drop files anywhere on the page; say that something is going on
  const give = $('.give');
  if (give) {
    const file = $('#file'), busy = $('.busy', give), button = $('.do', give);
    document.addEventListener('dragover', (e) => { if (e.dataTransfer.types.includes('Files')) { e.preventDefault(); give.classList.add('over'); } });
    document.addEventListener('dragleave', (e) => { if (!e.relatedTarget) give.classList.remove('over'); });
    document.addEventListener('drop', (e) => {
      if (!e.dataTransfer.files.length) return;
      e.preventDefault();
      give.classList.remove('over');
      file.files = e.dataTransfer.files;
      busy.textContent = file.files.length === 1 ? file.files[0].name : file.files.length + ' files';
      button.focus();
    });
    give.addEventListener('submit', () => { busy.textContent = give.dataset.busy; button.disabled = true; });
    addEventListener('pageshow', () => { busy.textContent = ''; button.disabled = false; });
  }

  const article = $('#article'), ledger = $('#ledger'), why = $('#why');
  if (!article || !ledger) return;
  article.classList.add('asking');

  // every id and the elements that belong to it, on either side
  const of = new Map();
  const join = (id, el) => { if (!of.has(id)) of.set(id, []); of.get(id).push(el); };
  const ids = (el) => el.dataset.ids ? el.dataset.ids.split(' ') : el.dataset.more ? el.dataset.more.split(' ') : el.dataset.id ? [el.dataset.id] : [];
  all('[data-ids], [data-id]').forEach((el) => ids(el).forEach((id) => join(id, el)));
  const owner = (el) => el.closest('[data-ids], [data-id]');

  let lit = [], held = [];
  const light = (list) => {
    const next = new Set([...held, ...list].flatMap((id) => of.get(id) || []));
    lit.forEach((el) => { if (!next.has(el)) el.classList.remove('lit'); });
    next.forEach((el) => el.classList.add('lit'));
    lit = [...next];
  };

  // bring an entry into the ledger's window, or words into the page's, only when none of them is in view
  const inside = (el) => {
    const a = el.getBoundingClientRect(), b = ledger.getBoundingClientRect();
    return a.bottom > Math.max(b.top, 0) + $('.tools').offsetHeight && a.top < Math.min(b.bottom, innerHeight) - 8;
  };
  const seen = (el) => { const a = el.getBoundingClientRect(); return a.bottom > 0 && a.top < innerHeight; };
  const reveal = (list) => {
    if (!wide.matches) return;
    const entries = list.flatMap((id) => of.get(id) || []).filter((el) => ledger.contains(el) && el.classList.contains('entry') && !el.hidden);
    if (!entries.length || entries.some(inside)) return;
    const a = entries[0].getBoundingClientRect(), b = ledger.getBoundingClientRect();
    ledger.scrollBy({ top: a.top - b.top - b.height / 3, behavior: calm.matches ? 'auto' : 'smooth' });
  };
  const show = (list) => {
    const marks = list.flatMap((id) => of.get(id) || []).filter((el) => article.contains(el));
    if (marks.length && !marks.some(seen)) marks[0].scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  };

  // a page that scrolls under a resting pointer says "pointerover" too: after a key, the light stays with the focus until the pointer moves
  let keyed = false, rest = '';
  const shifted = (e) => { const at = e.screenX + ' ' + e.screenY, is = rest !== '' && at !== rest; rest = at; return is; };
  document.addEventListener('keydown', () => { keyed = true; }, true);
  document.addEventListener('wheel', () => { keyed = false; }, { passive: true });
  document.addEventListener('pointermove', (e) => { if (shifted(e)) keyed = false; }, { passive: true });

  let timer = 0;
  document.addEventListener('pointerover', (e) => {
    if (shifted(e)) keyed = false;
    if (keyed || e.pointerType === 'touch' || why.contains(e.target)) return;
    const el = owner(e.target);
    clearTimeout(timer);
    light(el ? ids(el) : []);
    if (el && article.contains(el)) timer = setTimeout(() => reveal(ids(el)), 220);
  });
  document.addEventListener('focusin', (e) => {
    if (why.contains(e.target)) return;
    const el = owner(e.target);
    light(el ? ids(el) : []);
    if (!el) return;
    if (article.contains(el)) reveal(ids(el));
    else if (wide.matches && e.target.matches(':focus-visible')) show(ids(el));
  });
  document.addEventListener('focusout', () => light([]));

  // the article is one stop; arrows move between its marks
  const marks = all('a.m', article);
  marks.forEach((el, i) => { el.tabIndex = i ? -1 : 0; });
  const stop = (el) => { marks.forEach((m) => { m.tabIndex = m === el ? 0 : -1; }); };
  article.addEventListener('keydown', (e) => {
    const i = marks.indexOf(e.target);
    if (i < 0 || e.ctrlKey || e.metaKey || e.altKey) return;
    const to = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: marks.length - 1 }[e.key];
    if (to === undefined || !marks[to]) return;
    e.preventDefault();
    stop(marks[to]);
    marks[to].focus();
  });
  // in the ledger "why" is the stop of an entry; its words are for the pointer
  all('a.words', ledger).forEach((el) => { el.tabIndex = -1; });

  // why, in place; a browser without popovers goes to the page of its own
  const popovers = 'popover' in HTMLElement.prototype;
  const answering = () => popovers && why.matches(':popover-open');
  let opener = null, asked = 0;
  const ask = async (href, from) => {
    if (!popovers) { location.href = href; return; }
    const n = ++asked;
    let text;
    try {
      const answer = await fetch(href + (href.includes('?') ? '&' : '?') + 'part=1', { headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(answer.status);
      text = await answer.text();
    } catch {
      location.href = href;
      return;
    }
    if (n !== asked) return;
    why.innerHTML = text;
    opener = from;
    const el = owner(from);
    held = el ? ids(el) : [];
    light([]);
    if (!answering()) why.showPopover();
    place(from);
    why.scrollTop = 0;
    const head = $('h2', why);
    why.setAttribute('aria-labelledby', head ? head.id : '');
    if (head) head.focus();
  };
  const place = (from) => {
    const a = from.getBoundingClientRect(), w = why.offsetWidth, h = why.offsetHeight, gap = 8;
    const below = a.bottom + gap + h < innerHeight, above = a.top - gap - h > 0;
    why.style.left = Math.max(12, Math.min(a.left - 24, innerWidth - w - 12)) + 'px';
    why.style.top = Math.max(8, below ? a.bottom + gap : above ? a.top - gap - h : innerHeight - h - 12) + 'px';
  };
  why.addEventListener('toggle', (e) => {
    if (e.newState !== 'closed') return;
    held = [];
    const inWhy = document.activeElement === document.body || why.contains(document.activeElement);
    if (inWhy && opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    // the event comes late: the focus may have gone on, and the light belongs to it
    const el = owner(document.activeElement);
    light(el ? ids(el) : []);
  });

  const base = location.pathname;
  document.addEventListener('click', (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    const link = e.target.closest('a.why, a.nil');
    if (link) {
      e.preventDefault();
      ask(link.getAttribute('href'), link);
      return;
    }
    const mark = e.target.closest('#article .m');
    if (mark) {
      e.preventDefault();
      if (String(getSelection())) return;
      if (mark.matches('a')) stop(mark);
      if (e.detail === 0) ask(base + '/why/' + ids(mark).join(','), mark); // from the keyboard
      else { light(ids(mark)); reveal(ids(mark)); if (!wide.matches && mark.matches('a')) ask(base + '/why/' + ids(mark).join(','), mark); }
      return;
    }
    const words = e.target.closest('#ledger a.words');
    if (words) {
      e.preventDefault();
      show(ids(owner(words)));
      light(ids(owner(words)));
      return;
    }
    const quiet = e.target.closest('#article .sen.quiet');
    if (quiet && !String(getSelection()) && !e.target.closest('a')) ask(base + '/why/' + quiet.id, quiet);
    const point = e.target.closest('#ledger svg [data-ids]');
    if (point) {
      e.preventDefault();
      reveal(ids(point));
      show(ids(point));
    }
    const jump = e.target.closest('#ledger a[href^="#"]');
    if (jump && !point) {
      const target = document.getElementById(jump.getAttribute('href').slice(1));
      if (target && target.dataset.id) setTimeout(() => light([target.dataset.id]));
    }
  });

  // filters
  const form = $('.filters'), out = $('output', form);
  form.hidden = false;
  form.addEventListener('submit', (e) => e.preventDefault());
  const entries = all('.st, .deed, .fig', ledger);
  const filter = () => {
    const { origin, stance, type } = Object.fromEntries(all('select', form).map((s) => [s.name, s.value]));
    all('select', form).forEach((s) => s.classList.toggle('set', s.value !== ''));
    form.classList.toggle('set', Boolean(origin || stance || type));
    const off = new Set();
    let shown = 0;
    entries.forEach((el) => {
      const d = el.dataset;
      const by = !origin || (d.origin || '').split('\n').includes(origin);
      const fits = by && (!stance || !el.matches('.st') || d.stance === stance) && (!type || !el.matches('.deed') || d.type === type);
      el.hidden = !fits;
      if (fits) shown++; else off.add(d.id);
    });
    all('.origin, .figs', ledger).forEach((g) => { g.hidden = !$('.entry:not([hidden])', g); });
    all('.deeds', ledger).forEach((t) => { const none = !$('.entry:not([hidden])', t); t.hidden = none; const h = t.previousElementSibling; if (h && h.matches('h4')) h.hidden = none; });
    all('.m', article).forEach((m) => m.classList.toggle('off', off.size > 0 && ids(m).every((id) => off.has(id))));
    out.textContent = origin || stance || type ? shown + ' of ' + entries.length + ' entries' : '';
    notice();
  };
  form.addEventListener('change', filter);
  form.addEventListener('reset', () => setTimeout(filter));

  // the ledger goes with the article: entries whose words are on the screen carry a rule, and when none of them is in
  // the ledger's window it moves to the first, unless the pointer or the focus is in it or it shows figures, places or times
  const onScreen = new Map(); // paragraphs in view, each with the ids of its marks
  let part = 0, moved = false, frame = 0;
  function notice() {
    frame = 0;
    if (!wide.matches) return;
    const here = new Set([...onScreen.values()].flat());
    entries.forEach((el) => el.classList.toggle('here', here.has(el.dataset.id)));
    const now = entries.filter((el) => !el.hidden && here.has(el.dataset.id) && !el.matches('.fig'));
    if (moved && part < 2 && now.length && !now.some(inside) && !ledger.matches(':hover, :focus-within') && !answering()) {
      const a = now[0].getBoundingClientRect(), b = ledger.getBoundingClientRect();
      ledger.scrollBy({ top: a.top - b.top - 110, behavior: calm.matches ? 'auto' : 'smooth' });
    }
    moved = false;
  }
  const soon = () => { if (!frame) frame = requestAnimationFrame(notice); };
  const watch = new IntersectionObserver((list) => {
    list.forEach((x) => {
      if (x.isIntersecting) onScreen.set(x.target, all('.m', x.target).flatMap(ids));
      else onScreen.delete(x.target);
    });
    soon();
  });
  [...article.children].forEach((p) => watch.observe(p));
  addEventListener('scroll', () => { moved = true; }, { passive: true });
  wide.addEventListener('change', soon);

  // which part of the ledger is in its window
  const tabs = all('.tabs a');
  const parts = tabs.map((a) => $(a.getAttribute('href')));
  const spy = () => {
    const line = (wide.matches ? ledger.getBoundingClientRect().top : 0) + $('.tools').offsetHeight + 60;
    let on = 0;
    parts.forEach((p, i) => { if (p && p.getBoundingClientRect().top <= line) on = i; });
    part = on;
    tabs.forEach((a, i) => { a.classList.toggle('on', i === on); if (i === on) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current'); });
  };
  ledger.addEventListener('scroll', spy, { passive: true });
  addEventListener('scroll', spy, { passive: true });
  spy();

  // a link into the page lights what it leads to
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const el = id && document.getElementById(id);
    if (!el) return;
    if (el.dataset.id) { light([el.dataset.id]); show([el.dataset.id]); } else if (id.startsWith('w-')) { light([id.slice(2)]); reveal([id.slice(2)]); }
    if (el.matches('.sen')) el.classList.add('lit'), lit.push(el);
  };
  addEventListener('hashchange', arrive);
  arrive();
})();
