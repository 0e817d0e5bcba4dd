package serve

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"daybook/ledger"
	"daybook/store"
)

const bridge = "Spokesman says bridge is closed\n\n12 June 2020\n\nA spokesman said on Friday that the bridge at Narva was closed.\n\nPolice denied that anybody had been hurt. The river is high."

// TestPaste goes the way of somebody new: paste, read, see.
func TestPaste(t *testing.T) {
	srv, _ := desk(t)
	b := newTab(t)
	b.do(chromedp.Navigate(srv.URL), chromedp.SetValue(chromedp.ID("text"), bridge), chromedp.SetValue(chromedp.ID("outlet"), "Narva Post"), chromedp.Click(chromedp.CSS(".give .do")))
	b.until(`location.pathname.startsWith('/reports/r-') && document.readyState === 'complete'`)
	if got := eval[string](b, `document.querySelector('article').innerText`); !strings.Contains(got, "the bridge at Narva was closed") {
		t.Errorf("the article reads %q", got)
	}
	if got := eval[string](b, `document.querySelector('.crumb').innerText`); !strings.Contains(got, "Narva Post") {
		t.Errorf("the outlet is not told: %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll('.st').length`); n == 0 {
		t.Error("no statements are shown")
	}
	b.do(chromedp.Navigate(srv.URL), chromedp.Click(chromedp.CSS(".give .do")))
	b.until(`!!document.querySelector('[role=alert]')`)
	b.mu.Lock()
	b.notes = nil // the browser notes the answer 422, which is meant
	b.mu.Unlock()
	b.clean(srv.URL)
}

// TestLinked checks that both sides light each other, by pointer and by keyboard, and that "why" opens, tells and closes.
func TestLinked(t *testing.T) {
	srv, r := desk(t)
	b := newTab(t)
	b.screen(1440, 900, false)
	b.scheme("light")
	b.do(chromedp.Navigate(srv.URL + "/reports/" + r.ID))
	denial := r.Statements[1].ID

	b.hover(fmt.Sprintf(`[data-id=%q] .words`, denial))
	b.until(fmt.Sprintf(`document.querySelectorAll('#article .m.lit[data-ids~=%q]').length > 2`, denial))
	if n := eval[int](b, fmt.Sprintf(`document.querySelectorAll('#article .m.lit:not([data-ids~=%q])').length`, denial)); n != 0 {
		t.Errorf("%d other marks are lit", n)
	}
	b.hover(fmt.Sprintf(`#article .m.cue[data-ids~=%q]`, denial))
	b.until(fmt.Sprintf(`document.querySelector('[data-id=%q]').classList.contains('lit')`, denial))

	// what lies outside the ledger's window is brought in
	last := r.Statements[len(r.Statements)-1].ID
	b.hover(fmt.Sprintf(`#article .m.cue[data-ids~=%q]`, last))
	b.until(fmt.Sprintf(`(() => { const e = document.querySelector('[data-id=%q]').getBoundingClientRect(); return e.top > 0 && e.bottom < innerHeight; })()`, last))

	// by keyboard: the article is one stop, arrows move in it, Enter asks why
	b.do(chromedp.Navigate(srv.URL + "/reports/" + r.ID))
	if n := eval[int](b, `document.querySelectorAll('#article a.m[tabindex="0"]').length`); n != 1 {
		t.Errorf("the article has %d stops, not one", n)
	}
	eval[bool](b, `document.querySelector('#article a.m[tabindex="0"]').focus(), true`)
	first := eval[string](b, `document.activeElement.dataset.ids`)
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.until(fmt.Sprintf(`document.activeElement.matches('#article a.m') && document.activeElement.dataset.ids !== %q || document.activeElement.className.includes('cue')`, first))
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector('#why').matches(':popover-open')`)
	b.until(`document.activeElement.closest('#why') !== null`)
	if got := eval[string](b, `document.querySelector('#why').innerText`); !strings.Contains(got, "data/lexicon/cues.yaml:12") || !strings.Contains(got, "the cue governs the content") {
		t.Errorf("why says %q", got)
	}
	if eval[string](b, `document.getElementById(document.querySelector('#why').getAttribute('aria-labelledby')).tagName`) != "H2" {
		t.Error("the answer has no name for a screen reader")
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!document.querySelector('#why').matches(':popover-open')`)
	if !eval[bool](b, `document.activeElement.matches('#article a.m.cue')`) {
		t.Errorf("the focus is lost after why: %s", eval[string](b, `document.activeElement.outerHTML.slice(0, 200)`))
	}

	// in the ledger: Tab leads from entry to entry, Enter asks why
	eval[bool](b, `document.querySelector('.st .why').focus(), true`)
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	b.until(`document.activeElement.matches('.st a')`)
	for i := 0; i < 6 && !eval[bool](b, `document.activeElement.matches('.st .why')`); i++ {
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	b.until(`document.activeElement.closest('.entry').classList.contains('lit') && document.querySelectorAll('#article .lit').length > 0`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector('#why').matches(':popover-open') && document.querySelector('#why').innerText.includes('Rule')`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`document.activeElement.matches('.st .why')`)

	// sentences that yielded nothing answer
	b.do(chromedp.Click(chromedp.ID("show-quiet")))
	b.until(`getComputedStyle(document.querySelector('.nil')).display !== 'none'`)
	eval[bool](b, `[...document.querySelectorAll('.sen.quiet')].find(e => e.innerText.startsWith('Neither')).nextElementSibling.click(), true`)
	b.until(`document.querySelector('#why').matches(':popover-open') && document.querySelector('#why').innerText.includes('no verb of speech and no quotation')`)
	b.clean(srv.URL)
}

// TestFollow scrolls a long report: the ledger must go with it, and stay where it is when it shows something else.
func TestFollow(t *testing.T) {
	srv, _ := desk(t, func(c *Config) {
		r := long(t, 12)
		r.ID = ledger.SourceID([]byte(r.Text))
		if _, err := c.Store.Put(context.Background(), []byte(r.Text), r, store.Arrival{Name: "long"}); err != nil {
			t.Fatal(err)
		}
	})
	b := newTab(t)
	b.screen(1440, 900, false)
	b.scheme("light")
	b.do(chromedp.Navigate(srv.URL+"/reports"), chromedp.Click(chromedp.CSS(".list a")))
	b.until(`document.querySelectorAll('.st').length > 200 && document.readyState === 'complete'`)
	const inside = `[...document.querySelectorAll('.entry.here')].some(e => { const r = e.getBoundingClientRect(); return r.top > 100 && r.bottom < innerHeight; })`
	for _, y := range []int{3000, 9000, 16000, 200} {
		eval[bool](b, fmt.Sprintf(`window.scrollTo(0, %d), true`, y))
		b.until(inside)
	}
	eval[bool](b, `ledger.scrollTop = document.querySelector('#places').offsetTop, true`)
	time.Sleep(200 * time.Millisecond)
	at := eval[float64](b, `ledger.scrollTop`)
	eval[bool](b, `window.scrollTo(0, 9000), true`)
	time.Sleep(300 * time.Millisecond)
	if now := eval[float64](b, `ledger.scrollTop`); now != at {
		t.Errorf("the ledger left the places, from %v to %v", at, now)
	}
	b.clean(srv.URL)
}

func TestFilters(t *testing.T) {
	srv, r := desk(t)
	b := newTab(t)
	b.do(chromedp.Navigate(srv.URL + "/reports/" + r.ID))
	choose := func(name, value string) {
		eval[bool](b, fmt.Sprintf(`(() => { const s = document.querySelector('[name=%s]'); s.value = %q; s.dispatchEvent(new Event('change', {bubbles: true})); return s.value === %q; })()`, name, value, value))
	}
	shown := func(sel string) int {
		return eval[int](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.getClientRects().length).length`, sel))
	}
	all := shown(".st")
	choose("stance", "denies")
	if n := shown(".st"); n != 3 {
		t.Errorf("%d of %d statements deny", n, all)
	}
	choose("stance", "")
	choose("origin", "own")
	if n := shown(".st"); n != 0 {
		t.Errorf("%d statements in the outlet's own voice", n)
	}
	own := shown(".deed")
	choose("origin", "")
	choose("type", "ASSAULT")
	if n := shown(".deed"); n == 0 || n == len(r.Events) {
		t.Errorf("%d of %d events are assaults (own voice: %d)", n, len(r.Events), own)
	}
	if n := shown("#article .m.off"); n == 0 {
		t.Error("the article does not follow the filter")
	}
	b.do(chromedp.Click(chromedp.CSS(".filters [type=reset]")))
	b.until(fmt.Sprintf(`[...document.querySelectorAll('.st')].filter(e => e.getClientRects().length).length === %d`, all))
	b.clean(srv.URL)
}

// TestSizes looks for pages that are wider than the screen, for touch targets, for text that is too faint, in light and
// dark, on a phone and on a laptop.
func TestSizes(t *testing.T) {
	srv, r := desk(t)
	b := newTab(t)
	for _, path := range []string{"/", "/reports", "/reports/" + r.ID, "/search?q=ceasefire", "/about", "/reports/" + r.ID + "/why/" + r.Statements[1].ID, "/nothing"} {
		for _, size := range []struct {
			w, h   int64
			mobile bool
		}{{320, 640, true}, {390, 844, true}, {820, 1180, true}, {1100, 800, false}, {1440, 900, false}, {2560, 1300, false}} {
			b.screen(size.w, size.h, size.mobile)
			b.do(chromedp.Navigate(srv.URL + path))
			if w := eval[int64](b, `document.documentElement.scrollWidth`); w > size.w {
				t.Errorf("%s is %d wide on a screen of %d: %s", path, w, size.w, eval[string](b, `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.tagName + '.' + e.className).join(' ')`))
			}
		}
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			time.Sleep(150 * time.Millisecond) // colours fade over
			for _, bad := range eval[[]string](b, contrast) {
				t.Errorf("%s, %s: too faint: %s", path, scheme, bad)
			}
		}
	}
	b.mu.Lock()
	var rest []string
	for _, n := range b.notes {
		if !strings.Contains(n, "404") { // the browser notes the missing page, which is meant
			rest = append(rest, n)
		}
	}
	b.notes = rest
	b.mu.Unlock()
	b.clean(srv.URL)
}

// contrast lists texts whose contrast with what lies behind them is under 4.5 (WCAG 2.1, 1.4.3).
const contrast = `(() => {
	const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const rgba = (s) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = s; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data].map((v, i) => i < 3 ? v : v / 255); };
	const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
	const lum = (c) => { const f = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
	const out = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = walk.nextNode();) {
		const e = n.parentElement;
		if (!n.data.trim() || !e.getClientRects().length || e.closest('svg, .skip')) continue;
		let back = [255, 255, 255, 0], layers = [];
		for (let p = e; p; p = p.parentElement) layers.push(rgba(getComputedStyle(p).backgroundColor));
		back = layers.reverse().reduce((b, l) => over(l, b), [255, 255, 255, 1]);
		const front = over(rgba(getComputedStyle(e).color), back);
		const [hi, lo] = [lum(front), lum(back)].sort((a, b) => b - a);
		const ratio = (hi + .05) / (lo + .05);
		if (ratio < 4.5) out.add(ratio.toFixed(2) + ' ' + e.tagName + '.' + e.className + ' ' + n.data.trim().slice(0, 30));
	}
	return [...out];
})()`

// TestPlain checks that the report reads without any script: the ledger, its links and "why" are all there.
func TestPlain(t *testing.T) {
	srv, r := desk(t)
	_, body, _ := get(t, srv.URL+"/reports/"+r.ID)
	for _, want := range []string{"Who says what", "What is reported to have happened", "Not said to have happened", "told differently"[:4], "/why/" + r.Statements[0].ID, "Neither figure could be checked.", "<svg"} {
		if !strings.Contains(body, want) {
			t.Errorf("without %q", want)
		}
	}
	happened, apart, _ := strings.Cut(body[strings.Index(body, `id="events"`):], `id="not-happened"`)
	for _, e := range r.Events {
		if row := `id="` + e.ID + `"`; strings.Contains(happened, row) != e.Realis.Took() || strings.Contains(apart, row) == e.Realis.Took() {
			t.Errorf("%s, which is %s, stands on the wrong side", e.Trigger.Text, e.Realis)
		}
	}
	status, body, _ := get(t, srv.URL+"/reports/"+r.ID+"/why/"+r.Statements[0].ID)
	if status != 200 || !strings.Contains(body, "data/lexicon/cues.yaml:12") {
		t.Error("why has no page of its own")
	}
}
